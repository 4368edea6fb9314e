"""Estimates beside what five published vocabularies count."""

import time

import pytest

from jupyter_perf.refinement.endpoint.exchange import Message, Prompt
from jupyter_perf.refinement.endpoint.tokens import estimate, estimate_prompt

CODE = (
    "def total(df):\n    result = {}\n    for i in range(len(df)):\n"
    '        key = df["region"].iloc[i]\n        if key not in result:\n'
    "            result[key] = 0.0\n"
    '        result[key] += df["price"].iloc[i] * df["qty"].iloc[i]\n'
    "    return result\n"
)
PROSE = (
    "The loop reads one row at a time, which costs far more than the arithmetic itself. Group the"
    " rows by region, multiply both columns as a whole, and sum what is in each group.\n"
)
TRACEBACK = (
    'Traceback (most recent call last):\n  File "<cell>", line 12, in <module>\n'
    '    total += df.loc[i, "price"] * df.loc[i, "qty"]\nKeyError: "price"\n'
)
JSON = '{"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]}'
NUMBERS = ", ".join(f"{i * 0.7919:.6f}" for i in range(20))
CHINESE = "请把下面的循环改写成向量化的形式,并保持列名不变。"
RUSSIAN = "Пожалуйста, перепиши этот цикл так, чтобы он работал быстрее."
EMOJI = "🚀🔥😀✅🎉 done! ❤️"

# (text, fewest and most tokens by cl100k, o200k, Claude 2, DeepSeek and Mistral Nemo)
COUNTED = {
    "code": (CODE, 67, 73),
    "prose": (PROSE, 39, 40),
    "traceback": (TRACEBACK, 45, 48),
    "json": (JSON, 24, 26),
    "numbers": (NUMBERS, 106, 205),
    "chinese": (CHINESE, 16, 27),
    "russian": (RUSSIAN, 16, 33),
    "emoji": (EMOJI, 10, 27),
}


@pytest.mark.parametrize("kind", ["code", "prose", "traceback", "json", "chinese", "russian"])
def test_it_is_never_below_what_any_of_them_counts(kind):
    text, _, most = COUNTED[kind]
    assert most <= estimate(text) <= 1.7 * most


@pytest.mark.parametrize("kind", COUNTED)
def test_it_is_near_them_where_they_differ(kind):
    text, fewest, most = COUNTED[kind]
    assert 0.65 * most <= estimate(text) <= 3.2 * fewest


def test_small_and_odd_texts():
    assert estimate("") == 0
    assert estimate("x") == 1
    assert estimate("a\r\nb") == 3
    assert estimate("\ud800") >= 1
    assert estimate("\x00\x7f") == 2
    assert estimate("=" * 80) < 25


def test_a_longer_text_is_never_fewer_tokens():
    for text in (CODE, CHINESE, EMOJI):
        assert estimate(text + text) >= estimate(text) + estimate(text) - 2


@pytest.mark.parametrize("piece", ["x = [1]\n", " ", "a", "_", "字", "\r"])
def test_time_grows_with_the_length_alone(piece):
    def seconds(count):
        begun = time.process_time()
        estimate(piece * count)
        return time.process_time() - begun

    seconds(1000)
    assert seconds(80_000) < 40 * max(seconds(4_000), 1e-3)


def test_a_prompt_is_its_messages_and_its_schema():
    messages = (Message("system", PROSE), Message("user", CODE))
    plain = estimate_prompt(Prompt(messages, "rewrite"))
    assert plain > estimate(PROSE) + estimate(CODE)
    assert plain < estimate(PROSE) + estimate(CODE) + 40
    with_schema = estimate_prompt(Prompt(messages, "rewrite", schema={"type": "object"}))
    assert with_schema > plain

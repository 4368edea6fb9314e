"""Approximated tokens beside what four published vocabularies count."""

import time

import pytest

from jupyter_perf.estimation.api.counting import tokens, total

# Text → tokens by cl100k, o200k, Claude 2's and Mistral Nemo's vocabulary.
ENGLISH = {
    "The shop on the corner opens at seven, and by eight the bread is gone. People who come later "
    "buy rolls, or nothing at all, and promise themselves to get up earlier tomorrow.": (
        *(38, 38, 38, 38),
    ),
    "Dear support team, my order 48213 arrived yesterday but two of the four chairs have scratched "
    "legs. Could you send replacements, or refund me half of the price? Kind regards, Anna": (
        *(38, 38, 38, 41),
    ),
    "Classify the following review as positive, negative or neutral. Answer with one word only, "
    "without punctuation.": (21, 21, 21, 22),
    "Great phone, awful battery. Wouldn't buy again!! The screen's gorgeous tho, and the camera "
    "beats my old one by miles.": (27, 27, 28, 28),
}
CODE = {
    'def total(df):\n    result = {}\n    for i in range(len(df)):\n        key = df["region"]'
    ".iloc[i]\n        if key not in result:\n            result[key] = 0.0\n"
    "        result[key] += "
    'df["price"].iloc[i] * df["qty"].iloc[i]\n    return result\n': (67, 67, 73, 67),
    "SELECT c.name, SUM(o.amount) AS spent FROM orders o JOIN customers c ON c.id = o.customer_id "
    "WHERE o.created >= '2026-01-01' GROUP BY c.name ORDER BY spent DESC LIMIT 20;": (
        *(47, 47, 54, 52),
    ),
    '{"name": "Lamp", "price": 19.5, "tags": ["home", "light"], "stock": {"berlin": 4, "paris": '
    "0}}": (41, 40, 38, 42),
    '<ul class="items"><li data-id="7"><a href="/shop/lamp">Lamp</a></li></ul>': (27, 26, 30, 27),
    ", ".join(f"{i * 0.7919:.6f}" for i in range(20)): (118, 118, 106, 205),
}
OTHERS = {
    "Die Bäckerei an der Ecke öffnet um sieben, und um acht ist das Brot ausverkauft. Wer später "
    "kommt, nimmt Brötchen mit oder geht leer aus.": (45, 36, 49, 37),
    "La boulangerie du coin ouvre à sept heures, et à huit heures il n'y a plus de pain. Ceux qui "
    "arrivent plus tard achètent des brioches.": (41, 35, 46, 35),
    "Piekarnia na rogu otwiera się o siódmej, a o ósmej nie ma już chleba. Kto przychodzi później, "
    "kupuje bułki albo nic.": (49, 43, 57, 46),
    "Булочная на углу открывается в семь, а к восьми хлеба уже нет. Кто приходит позже, берёт "  # noqa: RUF001
    "булочки.": (51, 28, 57, 34),
    "街角的面包店七点开门,到八点面包就卖光了。来晚的人只好买小圆面包,或者空手而归。": (
        *(49, 38, 45, 41),
    ),
    "角のパン屋は七時に開き、八時にはもうパンがありません。遅く来た人はロールパンを買います。": (
        *(45, 33, 45, 32),
    ),
    "المخبز عند الزاوية يفتح في السابعة، وفي الثامنة ينفد الخبز.": (41, 24, 51, 21),
    "ร้านขนมปังตรงหัวมุมเปิดตอนเจ็ดโมง และพอแปดโมงขนมปังก็หมด": (57, 29, 106, 39),
    "🚀🔥😀✅🎉❤️👍🏽": (22, 11, 19, 33),
}


@pytest.mark.parametrize("text", [*ENGLISH, *CODE, *OTHERS])
def test_what_they_count_is_in_the_range(text):
    counts = (ENGLISH | CODE | OTHERS)[text]
    found = tokens(text)
    assert found.low <= min(counts)
    assert max(counts) <= found.high


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_close(text):
    counts = ENGLISH[text]
    assert tokens(text).value == pytest.approx(sum(counts) / 4, rel=0.12)
    assert tokens(text).high < 1.6 * tokens(text).low


def test_small_and_odd_texts():
    assert tokens("") == tokens("").scaled(2)
    assert tokens("x").value == pytest.approx(1, rel=0.1)
    assert tokens("\ud800").value > 0
    assert tokens("\x00" * 10).value >= 0
    assert tokens("=" * 80).value < 40


def test_twice_the_text_is_about_twice_the_tokens():
    for text in (*ENGLISH, *OTHERS):
        assert tokens(text + " " + text).value == pytest.approx(2 * tokens(text).value, rel=0.15)


def test_sums_keep_their_ends():
    one = tokens("hello there")
    assert total([one, one]).high == pytest.approx(2 * one.high)
    assert total([]).value == 0


@pytest.mark.parametrize("piece", ["x = [1]\n", " ", "a", "_", "字", "\r", "9"])
def test_time_grows_with_the_length_alone(piece):
    def seconds(count):
        begun = time.process_time()
        tokens(piece * count)
        return time.process_time() - begun

    seconds(1000)
    assert seconds(80_000) < 60 * max(seconds(4_000), 1e-3)

"""What `jp.refine` takes for a conversation: a message for all that makes no sense."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import jupyter_perf as jp
from jupyter_perf.errors import UsageError
from jupyter_perf.refinement import talking
from jupyter_perf.refinement.talking import TalkOptions, ordered

CELL = "# counts\nout = []\nfor x in data:\n    out.append(x)\ndef f():\n    return 1\n"
LOCAL = {"base_url": "http://127.0.0.1:9/v1"}

WRONG_TYPES = {
    "said": 5, "examples": [1], "max_usd": "x", "max_tokens": 0, "context_tokens": 2000.5,
    "base_url": 7, "api": [], "api_key_env": b"KEY", "strategy": None, "concise": "yes",
    "share_values": 1, "prompts_folder": 3, "part": (1, 2), "start": None, "show_prompt": "no",
    "unsafe": None,
}  # fmt: skip
WRONG_VALUES = {
    "said": ["x" * 5000], "examples": [{"slow": "x"}], "max_usd": -1.0, "strategy": "guess",
    "context_tokens": 10, "base_url": "ftp://x", "api": "soap", "prompts_folder": "/no/such",
    "part": "99", "no_such_option": 1, "max_tokens": True,
}  # fmt: skip


def refused(**options):
    with pytest.raises(UsageError) as caught:
        jp.refine(CELL, namespace={"data": [1]}, **{"engine": "llm", "model": "m"} | options)
    return str(caught.value)


@pytest.mark.parametrize("name", WRONG_TYPES)
def test_an_option_of_a_wrong_type_is_named(name):
    assert name in refused(model_options=LOCAL | {name: WRONG_TYPES[name]}).replace("-", "_")


@pytest.mark.parametrize("name", WRONG_VALUES)
def test_a_value_that_makes_no_sense_is_refused(name):
    assert refused(model_options=LOCAL | {name: WRONG_VALUES[name]})


@pytest.mark.parametrize("rounds", ["3", 0, 2.0, None, True, 10_000])
def test_rounds_and_samples_are_counts(rounds):
    assert "rounds" in refused(rounds=rounds, model_options=LOCAL)
    assert "samples" in refused(samples=rounds, model_options=LOCAL)


def test_options_that_exclude_each_other_are_refused():
    assert "rules" in refused(engine="rules")
    assert "rules" in refused(engine="rules", model=None, model_options=LOCAL)
    assert "whole cell" in refused(engine="all", model_options=LOCAL | {"part": "2-4"})
    assert "`start`" in refused(model_options=LOCAL | {"part": "2-4", "start": "x = 1\n"})
    assert "dictionary" in refused(model_options=[("said", "x")])
    assert "no engine" in refused(engine=["llm"])


def test_nothing_that_was_given_is_quoted_as_it_may_be_a_key():
    key = "sk-proj-" + "a1B2" * 10
    for name in ("max_usd", "max_tokens", "api_key_env", "model", "base_url"):
        given = {"model": key} if name == "model" else {"model_options": LOCAL | {name: key}}
        assert key not in refused(**given)


@pytest.mark.parametrize(
    ("part", "lines"), [("2-4", (2, 4)), ("4", (4, 4)), ("f", (5, 6)), ("3", (3, 4)), ("1", (2, 2))]
)
def test_a_part_is_taken_by_its_lines_or_its_name(part, lines):
    found, _ = ordered(TalkOptions(model="m", part=part, **LOCAL), CELL)
    assert found.part == lines


@pytest.mark.parametrize("part", ["0-1", "4-2", "1-99", "g", "", "-", "²", "2-", "-3"])
def test_a_part_that_there_is_not_is_refused_before_anything_is_done(part):
    with pytest.raises(UsageError, match="--part"):
        ordered(TalkOptions(model="m", part=part, **LOCAL), CELL)


def test_a_part_of_a_cell_with_lines_of_ipythons_is_refused():
    with pytest.raises(UsageError, match="doesn't parse"):
        ordered(TalkOptions(model="m", part="2-3", **LOCAL), f"%time x = 1\n{CELL}")


def test_one_text_is_as_good_as_a_list_of_one():
    one, several = (
        talking.options_of("llm", "m", 3, 4, {"said": said}) for said in ("a b", ["a b"])
    )
    assert one == several
    assert one.said == ("a b",)


def test_a_limit_of_money_is_the_users_word_only_where_it_is_given():
    assert not talking.options_of("llm", "m", 3, 4, None).max_usd_given
    assert talking.options_of("llm", "m", 3, 4, {"max_usd": 2}).max_usd_given
    assert talking.options_of("llm", "m", 3, 4, {"max_usd": None}).max_usd is None


def test_the_context_is_the_models_where_it_is_known_and_never_all_of_a_huge_one(monkeypatch):
    from jupyter_perf.refinement.endpoint import prices

    for tokens, taken in ((8000, 8000), (2_000_000, 128_000), (None, 32_000)):
        price = SimpleNamespace(context_tokens=tokens, usd=lambda _sent, _heard: 1e-6)
        monkeypatch.setattr(prices, "price_of", lambda *_, price=price: price)
        found, _ = ordered(TalkOptions(model="m", **LOCAL), CELL)
        assert found.context_tokens == taken

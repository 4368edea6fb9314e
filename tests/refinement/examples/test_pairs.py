import json
import math

import pytest

from jupyter_perf.refinement.examples.choose import candidates, shipped_pairs
from jupyter_perf.refinement.examples.pair import BEST_TAG, THIS_NOTEBOOK, Pair, tag_of

OWN = Pair("a = [1][0]\n", "a = 1\n", 3.0, ("constant",), THIS_NOTEBOOK, "a = [1][0]")


def test_a_pair_survives_json():
    assert Pair.from_json(json.loads(json.dumps(OWN.to_json()))) == OWN
    assert Pair.from_json({"slow": "ä\r\n", "fast": "b"}) == Pair("ä\r\n", "b")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"slow": "a"},
        {"slow": "a", "fast": None},
        {"slow": "a", "fast": "b", "ratio": "3"},
        {"slow": "a", "fast": "b", "ratio": True},
        {"slow": "a", "fast": "b", "tags": [1]},
        {"slow": "a", "fast": "b", "tags": None},
        {"slow": "a", "fast": "b", "tags": "ab"},
        {"slow": "a", "fast": "b", "title": 3},
    ],
)
def test_what_is_no_pair_is_refused(data):
    with pytest.raises(ValueError, match="a pair has"):
        Pair.from_json(data)


def test_tags_grow_with_the_ratio():
    ratios = [0.0, 0.5, 1.0, 1.1, 1.2, 1.5, 2, 5, 10, 20, 30, 60, 99, 100, 1e6, math.inf]
    tags = [int(tag_of(ratio).removesuffix("/10")) for ratio in ratios]
    assert tags == sorted(tags)
    assert set(tags) == set(range(1, 11))
    assert tag_of(100.0) == BEST_TAG
    assert tag_of(1.05) == "1/10"
    assert tag_of(None) == tag_of(math.nan) == ""


def test_what_was_measured_counts_more_than_what_is_expected():
    assert Pair("a", "b", 1.2, ("x", "9/10")).performance == "2/10"
    assert Pair("a", "b", None, ("x", "9/10")).performance == "9/10"
    assert Pair("a", "b", None, ("19/10",)).performance == ""
    assert Pair("a", "b", None, ("x", "10/10")).kinds == {"x"}


def test_the_users_own_come_first_and_nothing_comes_twice():
    twice = Pair(OWN.slow, OWN.fast)
    found = candidates([OWN, twice])
    assert found[0] == OWN
    assert found[1:] == list(shipped_pairs())
    assert candidates([OWN], shipped=False) == [OWN]
    assert candidates([], shipped=False) == []


def test_what_is_shipped_is_python_of_every_rule():
    from jupyter_perf.refinement import rules

    pairs = shipped_pairs()
    assert {pair.tags[0] for pair in pairs} >= {row["name"] for row in rules.table()}
    for pair in pairs:
        compile(pair.slow, "<slow>", "exec")
        compile(pair.fast, "<fast>", "exec")
        assert pair.slow != pair.fast
        assert pair.performance
        assert pair.ratio is None
        assert pair.title

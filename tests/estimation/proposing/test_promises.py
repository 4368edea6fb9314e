"""What is promised of proposals, on frames that make it hard."""

from __future__ import annotations

import enum

import numpy as np
import pandas as pd
import pytest
from serving_problems import PROBLEMS, named
from serving_proposals import said, summary

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.proposing import propose


class Mode(enum.Enum):
    FAST = 1
    SMALL = 2


def frame(count=60):
    random = np.random.default_rng(0)
    made = pd.DataFrame({"a": random.random(count), "b": random.integers(1, 40, count)})
    return made.assign(y=(made["a"] - 0.5) ** 2 + made["b"] / 40)


def test_what_is_said_of_a_proposal_depends_on_no_other():
    three, nine = (propose(frame(), "y", k=k) for k in (3, 9))
    pd.testing.assert_frame_equal(three, nine.head(3))


@pytest.mark.parametrize(("times", "plus"), [(1e-14, 0.0), (1e-300, 0.0), (1.0, 1e12), (1e9, -1e9)])
def test_designs_are_told_apart_at_any_scale(times, plus):
    made = frame()
    made["b"] = made["a"].to_numpy()[::-1]
    scaled = made.assign(a=made["a"] * times + plus, b=made["b"] * times + plus)
    found = propose(scaled, "y", k=6)
    assert len(found) == 6
    assert not found.duplicated(["a", "b"]).any()
    assert not found[["a", "b"]].merge(scaled[["a", "b"]]).size


def test_no_row_is_proposed_again_whatever_came_of_it():
    designs = pd.DataFrame([(a, b) for a in range(6) for b in "xyz"], columns=["a", "b"])
    log = designs.assign(y=np.where(designs["a"] > 3, np.nan, designs["a"] + 1.0))
    log = pd.concat([log.drop(index=[1, 16])] * 3)
    found = propose(log, "y", k=50)
    assert set(map(tuple, found[["a", "b"]].to_numpy())) == {(0, "y"), (5, "y")}


def test_few_proposals_turn_out_worse_than_predicted():
    told = [said(problem, seeds=2) for problem in PROBLEMS]
    works = sum(each["feasible proposals"] for each in told)
    assert sum(each["under"] for each in told) <= 0.15 * works
    assert sum(each["within"] for each in told) >= 0.55 * works


def test_methods_are_compared_on_the_same_logs():
    rows = [
        {"judging": True, "method": method, "lefts": lefts}
        for method, lefts in (("prime", [0.5, 0.3]), ("random", [0.9, 0.8]))
    ]
    ours, random = summary(rows)
    assert (ours["left"], ours["more"]) == (0.4, 0.0)
    assert random["more"] == pytest.approx(0.45)
    assert 0.4 <= random["low"] <= random["high"] <= 0.5


def test_an_interrupted_search_leaves_nothing_behind():
    log, before, asked = frame(), frame(), []

    def impatient(value):
        asked.append(value)
        if len(asked) > 300:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        propose(log, "y", {"a": impatient}, k=5)
    pd.testing.assert_frame_equal(log, before)
    pd.testing.assert_frame_equal(propose(log, "y", k=3), propose(before, "y", k=3))


def test_names_with_spaces_can_be_constrained():
    named_so = frame().rename(columns={"a": "tile size", "b": "n threads"})
    found = propose(named_so, "y", "`tile size` * `n threads` < 5", k=3)
    assert (found["tile size"] * found["n threads"] < 5).all()
    assert (propose(named_so, "y", {"tile size": (0, 0.3)}, k=3)["tile size"] <= 0.3).all()


def test_a_category_that_was_never_logged_is_named():
    kinds = pd.Categorical(["x", "y", "z"] * 20, categories=["x", "y", "z", "w"])
    found = propose(frame().assign(c=kinds), "y", {"c": ["w", "x"]}, k=3)
    assert set(found["c"]) == {"x"}
    assert "c: w never logged, so not proposed" in found.attrs["notes"]


def test_values_without_an_order_are_categories():
    found = propose(frame().assign(mode=list(Mode) * 30), "y", k=3)
    assert set(found["mode"]) <= set(Mode)


def test_many_categories_take_little_memory():
    random = np.random.default_rng(0)
    kinds = pd.DataFrame({"c": random.choice([f"c{i}" for i in range(400)], 2000)})
    kinds["d"] = random.random(2000)
    found = propose(kinds.assign(y=kinds["d"]), "y", k=2)
    assert found["d"].max() < 0.1


def test_a_column_is_named_once_and_by_a_name():
    for columns in ("a", ["a"], ["a", "a"]):
        assert list(propose(frame(), "y", k=2, columns=columns).columns[:2]) == ["a", "predicted"]
    wide = frame().rename(columns={"a": "tile"})
    assert "tile" in propose(wide, "y", k=2, columns="tile").columns


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"constraints": lambda row: True}, "a mapping of columns"),
        ({"constraints": 3}, "a mapping of columns"),
        ({"constraints": {"a": lambda value: np.array([True, False])}}, "says True or False"),
        ({"constraints": {"a": lambda value: pd.NA}}, "says True or False"),
        ({"constraints": {"a": [[1]]}}, "the constraint of a is"),
        ({"constraints": "a < 1 if True else b"}, "can't be worked out"),
        ({"constraints": "a < 9.0 ** 9999"}, "can't be worked out"),
        ({"limits": ["b"]}, "`limits` maps"),
        ({"columns": 3}, "`columns` are names"),
        ({"columns": []}, "no column to propose"),
        ({"maximize": "no"}, "`maximize` is True or False"),
    ],
)
def test_arguments_of_another_type_are_told(options, message):
    with pytest.raises(UsageError, match=message):
        propose(frame(), "y", **options)


def test_flags_of_other_types():
    for flags in ([1, 0], [1.0, np.nan], pd.array([True, None], dtype="boolean")):
        column = pd.Series(list(flags) * 30, dtype=getattr(flags, "dtype", None))
        assert (propose(frame().assign(ok=column), "y", feasible="ok", k=2)["feasible"] < 0.9).all()
    with pytest.raises(UsageError, match=r"compare it first, as in frame\['ok'\] == 'True'"):
        propose(frame().assign(ok=["True", "False"] * 30), "y", feasible="ok")
    with pytest.raises(UsageError, match="must hold True or False"):
        propose(frame().assign(ok=[[1], [0]] * 30), "y", feasible="ok")


def test_proposals_are_the_same_whatever_order_categories_came_in():
    log = named("branin").frame(named("branin").sample(40, np.random.default_rng(0)))
    log["c"] = ["p", "q"] * 20
    found = propose(log, "y", k=3)
    again = propose(log.assign(c=pd.Categorical(log["c"], categories=["q", "p"])), "y", k=3)
    assert list(found["c"]) == list(again["c"])

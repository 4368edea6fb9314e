"""A clear outcome for every table and argument that makes little sense."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.proposing import propose
from jupyter_perf.estimation.proposing.kernel import Smooth


@pytest.fixture
def frame():
    random = np.random.default_rng(0)
    made = pd.DataFrame({"a": random.random(40), "b": random.integers(1, 40, 40)})
    return made.assign(y=(made["a"] - 0.5) ** 2 + made["b"] / 40)


def notes(found):
    return "; ".join(found.attrs["notes"])


class TestTables:
    @pytest.mark.parametrize("count", [0, 1, 7])
    def test_too_few_rows(self, frame, count):
        with pytest.raises(UsageError, match=r"at least 8 rows|empty in every row|no column"):
            propose(frame.head(count), "y")

    def test_all_infeasible(self, frame):
        with pytest.raises(UsageError, match="no row is feasible and has a value of y"):
            propose(frame.assign(y=np.nan), "y")
        with pytest.raises(UsageError, match="no row is feasible"):
            propose(frame.assign(ok=False), "y", feasible="ok")

    def test_too_few_feasible(self, frame):
        frame.loc[3:, "y"] = np.nan
        with pytest.raises(UsageError, match="at least 4 feasible rows with a value of y"):
            propose(frame, "y")

    def test_no_table(self):
        with pytest.raises(UsageError, match="a pandas DataFrame was expected, not dict"):
            propose({"y": [1]}, "y")

    def test_missing_columns(self, frame):
        with pytest.raises(UsageError, match="no column 'seconds': there are a, b, y"):
            propose(frame, "seconds")
        with pytest.raises(UsageError, match="no column 'aa'"):
            propose(frame, "y", {"aa": (1, 2)})
        with pytest.raises(UsageError, match="no column 'ok'"):
            propose(frame, "y", feasible="ok")
        with pytest.raises(UsageError, match="no column 'c'"):
            propose(frame, "y", columns=["a", "c"])
        with pytest.raises(UsageError, match="no column 'watts'"):
            propose(frame, "y", limits={"watts": 3})

    def test_nothing_to_propose(self, frame):
        with pytest.raises(UsageError, match="no column to propose"):
            propose(frame[["y"]], "y")
        with pytest.raises(UsageError, match="y is an outcome"):
            propose(frame, "y", columns=["y"])
        with pytest.raises(UsageError, match="no column varies"):
            propose(frame.assign(a=1, b=2), "y")

    def test_columns_that_the_answer_has(self, frame):
        with pytest.raises(UsageError, match="rename the column low"):
            propose(frame.rename(columns={"a": "low"}), "y")
        with pytest.raises(UsageError, match="two columns are named 'a'"):
            propose(frame.rename(columns={"b": "a"}), "y")
        with pytest.raises(UsageError, match="rename 3"):
            propose(frame.rename(columns={"b": 3}), "y")

    def test_a_constant_column_stays(self, frame):
        found = propose(frame.assign(c="on"), "y", k=3)
        assert set(found["c"]) == {"on"}
        assert "c is 'on' in every row" in notes(found)
        with pytest.raises(UsageError, match="which its constraint forbids"):
            propose(frame.assign(c=5), "y", {"c": (6, 7)})

    def test_a_constant_column_with_other_values_allowed(self, frame):
        assert set(propose(frame.assign(c=5), "y", {"c": {6, 7}}, k=3)["c"]) <= {6, 7}

    def test_mixed_types_are_categories(self, frame):
        mixed = frame.assign(c=[1, "1", 1.5, True] * 10)
        found = propose(mixed, "y", k=4)
        assert {(type(each), each) for each in found["c"]} <= {
            (int, 1), (str, "1"), (float, 1.5), (bool, True)}  # fmt: skip
        assert "several types" in notes(found)

    def test_names_and_dates_are_left_out(self, frame):
        extra = frame.assign(
            run=[f"run {i}" for i in range(40)], when=pd.date_range("2026-01-01", periods=40)
        )
        found = propose(extra, "y", k=2)
        assert list(found.columns[:2]) == ["a", "b"]
        assert "run is left out" in notes(found)
        assert "when is left out" in notes(found)

    def test_what_cannot_be_compared(self, frame):
        with pytest.raises(UsageError, match="c holds what can't be compared"):
            propose(frame.assign(c=[[1], [2]] * 20), "y")

    def test_empty_cells_of_the_design(self, frame):
        frame.loc[:4, "a"] = np.nan
        frame.loc[5, "a"] = np.inf
        found = propose(frame, "y", k=3)
        assert found[["a", "b"]].notna().all(axis=None)
        assert "6 rows left out" in notes(found)
        frame["c"] = np.nan
        assert "c is left out: it is empty" in notes(propose(frame, "y", k=3))
        frame.loc[:35, "b"] = np.nan
        with pytest.raises(UsageError, match="at least 8 rows with a complete design"):
            propose(frame, "y")

    def test_endless_objectives_are_failures(self, frame):
        frame.loc[0, "y"] = -np.inf
        found = propose(frame, "y", k=3)
        assert np.isfinite(found[["predicted", "low", "high"]]).all(axis=None)

    @pytest.mark.parametrize("values", ["fast", pd.Timestamp("2026-01-01")])
    def test_an_objective_that_holds_no_numbers(self, frame, values):
        with pytest.raises(UsageError, match="y must hold numbers"):
            propose(frame.assign(y=values), "y")

    def test_a_feasibility_column_that_holds_none(self, frame):
        with pytest.raises(UsageError, match="ok must hold True or False"):
            propose(frame.assign(ok="yes"), "y", feasible="ok")

    def test_an_empty_feasibility_is_a_failure(self, frame):
        flags = pd.Series([True, False, None, True] * 10, dtype=object)
        found = propose(frame.assign(ok=flags), "y", feasible="ok", k=2)
        assert (found["feasible"] < 0.9).all()

    def test_nothing_tells_designs_apart(self, frame):
        found = propose(frame.assign(y=1.0), "y", k=3)
        assert len(found) == 3
        assert "the objective is the same in every row" in notes(found)

    def test_the_same_row_again_and_again(self, frame):
        again = pd.concat([frame.head(10)] * 20, ignore_index=True)
        found = propose(again, "y", k=3)
        assert not found[["a", "b"]].merge(frame[["a", "b"]]).size

    def test_other_kinds_of_columns(self, frame):
        other = frame.assign(
            a=frame["a"].astype("Float64"),
            b=frame["b"].astype("Int64"),
            c=pd.Categorical(["x", "y"] * 20),
            d=pd.array([True, False] * 20, dtype="boolean"),
            e=pd.array(["p", "q"] * 20, dtype="string"),
        )
        found = propose(other, "y", {"c": ["x"]}, k=3)
        assert set(found["c"]) == {"x"}
        assert set(found["d"]) <= {True, False}

    def test_an_index_of_names(self, frame):
        named = frame.set_index(pd.Index([f"trial-{i}" for i in range(40)]))
        assert propose(named, "y", k=2)["why"].str.contains("row trial-").all()

    def test_huge_tables_are_learnt_from_in_part(self, monkeypatch):
        random = np.random.default_rng(0)
        huge = pd.DataFrame(random.random((100_000, 4)), columns=list("abcd"))
        huge["y"] = np.where(huge["a"] > 0.8, np.nan, (huge["b"] - 0.3) ** 2 + huge["c"])
        looked_at = []
        near = Smooth.near
        monkeypatch.setattr(
            Smooth, "near", lambda self, points: looked_at.append(len(points)) or near(self, points)
        )
        found = propose(huge, "y", k=4)
        assert "learnt from 500 of" in notes(found)
        assert (found["a"] < 0.85).all()
        assert max(looked_at) < 5000, "memory mustn't grow with the table"

    def test_many_columns(self):
        random = np.random.default_rng(0)
        wide = pd.DataFrame(random.random((60, 40)), columns=[f"x{i}" for i in range(40)])
        found = propose(wide.assign(y=wide["x0"]), "y", k=2)
        assert found["x0"].min() < 0.3

    def test_values_far_apart(self):
        random = np.random.default_rng(0)
        size = 10.0 ** random.uniform(-6, 6, 60)
        found = propose(pd.DataFrame({"size": size, "y": np.log10(size) ** 2}), "y", k=3)
        assert found["size"].between(0.01, 100).all()

    def test_huge_numbers(self, frame):
        found = propose(frame * 1e90, "y", k=2)
        assert np.isfinite(found[["predicted", "low", "high"]]).all(axis=None)

    def test_the_largest_float_stands_for_a_failure(self, frame):
        failed = frame.assign(y=frame["y"].where(frame["a"] < 0.7, 1.7e308))
        found = propose(failed, "y", k=4)
        assert "taken as failed" in notes(found)
        assert (found["a"] < 0.8).all()


class TestArguments:
    @pytest.mark.parametrize("k", [0, -1, 2.5, "3", None, 10_000, np.nan, np.inf, True])
    def test_counts_that_make_no_sense(self, frame, k):
        with pytest.raises(UsageError, match="`k` is a whole number from 1 to 1000"):
            propose(frame, "y", k=k)

    @pytest.mark.parametrize("seed", [-1, 0.5, None, "a", np.inf])
    def test_seeds_that_make_no_sense(self, frame, seed):
        with pytest.raises(UsageError, match="`seed` is a whole number"):
            propose(frame, "y", seed=seed)

    def test_more_than_there_are(self):
        small = pd.DataFrame({"a": [1, 2, 3, 4, 5] * 2, "b": [True, False] * 5})
        small = small.iloc[:8].assign(y=range(8))
        found = propose(small, "y", k=50)
        assert len(found) == 2
        assert "2 designs of 50" in notes(found)

    def test_none_that_was_not_logged(self):
        small = pd.DataFrame({"a": [1, 2, 3, 4] * 2, "b": [False] * 4 + [True] * 4, "y": range(8)})
        found = propose(small, "y", k=3)
        assert len(found) == 0
        assert "0 designs of 3" in notes(found)
        assert list(found.columns) == ["a", "b", "predicted", "low", "high", "feasible", "why"]

    def test_hundreds(self, frame):
        found = propose(frame, "y", k=300)
        assert len(found) == 300
        assert not found.duplicated(["a", "b"]).any()

    def test_no_design_better_than_the_best_logged_is_said(self):
        random = np.random.default_rng(0)
        made = pd.DataFrame({"a": random.random(30), "b": random.random(30)})
        made["y"] = random.permutation(30.0 + np.arange(30))
        found = propose(made, "y", k=3)
        assert "no design is predicted to have a better y" in notes(found)
        assert found["why"].str.contains("no better than the best logged").all()

    def test_no_logged_row_keeps_the_constraints(self, frame):
        middle = sorted(frame["a"])[20:22]
        between = (np.nextafter(middle[0], 1), np.nextafter(middle[1], 0))
        found = propose(frame, "y", {"a": between}, k=2)
        assert found["a"].between(*between).all()
        assert found["why"].str.contains("no logged row keeps all constraints").all()

    @pytest.mark.parametrize(
        ("rule", "said"),
        [
            ({"a": (0.6, 0.4)}, "ends before it begins"),
            ({"a": (5, 6)}, "outside of its constraint"),
            ({"a": set()}, "the constraint of a is"),
            ({"a": 3}, "the constraint of a is"),
            ({"b": {"many"}}, "its constraint doesn't"),
            ({"b": {np.inf}}, "aren't finite"),
            ({"x": "a <"}, "can't be worked out"),
            ("a < c", "can't be worked out"),
            ("a + b", "must say True or False"),
            ("a < 0", "no design was found"),
            ({"a": lambda value: False}, "no design was found"),
            ([3], "expressions as text"),
            ({"y": (None, 3)}, "can't be constrained"),
        ],
    )
    def test_constraints_that_make_no_sense(self, frame, rule, said):
        with pytest.raises(UsageError, match=said):
            propose(frame, "y", rule)

    def test_a_range_of_categories(self, frame):
        with pytest.raises(UsageError, match="constrain it by a set of them"):
            propose(frame.assign(c=["x", "y"] * 20), "y", {"c": (1, 2)})
        with pytest.raises(UsageError, match="no value of c that was logged"):
            propose(frame.assign(c=["x", "y"] * 20), "y", {"c": {"z"}})

    def test_limits_that_make_no_sense(self, frame):
        measured = frame.assign(watts=frame["b"])
        with pytest.raises(UsageError, match="limit of watts is a number"):
            propose(measured, "y", limits={"watts": "low"})
        with pytest.raises(UsageError, match="its constraint is an upper limit"):
            propose(measured, "y", {"watts": (3, 9)}, columns=["a", "b"])
        with pytest.raises(UsageError, match="too few rows have a value of watts"):
            propose(measured.assign(watts=np.nan), "y", limits={"watts": 3})

"""What is proposed, from tables of every kind."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving_problems import named
from serving_proposals import METHODS, rows

from jupyter_perf.estimation.proposing import propose
from jupyter_perf.estimation.proposing.column import Column
from jupyter_perf.estimation.proposing.space import Space

DESIGN = ["tile", "threads", "share", "fast", "kind"]
OWN = ["predicted", "low", "high", "feasible", "why"]


def table(count=80, seed=0):
    """A made-up accelerator's log: large tiles with many threads don't fit."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "tile": random.choice([16, 32, 64, 128], count),
            "threads": random.integers(1, 33, count),
            "share": random.uniform(0, 1, count),
            "fast": random.random(count) < 0.5,
            "kind": random.choice(["a", "b", "c"], count),
        }
    )
    cost = (np.log2(frame["tile"]) - 6) ** 2 + (frame["threads"] - 20) ** 2 / 100
    cost += (frame["share"] - 0.3) ** 2 * 5 + frame["kind"].map({"a": 0.5, "b": 0.0, "c": 1.0})
    frame["seconds"] = np.where(
        frame["tile"] * frame["threads"] > 2000, np.nan, 1 + cost - 0.2 * frame["fast"]
    )
    return frame


def true_cost(frame):
    cost = (np.log2(frame["tile"]) - 6) ** 2 + (frame["threads"] - 20) ** 2 / 100
    cost += (frame["share"] - 0.3) ** 2 * 5 + frame["kind"].map({"a": 0.5, "b": 0.0, "c": 1.0})
    return 1 + cost - 0.2 * frame["fast"]


class TestWhatIsProposed:
    def test_designs_are_of_the_tables_kinds_and_none_was_logged(self):
        frame = table()
        found = propose(frame, "seconds", k=8)
        assert list(found.columns) == [*DESIGN, *OWN]
        assert len(found) == 8
        assert set(found["tile"]) <= {16, 32, 64, 128}
        assert found["threads"].dtype.kind == "i"
        assert found["fast"].dtype == bool
        assert set(found["kind"]) <= {"a", "b", "c"}
        assert found["share"].between(frame["share"].min(), frame["share"].max()).all()
        assert not found[DESIGN].merge(frame[DESIGN]).size
        assert not found.duplicated(DESIGN).any()

    def test_ranges_hold_and_words_say_why(self):
        found = propose(table(), "seconds", k=6)
        assert (found["low"] <= found["predicted"]).all()
        assert (found["predicted"] <= found["high"]).all()
        assert found["feasible"].between(0, 1).all()
        assert found["why"].str.contains("the best logged").all()
        assert found["why"].str.contains("nearest to row").all()

    def test_some_are_better_than_all_that_was_logged(self):
        frame = table()
        found = propose(frame, "seconds", k=8)
        fits = found["tile"] * found["threads"] <= 2000
        assert fits.mean() >= 0.5
        assert true_cost(found)[fits].min() < frame["seconds"].min()

    def test_the_frame_stays_as_it_was_and_the_same_seed_gives_the_same(self):
        frame = table()
        before = frame.copy()
        one, two = propose(frame, "seconds", k=3, seed=4), propose(frame, "seconds", k=3, seed=4)
        pd.testing.assert_frame_equal(frame, before)
        pd.testing.assert_frame_equal(one, two)
        assert one.attrs["notes"] == two.attrs["notes"]

    def test_the_other_direction_is_the_mirror(self):
        frame = table()
        small = propose(frame, "seconds", k=4)
        large = propose(frame.assign(seconds=-frame["seconds"]), "seconds", k=4, maximize=True)
        pd.testing.assert_frame_equal(small[DESIGN], large[DESIGN])
        np.testing.assert_allclose(small["predicted"], -large["predicted"])
        np.testing.assert_allclose(small["low"], -large["high"])

    def test_the_batch_is_diverse(self):
        problem = named("branin")
        log = problem.frame(problem.sample(100, np.random.default_rng(0)))
        designs = problem.designs(propose(log, "y", k=6)) / 15
        off = np.abs(designs[:, None] - designs[None]).max(axis=2)
        assert off[~np.eye(6, dtype=bool)].min() >= 0.015

    def test_a_feasibility_column_counts_as_nan_does(self):
        frame = table()
        flagged = frame.assign(fits=frame["seconds"].notna(), seconds=frame["seconds"].fillna(0.0))
        one = propose(frame, "seconds", k=4)
        two = propose(flagged, "seconds", k=4, feasible="fits")
        pd.testing.assert_frame_equal(one, two)

    def test_proposals_keep_away_from_what_failed(self):
        frame = table(200)
        found = propose(frame, "seconds", k=10)
        fits = found["tile"] * found["threads"] <= 2000
        assert fits.mean() > frame["seconds"].notna().mean()

    def test_designs_that_cannot_work_are_likely_to_be_seen_as_such(self):
        frame = table(200)
        found = propose(frame, "seconds", {"tile": {128}, "threads": (28, 32)}, k=4)
        assert (found["feasible"] < 0.5).all()


class TestConstraints:
    def test_every_kind_is_kept(self):
        rules = {
            "tile": {32, 48, 64},
            "threads": (4, 12),
            "share": lambda share: share < 0.25,
            "fast": {True},
            "fits": "tile * threads <= 600",
        }
        found = propose(table(), "seconds", rules, k=10)
        assert set(found["tile"]) <= {32, 48, 64}
        assert found["threads"].between(4, 12).all()
        assert (found["share"] < 0.25).all()
        assert found["fast"].all()
        assert (found["tile"] * found["threads"] <= 600).all()

    @settings(max_examples=6, deadline=None, derandomize=True)
    @given(st.integers(4, 20), st.integers(0, 8), st.floats(0.1, 1), st.integers(0, 5))
    def test_whatever_they_are(self, low, width, share, seed):
        wanted = {"threads": (low, low + width), "share": (None, share), "kind": ["a", "c"]}
        frame = table(60, seed)
        found = propose(frame, "seconds", wanted, k=5, seed=seed)
        assert found["threads"].between(low, low + width).all()
        assert (found["share"] <= share).all()
        assert set(found["kind"]) <= {"a", "c"}
        assert not found[DESIGN].merge(frame[DESIGN]).size

    @pytest.mark.parametrize("text", ["tile * threads <= 600", ["tile < 100", "threads > 8"]])
    def test_text_alone(self, text):
        found = propose(table(), "seconds", text, k=4)
        for each in [text] if isinstance(text, str) else text:
            assert found.eval(each).all()

    def test_an_upper_limit_of_what_was_measured(self):
        frame = table(150)
        frame["watts"] = 10 * frame["threads"] + frame["tile"] / 2
        free = propose(frame, "seconds", k=6, columns=DESIGN)
        for found in (
            propose(frame, "seconds", k=6, limits={"watts": 120}),
            propose(frame, "seconds", {"watts": (None, 120)}, k=6, columns=DESIGN),
        ):
            watts = 10 * found["threads"] + found["tile"] / 2
            assert (watts <= 125).mean() >= 0.8
            assert watts.mean() < (10 * free["threads"] + free["tile"] / 2).mean()

    def test_what_lies_beyond_the_log_stays_out_and_that_is_said(self):
        frame = table(60).query("threads <= 16")
        found = propose(frame, "seconds", {"threads": (1, 500)}, k=5)
        assert found["threads"].max() <= frame["threads"].max()
        assert any("stays within what was logged" in note for note in found.attrs["notes"])

    @pytest.mark.parametrize("column", ["threads", "share"])
    def test_a_bound_narrows_what_is_logged(self, column):
        found = propose(table(), "seconds", {column: (None, 0.5 if column == "share" else 7)}, k=3)
        assert (found[column] <= (0.5 if column == "share" else 7)).all()


class TestSpaces:
    COLUMNS = (
        Column("a", "float", 1.0, 1000.0, allowed=(2.0, 900.0), logarithmic=True),
        Column("b", "integer", 1, 9, allowed=(2.0, 7.0), whole=True),
        Column("c", "levels", 16, 64, (16, 32, 64), (0.0, 2.0), whole=True),
        Column("d", "category", levels=("x", "y", "z"), allowed=(1.0, 2.0)),
        Column("e", "constant", levels=(5,), allowed=(0.0,)),
    )

    @settings(max_examples=30, deadline=None, derandomize=True)
    @given(st.integers(0, 10_000))
    def test_samples_and_children_are_designs(self, seed):
        space, random = Space(self.COLUMNS), np.random.default_rng(seed)
        designs = space.sample(20, random)
        for _ in range(3):
            designs = space.children(designs, random)
        frame = space.frame(designs)
        assert frame["a"].between(2 - 1e-9, 900 + 1e-9).all()
        assert set(frame["b"]) <= set(range(2, 8))
        assert set(frame["c"]) <= {16, 64}
        assert set(frame["d"]) <= {"y", "z"}
        assert set(frame["e"]) == {5}
        np.testing.assert_allclose(space.genes(frame), designs)
        assert space.features(designs).shape == (20, len(space.groups)) == (20, 6)

    def test_all_designs_of_a_small_space(self):
        space = Space(self.COLUMNS[1:])
        assert space.count == 6 * 2 * 2
        assert len(np.unique(space.everything(), axis=0)) == 24

    def test_two_categories_are_as_far_apart_as_the_ends_of_a_range(self):
        features = Space((self.COLUMNS[3],)).features(np.array([[0.0], [1.0]]))
        assert np.linalg.norm(features[0] - features[1]) == pytest.approx(1.0)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_it_finds_better_designs_than_random_ones():
    pytest.importorskip("sklearn")
    problems = [named(each) for each in ("branin", "gomez-levy", "rosenbrock-disk")]
    found = pd.DataFrame(rows(seeds=2, problems=problems))
    left = found.groupby("method")["left"].mean()
    assert set(left.index) == set(METHODS)
    assert left["prime"] < left["random"] - 0.2
    assert (found["low"] <= found["best"]).all()


@pytest.mark.parametrize("problem", ["branin", "mishra-bird", "pressure-vessel", "himmelblau"])
def test_what_is_known_of_a_problem_is_its_best(problem):
    made = named(problem)
    values, works = made.outcome(made.sample(20_000, np.random.default_rng(0)))
    assert 0.02 < works.mean() < 0.95
    assert values[works].min() >= made.least - 1e-3 * abs(made.least)

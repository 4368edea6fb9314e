"""The benchmark of recipes: seeds side by side are as they are alone, and its tests are fair."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

torch = pytest.importorskip("torch")
pytest.importorskip("sklearn")

from sparsify_table import CLAIMS, orderings, paired, table  # noqa: E402
from sparsify_tasks import TASKS  # noqa: E402

from jupyter_perf.sparsity.recipes import recipe_of  # noqa: E402

DIGITS, CHARACTERS = TASKS["digits"], TASKS["characters"]


@pytest.mark.parametrize("name", list(TASKS))
def test_side_by_side_is_as_alone(name: str) -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        both, one = TASKS[name].start(range(2), 5), TASKS[name].start([1], 5)
        for _ in range(5):
            both.step()
            one.step()
        together, alone = both.finished()[1], one.finished()[0]
    finally:
        torch.set_num_threads(threads)
    for first, second in zip(together.parameters(), alone.parameters(), strict=True):
        torch.testing.assert_close(first, second, atol=1e-6, rtol=1e-5)
    assert both.measure(together, 1) == pytest.approx(one.measure(alone, 0), rel=1e-3)


def runs(gains: list[float], recipe: str = "step(switch=0.1)") -> dict[tuple[str, str, int], float]:
    """Of a recipe that is better than SR-STE by so much, seed by seed, whatever the seed gives."""
    found = {}
    for seed, gain in enumerate(gains):
        found["sr-ste", "2:4", seed] = 90.0 + 3 * seed
        found[recipe, "2:4", seed] = 90.0 + 3 * seed + gain
    return found


def test_pairs_are_of_the_same_seed() -> None:
    metrics = runs([1.0, 1.2, 0.8, 1.1]) | {("sr-ste", "2:4", 9): 0.0}
    pair = paired(metrics, DIGITS, "step(switch=0.1)", "sr-ste", "2:4")
    assert pair is not None
    assert (pair.seeds, pair.wins) == (4, 4)
    assert pair.mean == pytest.approx(1.025)
    assert pair.p < 0.01
    less_is_better = paired(metrics, CHARACTERS, "step(switch=0.1)", "sr-ste", "2:4")
    assert less_is_better is not None
    assert less_is_better.mean == pytest.approx(-1.025)


@pytest.mark.parametrize(
    ("gains", "outcome"),
    [
        ([1.0, 1.2, 0.8, 1.1], "shows"),
        ([1.0, -1.2, 0.8, -0.9], "can't be told"),
        ([-1.0, -1.2, -0.8, -1.1], "the other way round"),
        ([0.0, 0.0, 0.0], "can't be told"),
    ],
)
def test_an_ordering_shows_only_where_it_does(gains: list[float], outcome: str) -> None:
    found = orderings(runs(gains), DIGITS)
    assert [(each["better"], each["outcome"]) for each in found] == [("step(switch=0.1)", outcome)]


def test_one_seed_says_nothing() -> None:
    assert orderings(runs([5.0]), DIGITS) == []
    assert "(1)" in "\n".join(table(runs([5.0]), DIGITS, ["step(switch=0.1)"], ["2:4"]))


def test_claims_are_of_recipes_that_are_tried() -> None:
    from bench_sparsify import AFTER, RECIPES

    tried = {"dense", *RECIPES["digits"], *AFTER}
    assert {name for claim in CLAIMS for name in (claim.better, claim.worse)} <= tried
    for name in (*RECIPES["digits"], *AFTER.values()):
        recipe_of(name)

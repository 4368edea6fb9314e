"""Tables say what recipes say, for every recipe, pattern and length."""

from __future__ import annotations

import dataclasses

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.backends.jax.table import tabulate
from jupyter_perf.sparsity.pattern import NM, Channel, Unstructured
from jupyter_perf.sparsity.recipes import RECIPES, Switching, recipe_of

TRAINING = [name for name in RECIPES.names() if not RECIPES.get(name).after_training]
VARIED = ["step(switch=0.1)", "one-shot(at=0.5)", "structure-decay(shape=geometric)"]


@pytest.mark.parametrize("name", [*TRAINING, *VARIED])
@pytest.mark.parametrize("steps", [1, 7, 100])
def test_a_row_is_the_moment_before_its_step(name: str, steps: int) -> None:
    recipe = recipe_of(name)[1]
    for pattern in (NM(2, 4), Unstructured(0.1), Channel(0.5)):
        if recipe.unfit(pattern):
            continue
        table = tabulate(recipe, steps, pattern)
        phases = [recipe]
        if isinstance(recipe, Switching) and table.window:
            phases.append(recipe.switched(table.window[0]))
        for phase, of_phase in enumerate(phases):
            for step in range(steps + 1):
                row = phase * table.rows + step
                kind = table.kinds[table.kind[row]]
                said = of_phase.moment(step, steps, pattern)
                assert dataclasses.replace(kind, beta=said.beta, renew=said.renew) == said
                assert table.beta[row] == pytest.approx(said.beta)
                assert bool(table.renew[row]) == said.renew
                assert table.patterns[table.pattern[table.kind[row]]] == said.pattern


@pytest.mark.parametrize("name", [n for n in TRAINING if not RECIPES.get(n).needs_steps])
def test_recipes_that_need_no_length_have_a_short_table(name: str) -> None:
    table = tabulate(RECIPES.get(name), None, NM(2, 4))
    assert table.rows <= 2
    assert table.kinds[table.kind[-1]] == dataclasses.replace(
        RECIPES.get(name).moment(10**6, None, NM(2, 4)), beta=0.0
    )


def test_others_say_that_steps_are_missing() -> None:
    with pytest.raises(UsageError, match="steps"):
        tabulate(RECIPES.get("gradual"), None, NM(2, 4))


def test_a_schedule_that_never_settles_needs_steps() -> None:
    class Restless:
        needs_steps = False

        def moment(self, step: int, steps: int | None, pattern: NM) -> object:
            return dataclasses.replace(RECIPES.get("sr-ste").moment(0, None, pattern), decay=step)

    with pytest.raises(UsageError, match="as long as the run lasts"):
        tabulate(Restless(), None, NM(2, 4))  # type: ignore[arg-type]

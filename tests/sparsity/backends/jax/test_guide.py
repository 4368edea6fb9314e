"""The guide's code runs, and every name that it sends people to is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jupyter_perf.sparsity.pattern import parse
from jupyter_perf.sparsity.recipes import RECIPES, recipe_of

GUIDE = (Path(__file__).parents[4] / "docs" / "jaxpruner.md").read_text()
ALGORITHMS = """no_prune magnitude random saliency magnitude_ste random_ste global_magnitude
    global_saliency static_sparse rigl set"""


def test_its_code_runs_and_ends_sparse(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    space: dict[str, Any] = {}
    exec(code, space)
    kernel = np.asarray(space["params"]["hidden"]["kernel"])
    assert ((kernel != 0).T.reshape(-1, 4).sum(axis=1) == 2).all()
    said = capsys.readouterr().out
    assert "at step 20, 20% of the run, as given" in said
    assert "an output head, by its name" in said


@pytest.mark.parametrize("name", ALGORITHMS.split())
def test_jaxpruners_names_are_understood(name: str) -> None:
    assert recipe_of(name)[1] is not None
    assert f"`{name}`" in GUIDE


def test_every_recipe_of_the_table_is_there() -> None:
    table = GUIDE.partition("## What differs")[0]
    right = [row.split("|")[2] for row in table.splitlines() if row.startswith("| `")]
    for text in re.findall(r"`([a-z-]+(?:\([^)…]*\))?)`", "".join(right[5:12])):
        assert recipe_of(text)[1] is not None
    for pattern in re.findall(r'"([^"]*(?:%|\d:\d)[^"]*)"', "".join(right)):
        assert parse(pattern)
    new = next(row for row in table.splitlines() if row.startswith("| not there"))
    assert set(re.findall(r"`([a-z-]+)`", new)) <= set(RECIPES.names())

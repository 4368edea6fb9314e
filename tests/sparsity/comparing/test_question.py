"""What a comparison may be asked, and what is said of the rest."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from typing import Any

import pytest

from jupyter_perf.errors import MissingExtra, SourceError, UsageError
from jupyter_perf.sparsity.comparing.plan import Task, tasks
from jupyter_perf.sparsity.pattern import NM
from jupyter_perf.sparsity.question import question

CELL = "loss = 1\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"recipes": ()}, "which recipes"),
        ({"recipes": ""}, "which recipes"),
        ({"recipes": "no-such"}, "%perf recipes"),
        ({"recipes": (1,)}, "a recipe is a name"),
        ({"recipes": 7}, "a list of names"),
        ({"pattern": "3:2"}, "makes no sense"),
        ({"pattern": "two of four"}, "there is no pattern"),
        ({"pattern": ()}, "which pattern"),
        ({"pattern": (None,)}, "a pattern is a text"),
        ({"pattern": "channel:50%", "recipes": "wanda"}, "can't make channel:50%"),
        ({"seeds": 0}, "how often"),
        ({"seeds": True}, "a number of runs"),
        ({"seeds": ()}, "not 0"),
        ({"seeds": (0, -1)}, "a seed is a whole number"),
        ({"seeds": "ten"}, "a number of runs"),
        ({"metric": "acc:up"}, "`max` or `min`"),
        ({"metric": "1+1"}, "name of a variable"),
        ({"metric": 3}, "name of a variable"),
        ({"quantize": "int3"}, "one of none, int8, int4, int2"),
        ({"distribution": "even"}, "one of uniform, erk"),
        ({"executor": 0}, "number of processes"),
        ({"executor": True}, "number of processes"),
        ({"budget": 0}, "positive number of wall seconds"),
        ({"budget": float("nan")}, "positive number of wall seconds"),
        ({"max_usd": -1}, "US dollars"),
        ({"steps": 0}, "`steps` is a whole number"),
        ({"pilot": 1.5}, "`pilot` is a whole number"),
        ({"mask_every": 0}, "`mask_every`"),
        ({"only": (1,)}, "patterns of layer names"),
        ({"namespace": {1: 2}}, "dictionary of values by name"),
    ],
)
def test_what_makes_no_sense_is_told_with_what_would(options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        question(CELL, **options)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        (b"x", "text of a cell"),
        ("name = input()", "no keyboard"),
    ],
)
def test_cells_that_cannot_be_run_are_refused(source: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        question(source)


def test_a_syntax_error_names_its_line() -> None:
    with pytest.raises(SourceError, match="line 2"):
        question("x = 1\nfor:\n")


def test_windows_line_ends_are_only_line_ends() -> None:
    assert question("x = 1\r\ny = 2\r\n").source == "x = 1\ny = 2\n"


def shown(source: str) -> str:
    """As IPython turns such lines into Python."""
    return source.replace("%matplotlib inline", "get_ipython().run_line_magic('matplotlib', 'i')")


def test_lines_of_ipython_pass_where_a_run_is_none_the_worse() -> None:
    asked = question("%matplotlib inline\nx = 1", transform=shown)
    assert "run_line_magic" in asked.python
    assert asked.source.startswith("%matplotlib")
    with pytest.raises(UsageError, match="%%bash"):
        question("a", transform=lambda _: "get_ipython().run_cell_magic('bash', '', 'ls')")


def test_recipes_with_options_are_told_apart_at_the_right_commas() -> None:
    asked = question(CELL, recipes="sr-ste(decay=1e-3), step(switch=0.1,floor=on), dense, sr-ste")
    assert list(asked.recipes) == [
        "dense",
        "sr-ste(decay=1e-3)",
        "step(switch=0.1,floor=on)",
        "sr-ste",
    ]


def test_dense_is_always_there_and_first_and_doubles_run_once() -> None:
    asked = question(CELL, recipes=("step", "step"))
    assert list(asked.recipes) == ["dense", "step"]
    assert "twice" in asked.notes[0]


def test_a_recipe_that_cannot_make_one_pattern_still_makes_the_other() -> None:
    asked = question(CELL, recipes="wanda,sr-ste", pattern="2:4,channel:50%")
    assert any("wanda" in note and "channel" in note for note in asked.notes)
    made = tasks(asked.recipes, asked.patterns, (0,))
    assert [(t.recipe, t.pattern) for t in made] == [
        ("dense", "dense"), ("sr-ste", "2:4"), ("sr-ste", "channel:50%"),
    ]  # fmt: skip
    assert ("wanda", "2:4") in {(each.recipe, each.pattern) for each in made[0].after}


def test_without_torch_the_install_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "torch" else real(name, *a)
    )
    with pytest.raises(MissingExtra, match=r"jupyter-perf\[torch\]"):
        question(CELL)


def test_a_cell_of_jax_is_told_the_lines_to_add() -> None:
    cell = "import jax, optax\ntx = optax.adam(1e-3)\n"
    with pytest.raises(UsageError, match=r'wrap\(tx, recipe="step", pattern="2:4", steps=STEPS\)'):
        question(cell)
    asked = {"recipes": ("dense", "sr-ste"), "pattern": "1:4", "steps": 50}
    with pytest.raises(UsageError, match=r'recipe="sr-ste", pattern="1:4", steps=50\)'):
        question(cell, **asked)
    assert question("import torch\n" + cell).names.imports  # PyTorch's part can be trained


def test_runs_come_seed_by_seed_with_dense_first() -> None:
    asked = question(CELL, recipes="sr-ste", seeds=(3, 5), quantize="int4")
    made = tasks(asked.recipes, (NM(2, 4), NM(1, 4)), asked.seeds, asked.quantize)
    assert [(t.recipe, t.pattern, t.seed, t.quantize) for t in made[:4]] == [
        ("dense", "dense", 3, "none"),
        ("dense", "dense", 3, "int4"),
        ("sr-ste", "2:4", 3, "int4"),
        ("sr-ste", "1:4", 3, "int4"),
    ]
    assert [t.seed for t in made] == [3] * 4 + [5] * 4
    assert [each.quantize for each in made[0].after] == ["int8"]  # int4 is trained


def test_a_task_says_what_it_is() -> None:
    assert Task("step", "2:4", 1, "int4").words == "step 2:4 int4, seed 1"
    assert Task("dense", "dense", 0).words == "dense, seed 0"


def test_a_namespace_is_any_mapping_of_names() -> None:
    space: Mapping[str, object] = {"x": 1}
    assert question("y = x", namespace=space).names.reads == {"x"}

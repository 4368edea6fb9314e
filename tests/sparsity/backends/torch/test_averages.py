"""Averages and other copies of a model: they stay dense, and it is said."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import torch

from . import cells

UPDATE = "    ema.update_parameters(model)\n"
AVERAGED = "ema = torch.optim.swa_utils.AveragedModel(model)\n"
COPY = "import copy\nema = copy.deepcopy(model)\n"
BY_HAND = """
    with torch.no_grad():
        for a, w in zip(ema.parameters(), model.parameters()):
            a.lerp_(w, 0.1)
"""
HELD = """
import copy, types
held = types.SimpleNamespace(average=copy.deepcopy(model))
"""
WRAPPED = """
import copy
class ModelEma(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.module = copy.deepcopy(model)
averages = [ModelEma(model)]
"""


@pytest.fixture(autouse=True)
def quietly() -> Iterator[None]:
    with cells.one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def said(cell: str, what: Any = None) -> list[str]:
    session, space = cells.run(cell, what)
    return session.dense_copies(space)


@pytest.mark.parametrize(
    ("cell", "path", "words"),
    [
        (cells.MODEL + AVERAGED + cells.LOOP + UPDATE, "ema.module", "averages `model`"),
        (cells.MODEL + COPY + cells.LOOP + BY_HAND, "ema", "the same parameters as `model`"),
        (cells.MODEL + HELD + cells.LOOP, "held.average", "the same parameters as `model`"),
        (cells.MODEL + WRAPPED + cells.LOOP, "averages[0].module", "averages `model`"),
    ],
)
def test_a_dense_copy_is_named_with_what_to_do(cell: str, path: str, words: str) -> None:
    (note,) = said(cell)
    assert note.startswith(f"`{path}`")
    assert words in note
    assert "of a dense model" in note
    assert f"zip({path}.parameters(), model.parameters())" in note


def test_what_is_said_to_do_makes_it_sparse() -> None:
    cell = cells.MODEL + AVERAGED + cells.LOOP + UPDATE
    (note,) = said(cell)
    line = note.split("by `")[1].rstrip("`")
    session, space = cells.run(f"{cell}\n{line}")
    assert session.dense_copies(space) == []
    assert cells.is_sparse(space["ema"].module[0].weight)
    assert not torch.equal(space["ema"].module[0].weight, space["model"][0].weight)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (cells.CELL + COPY, None),  # as sparse as the model
        (cells.MODEL + COPY.replace("(model)", "(model[0])") + cells.LOOP, None),
        (
            cells.MODEL + "ema = nn.Sequential(nn.Linear(3, 3), nn.LazyLinear(2))\n" + cells.LOOP,
            None,
        ),
        (cells.MODEL + COPY + "ema.to('meta')\n" + cells.LOOP, None),
        (cells.MODEL + "ema = nn.Sequential(*model)\n" + cells.LOOP, None),  # the model itself
        (cells.MODEL + AVERAGED + cells.LOOP, cells.asked("dense", "2:4")),
    ],
)
def test_what_is_no_dense_copy_is_not_named(cell: str, what: Any) -> None:
    assert said(cell, what) == []


@pytest.mark.parametrize("write", ["p.copy_(a)", "p.data.copy_(a)", "p.data = a.clone()"])
@pytest.mark.parametrize("recipe", ["sr-ste", "step(switch=0.5)", "mask-decay"])
def test_an_average_that_is_copied_back_is_pruned_with_a_note(recipe: str, write: str) -> None:
    cell = f"""{cells.MODEL}{AVERAGED}{cells.LOOP}{UPDATE}
with torch.no_grad():
    for p, a in zip(model.parameters(), ema.module.parameters()):
        {write}
"""
    session, space = cells.run(cell, cells.asked(recipe))
    assert [each.density for each in session.trained().layers] == [0.5, 0.5]
    assert any("denser than 2:4" in note for note in session.trained().notes)
    kept = space["model"][0].weight
    average = space["ema"].module[0].weight
    assert torch.equal(kept, average * (kept != 0))

"""Registration beside the definition, discovery in one place."""

from __future__ import annotations

import importlib
import subprocess
import sys
import types
from importlib import metadata

import pytest

from jupyter_perf.core.registry import Registry


class Point:
    def __init__(self, name, load):
        self.name = name
        self.load = load


@pytest.fixture
def points(monkeypatch):
    found = []
    monkeypatch.setattr(metadata, "entry_points", lambda group: list(found))
    return found


@pytest.fixture
def folder(tmp_path, monkeypatch):
    package = tmp_path / "some_things"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from jupyter_perf.core.registry import Registry\n"
        "THINGS = Registry('things', 'some_things')\n"
    )
    (package / "first.py").write_text("from . import THINGS\nTHINGS.add('first', 1)\n")
    (package / "_helper.py").write_text("raise RuntimeError('a helper is no thing')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield package
    for name in [n for n in sys.modules if n.split(".")[0] == "some_things"]:
        del sys.modules[name]


def test_a_folder_is_walked_on_first_use(folder, points):
    import some_things

    assert "some_things.first" not in sys.modules
    assert some_things.THINGS.names() == ["first"]
    assert some_things.THINGS.get("first") == 1
    assert "second" not in some_things.THINGS


def test_a_name_is_taken_once():
    things = Registry("things")
    assert things.register("a")(5) == 5
    with pytest.raises(ValueError, match="two things are named 'a'"):
        things.add("a", 6)


def test_an_unknown_name_is_answered_with_the_known(points):
    things = Registry("things")
    things.add("a", 5)
    with pytest.raises(KeyError, match="known: a"):
        things.get("b")


def test_plug_ins_are_loaded_and_broken_ones_named(folder, points):
    import some_things

    things = some_things.THINGS

    def registers():
        things.add("by-module", 7)
        return types.ModuleType("plugin")

    def half():
        things.add("half", 1)
        raise RuntimeError("then it broke")

    points += [
        Point("good", lambda: 6),
        Point("module", registers),
        Point("first", lambda: 99),
        Point("gone", lambda: __import__("nothing_of_the_kind")),
        Point("half", half),
    ]
    assert dict(things.items()) == {"first": 1, "good": 6, "by-module": 7}
    assert set(things.disabled) == {"first", "gone", "half"}
    assert "taken" in things.disabled["first"]
    assert "ModuleNotFoundError" in things.disabled["gone"]
    assert "then it broke" in things.disabled["half"]


def test_a_built_in_that_cannot_be_imported_takes_no_other_along(folder, points):
    (folder / "broken.py").write_text(
        "from . import THINGS\nTHINGS.add('half', 0)\nimport nothing_of_the_kind\n"
    )
    (folder / "wrong.py").write_text("this is no Python\n")
    import some_things

    things = some_things.THINGS
    assert things.names() == ["first"]
    assert set(things.disabled) == {"broken", "wrong"}
    assert "nothing_of_the_kind" in things.disabled["broken"]
    assert "SyntaxError" in things.disabled["wrong"]
    assert things.names() == ["first"]


@pytest.mark.parametrize(
    "place",
    [
        "refinement.rules._rule:RULES",
        "refinement.providers:PROVIDERS",
        "sparsity.quantize.formats:FORMATS",
        "sparsity.attention.recipes:ATTENTION",
        "sparsity.recipes:RECIPES",
        "tradeoff.methods:METHODS",
        "estimation.here.probes._probe:PROBES",
        "estimation.models.llm.config:FAMILIES",
        "estimation.counting.tally:COUNTS",
    ],
)
def test_nothing_of_ours_is_disabled(place):
    module, _, name = place.partition(":")
    things = getattr(importlib.import_module(f"jupyter_perf.{module}"), name)
    assert things.names()
    assert dict(things.disabled) == {}


def test_rules_are_light_until_they_are_used():
    code = (
        "import sys, jupyter_perf.refinement.rules as rules\n"
        "rules.table()\n"
        "heavy = {'libcst', 'numpy', 'pandas', 'numba', 'hypothesis'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

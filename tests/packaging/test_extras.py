"""Each extra can be asked for by the message that names it, and by `%perf doctor`."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_perf.errors import MissingExtra
from jupyter_perf.magics.facts import EXTRAS

from .oldest import oldest_of
from .without_extras import reason

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OFFERED = set(PROJECT["optional-dependencies"])
# Makes JupyterLab itself: no message can miss it. `all` is a short word for the others.
UNNAMED = {"all", "lab"}


def named() -> Iterator[str]:
    """The second argument of each `MissingExtra(…)` in the package."""
    for file in (ROOT / "jupyter_perf").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("MissingExtra"):
                yield ast.literal_eval(node.args[1])


def test_messages_name_extras_that_exist_and_all_of_them() -> None:
    assert set(named()) == OFFERED - UNNAMED


def test_doctor_knows_every_extra() -> None:
    assert set(EXTRAS) == OFFERED - {"all"}


def test_all_is_all() -> None:
    (everything,) = PROJECT["optional-dependencies"]["all"]
    assert set(everything.partition("[")[2].rstrip("]").split(",")) == OFFERED - {"all"}


def test_the_oldest_versions_are_the_lower_bounds(tmp_path: Path) -> None:
    assert "numpy==2.0" in set(oldest_of(ROOT / "pyproject.toml"))
    file = tmp_path / "pyproject.toml"
    text = '[project]\ndependencies = ["a>=1.2,<3", "b==4"]\n[project.optional-dependencies]\n'
    file.write_text(text + 'lab = ["c"]')
    assert list(oldest_of(file, ())) == ["a==1.2", "b==4"]
    with pytest.raises(ValueError, match="c needs one lower bound"):
        list(oldest_of(file))


def test_only_what_tests_import_themselves_is_a_reason_to_skip() -> None:
    with pytest.raises(ModuleNotFoundError) as missing:
        import no_such_package  # noqa: F401
    assert reason(missing.value) == "no_such_package is not installed"
    with pytest.raises(ModuleNotFoundError) as ours:
        import jupyter_perf.no_such_module  # noqa: F401
    assert reason(ours.value) == ""
    with pytest.raises(ModuleNotFoundError) as elsewhere:
        exec(compile("import no_such_package", "/jupyter_perf/module.py", "exec"))
    assert reason(elsewhere.value) == ""
    assert "jupyter-perf[torch]" in reason(MissingExtra("torch", "torch"))
    assert reason(AssertionError()) == ""

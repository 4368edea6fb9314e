"""The public names stay what they are whatever is imported, and importing stays light."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {
    *("anywidget", "cloudpickle", "distributed", "hypothesis", "ipywidgets", "jax", "libcst"),
    *("llvmlite", "matplotlib", "numba", "numpy", "openai", "pandas", "pyarrow", "scipy"),
    *("sklearn", "sympy", "torch"),
}
# Public on purpose, and a module: `except jp.errors.PerfError`.
PUBLIC_MODULES = {"errors"}

IMPORT_ALL = """
import importlib, inspect, json, pkgutil
import jupyter_perf as jp

missing = []
for found in pkgutil.walk_packages(jp.__path__, "jupyter_perf.", onerror=lambda name: None):
    if not found.name.endswith("__main__"):
        try:
            importlib.import_module(found.name)
        except ModuleNotFoundError as error:
            missing.append([found.name, error.name])
        except jp.errors.MissingExtra as error:
            missing.append([found.name, error.package])
modules = [name for name in jp.__all__ if inspect.ismodule(getattr(jp, name))]
print(json.dumps({"names": jp.__all__, "modules": modules, "missing": missing}))
"""

LOADED = """
import json, sys
{start}
before = set(sys.modules)
{what}
print(json.dumps(sorted({{name.partition(".")[0] for name in set(sys.modules) - before}})))
"""

SHELL = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
"""


def python(source: str) -> str:
    """What `source` prints in an interpreter of its own."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-c", source],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def loaded(what: str, start: str = "") -> set[str]:
    """The top-level packages that `what` imports beyond what `start` did."""
    return set(json.loads(python(LOADED.format(start=start, what=what))))


def test_no_submodule_shadows_a_public_name() -> None:
    found = json.loads(python(IMPORT_ALL))
    assert {"refine", "last", "errors"} <= set(found["names"])
    assert set(found["modules"]) <= PUBLIC_MODULES
    ours = [gone for gone in found["missing"] if str(gone[1]).startswith("jupyter_perf")]
    assert not ours, "a module of ours imports one that doesn't exist"


def test_importing_the_package_imports_nothing_heavy() -> None:
    new = loaded("import jupyter_perf")
    assert "jupyter_perf" in new
    assert not new & (HEAVY | {"IPython", "traitlets", "psutil"})


def test_loading_the_extension_imports_nothing_heavy() -> None:
    new = loaded("shell.run_line_magic('load_ext', 'jupyter_perf')", start=SHELL)
    assert "jupyter_perf" in new
    assert not new & HEAVY


def test_the_check_can_fail() -> None:
    assert "json" not in HEAVY
    assert loaded("import numpy") & HEAVY == {"numpy"}


@pytest.mark.parametrize("name", ["refine", "last"])
def test_public_functions_can_be_called(name: str) -> None:
    assert python(f"import jupyter_perf as jp; print(callable(jp.{name}))") == "True"

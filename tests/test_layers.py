"""Who may import whom: read from the source, so that an import inside a function counts too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "jupyter_perf"
ROOT = Path(__file__).resolve().parents[1] / PACKAGE

ENGINES = {"refinement", "estimation", "tradeoff", "sparsity"}
BASE = {"core", "sandbox", "measure"}
# Layer -> the layers that it may import, besides itself and the modules in ANYONE.
ALLOWED: dict[str, set[str]] = {
    "core": set(),
    # Isolation and timing don't know each other: an engine hands the one to the other.
    "sandbox": {"core"},
    "measure": {"core"},
    **{engine: set(BASE) for engine in ENGINES},
    "records": {"core"},
    "views": BASE | ENGINES | {"records"},
    "magics": BASE | ENGINES | {"records", "views"},
    "server": {"core", "records"},
    # Beside the magics: it does in files and pipelines what they do in a cell.
    "cli": BASE | ENGINES | {"records", "views", "magics"},
    # The package's own top module wires the public functions.
    "": BASE | ENGINES | {"records", "views", "magics"},
}
ANYONE = {"errors", "_version"}
# What the package's own top module is cut into: one file for each public function.
TOP = {"public"}
# Library -> the layers that may import it at all.
RESERVED = {
    "IPython": {"magics"},
    "ipykernel": {"magics"},
    "ipywidgets": {"views"},
    "anywidget": {"views"},
    "jupyter_server": {"server"},
    "tornado": {"server"},
}
# Never at import of a module: slow to import, or an extra.
LAZY = {"torch", "jax", "optax", "safetensors", "numba", "dask", "distributed", "openai"}
# Modules of classes that derive from such a library's, and must be found by name when they are
# unpickled: they import it, and nothing imports them but functions.
LATE = {
    "jupyter_perf.sparsity.comparing.tensors",
    "jupyter_perf.tradeoff.methods._chunks",
    "jupyter_perf.tradeoff.methods._nf4_linear",
    "jupyter_perf.sparsity.kernels.vectors",
    "jupyter_perf.sparsity.attention.intercepting",
}
# Packages for one framework: their modules import it, and nothing beside them imports these but
# functions.
FRAMEWORKS = (
    "jupyter_perf.sparsity.backends.torch",
    "jupyter_perf.sparsity.backends.jax",
    "jupyter_perf.sparsity.packed_modules",
    "jupyter_perf.tradeoff.methods._held",
    "jupyter_perf.estimation.models.granite.published",
    "jupyter_perf.estimation.models.granite.lean",
    "jupyter_perf.estimation.models.granite.training",
)


@dataclass(frozen=True)
class Import:
    """`module` imports `target` (dotted, absolute), at its top level or in a function."""

    module: str
    target: str
    line: int
    lazy: bool


def imports_of(path: Path, root: Path) -> Iterator[Import]:
    parts = path.relative_to(root.parent).with_suffix("").parts
    package = parts[:-1]
    module = ".".join(package if parts[-1] == "__init__" else parts)
    for node, lazy in walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno, lazy)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            origin = ".".join([*base, *filter(None, [node.module])])
            for alias in node.names:
                # `from . import errors` imports a module, `from .errors import X` a name in one.
                yield Import(module, f"{origin}.{alias.name}", node.lineno, lazy)


def walk(node: ast.AST, lazy: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Every node, and whether it is reached only when something runs or a checker reads it."""
    yield node, lazy
    inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        inside = True
    for child in ast.iter_child_nodes(node):
        yield from walk(child, lazy or inside)


def layer(module: str) -> str:
    """`core` of `jupyter_perf.core.code`; empty for the package's own top module, and for what it
    is cut into."""
    name = ([*module.split("."), ""])[1]
    return "" if name in TOP else name


def is_late(module: str) -> bool:
    """Whether only functions may import it."""
    return module in LATE or any(f"{module}.".startswith(f"{each}.") for each in FRAMEWORKS)


def are_neighbours(module: str, target: str) -> bool:
    """Whether both are of one framework's package."""
    both = (f"{module}.", f"{target}.")
    return any(all(name.startswith(f"{each}.") for name in both) for each in FRAMEWORKS)


def _parents(target: str) -> tuple[str, ...]:
    """`a.b` of `a.b.c`: what a name was imported from."""
    return (target.rpartition(".")[0],)


def complaint(found: Import, layers: dict[str, set[str]] = ALLOWED) -> str | None:
    """What is wrong with this import, or None."""
    library, own = found.target.split(".")[0], layer(found.module)
    if own not in layers and own not in ANYONE:
        return f"{found.module} belongs to no layer: name it in this test and in DESIGN.md"
    if library == PACKAGE:
        other = layer(found.target)
        late = any(is_late(each) for each in (found.target, *_parents(found.target)))
        if late and not found.lazy and not are_neighbours(found.module, found.target):
            return f"{found.module}:{found.line} imports {found.target} at its top level"
        if other in ANYONE or other == own:
            return None
        if other not in layers or not other:
            return f"{found.module}:{found.line} imports from the package's top module"
        if other not in layers.get(own, set()):
            return f"{found.module}:{found.line} imports {found.target}: {own} may not use {other}"
    elif own not in RESERVED.get(library, {own}):
        return f"{found.module}:{found.line} imports {library}: {RESERVED[library]} only"
    elif library in LAZY and not found.lazy and not is_late(found.module):
        return f"{found.module}:{found.line} imports {library} at its top level"
    return None


def complaints(root: Path) -> list[str]:
    found = (each for path in sorted(root.rglob("*.py")) for each in imports_of(path, root))
    return [said for each in found if (said := complaint(each))]


def test_every_import_points_down() -> None:
    assert complaints(ROOT) == []


def test_the_engines_know_nothing_of_each_other() -> None:
    assert all(not (ALLOWED[engine] & ENGINES) for engine in ENGINES)


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("core/code.py", "from ..sandbox.work import Work", "core may not use sandbox"),
        ("core/code.py", "from .. import refinement", "core may not use refinement"),
        ("sandbox/work.py", "import jupyter_perf.measure.race", "sandbox may not use measure"),
        ("measure/race.py", "from ..sandbox import work", "measure may not use sandbox"),
        ("refinement/engine.py", "from ..views import text", "refinement may not use views"),
        (
            "refinement/rules/loop.py",
            "from ...sparsity import x",
            "refinement may not use sparsity",
        ),
        ("refinement/rules/__init__.py", "from ...views import x", "refinement may not use views"),
        ("refinement/engine.py", "def f():\n    from ..magics import x", "may not use magics"),
        ("server/handlers.py", "from ..refinement import engine", "server may not use refinement"),
        ("views/text.py", "from IPython.display import HTML", "imports IPython"),
        ("magics/refine.py", "def f():\n    import ipywidgets", "imports ipywidgets"),
        ("sparsity/engine.py", "import torch.nn", "imports torch at its top level"),
        ("core/code.py", "from jupyter_perf import last", "from the package's top module"),
        ("cli/run.py", "from ..public.refine import refine", "from the package's top module"),
        (
            "tradeoff/methods/qlora.py",
            "from ._nf4_linear import Nf4Linear",
            "_nf4_linear.Nf4Linear at its top level",
        ),
        (
            "sparsity/engine.py",
            "from .backends.torch.session import sparsifying",
            "session.sparsifying at its top level",
        ),
        ("helpers/misc.py", "import os", "belongs to no layer"),
    ],
)
def test_it_can_fail(tmp_path: Path, module: str, source: str, said: str) -> None:
    planted = tmp_path / PACKAGE / module
    planted.parent.mkdir(parents=True)
    planted.write_text(source)
    (only,) = complaints(tmp_path / PACKAGE)
    assert said in only


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("refinement/engine.py", "from ..core.code import Edit\nfrom ..sandbox import work"),
        ("refinement/rules/loop.py", "from ...errors import PerfError\nfrom ... import errors"),
        ("refinement/rules/loop.py", "from ..verdict import Faster"),
        ("views/text.py", "from ..refinement.verdict import Faster\nimport anywidget"),
        ("magics/refine.py", "from IPython.core.magic import register_cell_magic"),
        ("sparsity/engine.py", "def f():\n    import torch"),
        ("sparsity/engine.py", "def f():\n    from .backends.torch import session"),
        ("sparsity/backends/torch/session.py", "import torch\nfrom .held import Held"),
        (
            "sparsity/engine.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch",
        ),
        ("__init__.py", "from .public.refine import refine"),
        ("public/refine.py", "def refine():\n    from ..refinement.engine import refine"),
        ("errors.py", "import os"),
    ],
)
def test_it_lets_pass(tmp_path: Path, module: str, source: str) -> None:
    planted = tmp_path / PACKAGE / module
    planted.parent.mkdir(parents=True)
    planted.write_text(source)
    assert complaints(tmp_path / PACKAGE) == []

"""The corpus of `bench_estimate.py`: notebook cells whose cost grows with what they are given.

A case is one file in `estimating/HALF/FAMILY`: a docstring that says who writes it, then sections
that start with `# %% name`. `setup` makes the inputs in full; `cell` is what is estimated, or
`function` with its `inputs`. The docstring's `small:` gives sizes at which set-up and cell take a
moment, so that tests can run all of them; its `expect:` says what is right where it isn't a number.
Nobody looks at the half in `held` while tuning; a hash of its name decides where a case belongs.
"""

from __future__ import annotations

import ast
import hashlib
import linecache
import re
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "estimating"
HALVES = ("seen", "held")
NUMBER, REFUSED, MEASURED, TOO_LARGE = "number", "refused", "measured", "too large"
EXPECTED = (NUMBER, REFUSED, MEASURED, TOO_LARGE)
_SECTION = re.compile(r"^# %% *(\w+).*$", re.MULTILINE)
_KEY = re.compile(r"^(\w+): *(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """One case; `inputs` is the text of a tuple where `source` names a function."""

    name: str
    family: str
    half: str
    expect: str
    setup: str
    source: str
    inputs: str = ""
    small: str = ""

    @property
    def small_setup(self) -> str:
        """The set-up with its sizes replaced by small ones."""
        wanted = dict(part.split("=") for part in self.small.replace(" ", "").split(",") if part)
        lines = self.setup.splitlines()
        for node in ast.parse(self.setup).body:
            if isinstance(node, ast.Assign) and (names := _assigned(node)) and names <= set(wanted):
                new = "; ".join(f"{name} = {wanted[name]}" for name in sorted(names))
                lines[node.lineno - 1 : node.end_lineno] = [new] + [""] * (
                    (node.end_lineno or node.lineno) - node.lineno
                )
        return "\n".join(lines)


def half_of(name: str) -> str:
    """The half that a case of this name belongs to."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def read(path: Path) -> Cell:
    """Raises ValueError where the file isn't a case."""
    text = path.read_text(encoding="utf-8")
    parts = _SECTION.split(text)
    sections = {k: v.strip("\n") for k, v in zip(parts[1::2], parts[2::2], strict=True)}
    keys = dict(_KEY.findall(ast.get_docstring(ast.parse(parts[0])) or ""))
    source = sections.get("cell") or sections.get("function")
    expect = keys.get("expect", NUMBER)
    if source is None or "setup" not in sections or expect not in EXPECTED:
        raise ValueError(f"{path}: a case needs a set-up, a cell or function, a known `expect:`")
    return Cell(
        path.stem,
        keys.get("family", ""),
        path.parts[-3],
        expect,
        sections["setup"],
        source,
        sections.get("inputs", ""),
        keys.get("small", ""),
    )


def find(
    halves: Sequence[str] = HALVES, families: Sequence[str] = (), only: Sequence[str] = ()
) -> list[Cell]:
    """All cases of these halves and families (none: all); `only` are parts of names."""
    found = [read(path) for half in halves for path in sorted((CASES / half).glob("*/*.py"))]
    return [
        cell
        for cell in found
        if (not families or cell.family in families)
        and (not only or any(part in cell.name for part in only))
    ]


def path_of(cell: Cell) -> Path:
    return CASES / cell.half / cell.family / f"{cell.name}.py"


def made(cell: Cell, small: bool = False) -> dict[str, Any]:
    """What the set-up leaves, run in a fresh `__main__` as a notebook's cells are."""
    text = cell.small_setup if small else cell.setup
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    filename = f"<{cell.name}, set-up>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    exec(compile(text, filename, "exec"), module.__dict__)
    return {k: v for k, v in vars(module).items() if not k.startswith("__")}


def run(cell: Cell, names: dict[str, Any]) -> Any:
    """Run the cell in `names`, or the function on its inputs; returns what has to be kept."""
    if cell.inputs:
        function, inputs = eval(cell.source, names), eval(cell.inputs, names)
        return function(*inputs)
    exec(compile(cell.source, f"<{cell.name}>", "exec"), names)
    return names


def _assigned(node: ast.Assign) -> set[str]:
    """Names that an assignment binds; empty where it does more than that."""
    targets = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
    if not all(isinstance(target, ast.Name) for target in targets):
        return set()
    return {target.id for target in targets if isinstance(target, ast.Name)}

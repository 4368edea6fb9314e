"""The corpus of `bench_refine.py`: cells, functions and programs as people write them.

A case is one file: a docstring that says who writes it and what to expect, then sections that
start with `# %% name`. Cells have `setup` and `cell`, functions `function` and `calls`, programs
`program` and `inputs`. Rules may be tuned on the part in `seen`; nobody looks at that in `held`,
which says whether they generalise. What is in `opened` was held until rules were made for what it
shows: it says nothing of unseen code any more.
"""

from __future__ import annotations

import ast
import linecache
import re
import sys
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
KINDS = ("cells", "functions", "programs")
HALVES = ("seen", "opened", "held")
SECTIONS = {
    "cells": ("setup", "cell"),
    "functions": ("calls", "function"),
    "programs": ("inputs", "program"),
}
_SECTION = re.compile(r"^# %% *(\w+).*$", re.MULTILINE)
_SEEDS = (
    re.compile(r"((?:default_rng|RandomState|Random|seed)\(\s*)(\d+)"),
    re.compile(r"((?:seed|random_state)\s*=\s*)(\d+)"),
    re.compile(r"(\bSEED\s*=\s*)(\d+)"),
)


@dataclass(frozen=True)
class Case:
    """One case: `given` makes what `source` is run on."""

    name: str
    kind: str
    half: str
    expect: str
    """`faster`, where an expert would make it so, or `nothing`."""
    given: str
    source: str

    def reseeded(self, by: int) -> str:
        """`given` with each seed raised by `by`: other data of the same sort."""
        text = self.given
        for pattern in _SEEDS:
            text = pattern.sub(lambda found: f"{found[1]}{int(found[2]) + by}", text)
        return text


def read(path: Path, kind: str, half: str) -> Case:
    """Raises ValueError where the file isn't a case."""
    text = path.read_text(encoding="utf-8")
    parts = _SECTION.split(text)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    given, source = SECTIONS[kind]
    said = re.search(r"^expect: *(\w+)", ast.get_docstring(ast.parse(text)) or "", re.MULTILINE)
    if given not in sections or source not in sections or said is None:
        raise ValueError(f"{path}: a case needs `expect:` and the sections {given} and {source}")
    return Case(
        path.stem, kind, half, said[1], sections[given].strip("\n"), sections[source].strip("\n")
    )


def find(kinds: tuple[str, ...], halves: tuple[str, ...], only: tuple[str, ...] = ()) -> list[Case]:
    """All cases of these kinds and parts; `only` are parts of names."""
    return [
        read(path, kind, half)
        for kind in kinds
        for half in halves
        for path in sorted((CORPUS / half / kind).glob("*.py"))
        if not only or any(part in path.stem for part in only)
    ]


def made(case: Case, reseeded_by: int = 0) -> dict[str, Any]:
    """What `given` leaves, run in a fresh `__main__` as a notebook's cells are."""
    text = case.reseeded(reseeded_by)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    filename = f"<{case.name}, given>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    exec(compile(text, filename, "exec"), module.__dict__)
    return {k: v for k, v in vars(module).items() if not k.startswith("__")}


def arguments(case: Case, namespace: dict[str, Any]) -> dict[str, Any]:
    """What `jupyter_perf.refine` is given besides the source."""
    if case.kind == "cells":
        return {"namespace": namespace}
    if case.kind == "functions":
        return {"namespace": {}, "entry": namespace["ENTRY"], "calls": namespace["CALLS"]}
    return {"stdin": list(namespace["INPUTS"])}

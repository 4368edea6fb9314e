"""A folder of problems, in a form that is quickly written by hand.

    FOLDER/NAME/slow.py            the program to make faster
    FOLDER/NAME/reference*.py      better ones, for eff@k and DPS (may be missing)
    FOLDER/NAME/inputs/*.txt       standard inputs, by name; without any, one empty input
    FOLDER/NAME/inputs/1/*.txt     or by level, from easy to hard (folders, by name)
    FOLDER/NAME/problem.json       {"hardness": [3, 3, 4], "weights": {"reference_2.py": 5}}

What is right is what slow.py prints, and its exit code. `hardness` weighs levels (1 each);
`weights` says how many solutions a reference stands for (1 each; slow.py is one of them).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import UsageError
from .. import files, program

SLOW = "slow.py"


@dataclass(frozen=True)
class Problem:
    """One problem; `levels` holds, for each level, the numbers of its inputs."""

    name: str
    slow: str
    references: Mapping[str, str]
    inputs: tuple[str, ...]
    levels: tuple[tuple[int, ...], ...]
    hardness: tuple[float, ...]
    weights: Mapping[str, float]
    """Of `references` and of slow.py, by file name."""

    @property
    def digest(self) -> str:
        """Changes with whatever could change a score."""
        parts = [self.slow, dict(self.references), self.inputs, self.levels, self.hardness]
        said = json.dumps([*parts, dict(self.weights)], sort_keys=True)
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def read_all(folder: Path) -> list[Problem]:
    """The problems in `folder`, by name. Raises UsageError where there are none, or one is odd."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    found = [each for each in sorted(folder.iterdir()) if (each / SLOW).is_file()]
    if (folder / SLOW).is_file():
        found = [folder]
    if not found:
        raise UsageError(f"{folder} holds no problem: a folder with a {SLOW}")
    return [_read(each) for each in found]


def _read(folder: Path) -> Problem:
    references = {
        path.name: program.read(path).text for path in sorted(folder.glob("reference*.py"))
    }
    inputs, levels = _inputs(folder / "inputs")
    said = _said(folder / "problem.json")
    weights = dict.fromkeys([SLOW, *references], 1.0) | _weights(said, references, folder)
    hardness = said.get("hardness", [1.0] * len(levels))
    if not _are_positive(hardness) or len(hardness) != len(levels):
        raise UsageError(f"{folder}: `hardness` is a list of {len(levels)} positive numbers")
    slow = program.read(folder / SLOW).text
    return Problem(folder.name, slow, references, inputs, levels, tuple(hardness), weights)


def _inputs(folder: Path) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    if not folder.is_dir():
        return ("",), ((0,),)
    texts: list[str] = []
    levels: list[tuple[int, ...]] = []
    folders = [each for each in sorted(folder.iterdir()) if each.is_dir()]
    for each in folders or [folder]:
        some = program.inputs_of(each)
        levels.append(tuple(range(len(texts), len(texts) + len(some))))
        texts += some
    return tuple(texts), tuple(levels)


def _said(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        found = json.loads(files.read(file).data)
    except ValueError as error:
        raise UsageError(f"{file}: {error}") from None
    known = {"hardness", "weights"}
    if not isinstance(found, dict) or not found.keys() <= known:
        raise UsageError(f"{file}: an object with {' and '.join(sorted(known))} was expected")
    return found


def _weights(said: Mapping[str, Any], references: Mapping[str, str], folder: Path) -> Any:
    found = said.get("weights", {})
    names = {SLOW, *references}
    if not isinstance(found, dict) or not found.keys() <= names:
        raise UsageError(f"{folder}: `weights` are of {', '.join(sorted(names))}")
    if not _are_positive(list(found.values())):
        raise UsageError(f"{folder}: `weights` are positive numbers")
    return found


def _are_positive(values: object) -> bool:
    return isinstance(values, list) and all(
        isinstance(each, int | float) and not isinstance(each, bool) and 0 < each < float("inf")
        for each in values
    )

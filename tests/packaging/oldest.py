"""The oldest versions that pyproject.toml allows, as constraints for pip: `make test-oldest`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

EXTRAS = ("lab",)


def oldest_of(pyproject: Path, extras: tuple[str, ...] = EXTRAS) -> Iterator[str]:
    """`name==version` for the lower bound of each dependency, and of those of `extras`.

    Raises ValueError for one without a lower bound.
    """
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    for texts in (project["dependencies"], *(optional[extra] for extra in extras)):
        for wanted in map(Requirement, texts):
            bounds = [each.version for each in wanted.specifier if each.operator in (">=", "==")]
            if len(bounds) != 1:
                raise ValueError(f"{wanted} needs one lower bound")
            yield f"{wanted.name}=={bounds[0]}"

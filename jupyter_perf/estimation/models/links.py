"""How fast devices of one kind send to each other: `links.csv`, and a slot where it has no row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...core.targets import Target

FILE = Path(__file__).with_name("links.csv")


@dataclass(frozen=True)
class Link:
    """All links of one device together, in one direction."""

    title: str
    gb_per_s: float
    source_url: str = ""


SLOT = Link("PCI Express 4.0 ×16", 32.0)
"""What is taken for granted where a device has no links of its own."""


@cache
def _shipped() -> dict[str, Link]:
    with FILE.open(encoding="utf-8", newline="") as rows:
        return {
            row["target"]: Link(row["title"], float(row["gb_per_s"]), row["source_url"])
            for row in csv.DictReader(rows)
        }


def between(target: Target) -> Link:
    """The links that devices like `target` have to each other, inside one machine."""
    return _shipped().get(target.name, SLOT)


def listed(target: Target) -> bool:
    """Whether `between` knows, rather than takes the slot."""
    return target.name in _shipped()

"""What changes between two texts: as data for HTML, and as a unified diff for text."""

from __future__ import annotations

import difflib
import functools
from dataclasses import dataclass

_CONTEXT = 2


@dataclass(frozen=True)
class Block:
    """Lines that go together: `kind` is ` ` (both), `-` (before) or `+` (after)."""

    kind: str
    lines: tuple[str, ...]
    hidden: bool = False
    """Unchanged, and far from any change."""


@functools.lru_cache(maxsize=8)
def blocks(before: str, after: str) -> tuple[Block, ...]:
    """The lines of both texts in reading order, those that are far from a change marked hidden."""
    old, new = before.rstrip("\n").split("\n"), after.rstrip("\n").split("\n")
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found: list[Block] = []
    operations = matcher.get_opcodes()
    for at, (kind, i1, i2, j1, j2) in enumerate(operations):
        if kind == "equal":
            found += _equal(old[i1:i2], first=at == 0, last=at == len(operations) - 1)
            continue
        if i2 > i1:
            found.append(Block("-", tuple(old[i1:i2])))
        if j2 > j1:
            found.append(Block("+", tuple(new[j1:j2])))
    return tuple(found)


def _equal(lines: list[str], *, first: bool, last: bool) -> list[Block]:
    head = 0 if first else _CONTEXT
    tail = 0 if last else _CONTEXT
    if len(lines) <= head + tail + 1:
        return [Block(" ", tuple(lines))]
    end = len(lines) - tail
    parts = [
        Block(" ", tuple(lines[:head])),
        Block(" ", tuple(lines[head:end]), hidden=True),
        Block(" ", tuple(lines[end:])),
    ]
    return [part for part in parts if part.lines]


def unified(before: str, after: str, most_lines: int) -> list[str]:
    """A unified diff without its header, cut with a note after `most_lines`."""
    lines: list[str] = []
    for block in blocks(before, after):
        if block.hidden:
            count = len(block.lines)
            lines.append(f"  … {count} unchanged {'line' if count == 1 else 'lines'}")
        else:
            lines += [f"{block.kind} {line}" for line in block.lines]
    left = len(lines) - most_lines
    return lines if left <= 0 else [*lines[:most_lines], f"  … {left} more lines of the diff"]

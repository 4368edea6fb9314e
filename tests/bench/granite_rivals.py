"""Other predictors of blocks, asked once: what they answered is kept and taken up again."""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from granite_judge import Predicted

SAID_EVERY = 30.0
"""Seconds between lines that say how far it is."""


@dataclass(frozen=True)
class Answer:
    """`cycles` per iteration, NaN where there is none, and then why."""

    code: bytes
    cycles: float
    why: str = ""


class Rival(Protocol):
    """A predictor that may be installed."""

    @property
    def name(self) -> str: ...

    @property
    def slow(self) -> bool:
        """Whether it is only asked for a sample."""
        ...

    def about(self) -> dict[str, str]:
        """Version and settings: answers with others aren't taken up."""
        ...

    def ask(self, blocks: Sequence[bytes]) -> Iterator[Answer]:
        """An answer for each block, in any order."""
        ...


def answers(rival: Rival, blocks: Sequence[bytes], kept: Path) -> tuple[Predicted, list[Answer]]:
    """Of all blocks: from the file `kept` where it has them, the others asked and added to it."""
    about = rival.about()
    known = _read(kept, about)
    missing = list(dict.fromkeys(each for each in blocks if each not in known))
    if missing:
        known |= {each.code: each for each in _asked(rival, missing, kept, about, not known)}
    found = [known[each] for each in blocks]
    return Predicted(rival.name, np.array([each.cycles for each in found])), found


def _asked(
    rival: Rival, missing: Sequence[bytes], kept: Path, about: dict[str, str], anew: bool
) -> Iterator[Answer]:
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("w" if anew else "a", encoding="utf-8") as lines:
        # The end of a line that was cut off is not the start of the next one.
        lines.write(json.dumps(about) + "\n" if anew else "\n")
        for each in _said(rival.ask(missing), rival.name, len(missing)):
            cycles = each.cycles if math.isfinite(each.cycles) else None
            row = {"hex": each.code.hex(), "cycles": cycles, "why": each.why}
            lines.write(json.dumps(row) + "\n")
            lines.flush()
            yield each


def _read(kept: Path, about: dict[str, str]) -> dict[bytes, Answer]:
    """What was answered by the same version with the same settings."""
    if not kept.is_file():
        return {}
    first, *rows = kept.read_text("utf-8").splitlines() or [""]
    if _parsed(first) != about:
        return {}
    found = (_parsed(row) for row in rows)
    return {
        (code := bytes.fromhex(row["hex"])): Answer(
            code, math.nan if row["cycles"] is None else row["cycles"], row["why"]
        )
        for row in found
        if row
    }


def _parsed(line: str) -> dict[str, Any]:
    """Nothing where the line is cut off: a run may have been stopped while it wrote."""
    try:
        return dict(json.loads(line))
    except json.JSONDecodeError:
        return {}


def _said(found: Iterable[Answer], name: str, count: int) -> Iterator[Answer]:
    last = time.monotonic()
    for place, each in enumerate(found, 1):
        yield each
        if time.monotonic() - last > SAID_EVERY:
            last = time.monotonic()
            print(f"    {name}: {place:,} of {count:,} blocks", file=sys.stderr, flush=True)


def reasons(found: Sequence[Answer]) -> dict[str, int]:
    """Why there was no answer, the most frequent reason first."""
    counts: dict[str, int] = {}
    for each in found:
        if each.why:
            counts[each.why] = counts.get(each.why, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))

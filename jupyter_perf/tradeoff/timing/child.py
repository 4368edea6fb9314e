"""The process that does real steps, from its start to its last line. It never has any weights."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from ...core.dimensions import Dimensions
from ...sandbox.limits import rlimits
from ..trace import child as tracing
from ..trace import failing
from . import sizes as choosing
from .visiting import Visit, visit

_BEYOND_TENSORS = 1 << 30
"""Bytes of address space that libraries and threads map without using them."""
_ROUNDS = 4
"""Over all sizes and methods, at most: by then more of them tell little."""
_NO_MEMORY = ("can't allocate memory", "not enough memory", "bad_alloc", "Cannot allocate memory")


def main(job: int, out: int, path: Sequence[str]) -> None:
    """Time what the descriptor `job` asks for; write one line of JSON each to `out`."""
    with tracing.entered(job, path) as (asked, described):
        import torch

        torch.set_num_threads(asked["threads"])
        _bound(asked["memory_bytes"])
        _Timing(asked, described, out).run()


def _bound(memory_bytes: int) -> None:
    """Fail before the machine runs out of memory, rather than after."""
    now = rlimits.address_space()
    if now and sys.platform == "linux":
        most = now + memory_bytes + _BEYOND_TENSORS
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


class _Timing:
    def __init__(self, asked: Mapping[str, Any], described: bytes, out: int) -> None:
        self._asked = asked
        self._described = described
        self._out = out
        self._dimensions = Dimensions(**asked["dimensions"])
        self._plans: list[Mapping[str, Any]] = list(asked["plans"])
        self._broken: set[str] = set()

    def run(self) -> None:
        plain = self._plans[0]
        share = self._left() / (choosing.SIZES * max(1, len(self._plans)))
        chosen = choosing.chosen(
            lambda batch: self._visit(plain, batch),
            int(plain["least"]),
            min(int(each["most"]) for each in self._plans),
            longest_s=share,
            ends=time.monotonic() + 0.3 * self._left(),
        )
        ledger = True
        for _ in range(_ROUNDS):
            began = time.monotonic()
            visits = 2 * len(chosen) * max(1, len(self._plans))
            each_s = max(0.0, self._left() / max(1, visits))
            # Both ends first: they are what a fit needs most, if time runs out.
            for batch in [*chosen[-1:], *chosen[:-1]]:
                self._round(batch, each_s, ledger=ledger and batch == chosen[0])
            ledger = False
            if not chosen or self._left() < 1.3 * (time.monotonic() - began):
                return

    def _round(self, batch: int, seconds: float, *, ledger: bool) -> None:
        for plan in self._plans:
            if plan["methods"] not in self._broken and batch <= plan["most"]:
                self._visit(plan, batch, seconds, ledger=ledger)

    def _visit(
        self, plan: Mapping[str, Any], batch: int, seconds: float = 0.0, *, ledger: bool = False
    ) -> float | None:
        """Seconds of a step; None where it can't be done, which is told."""
        variant = {
            "batch": batch,
            "sequence": self._asked["sequence"],
            "methods": plan["methods"],
            "options": plan["options"],
            "precision": self._asked["precision"],
        }
        try:
            found = visit(self._described, self._dimensions, variant, seconds, ledger=ledger)
        # The model's own code ran: whatever it raises is a result.
        except Exception as error:
            self._broken.add(plan["methods"])
            self._say({"methods": plan["methods"], "batch": batch, **_why(error)})
            return None
        self._say(_line(plan, batch, found))
        return found.fastest_s

    def _left(self) -> float:
        return float(self._asked["ends"]) - time.monotonic()

    def _say(self, line: Mapping[str, Any]) -> None:
        os.write(self._out, json.dumps(line).encode() + b"\n")


def _line(plan: Mapping[str, Any], batch: int, found: Visit) -> dict[str, Any]:
    line = {"methods": plan["methods"], "batch": batch, "samples": found.samples}
    return line if found.ledger_bytes is None else {**line, "ledger_bytes": found.ledger_bytes}


def _why(error: Exception) -> dict[str, str]:
    cause = error.error if isinstance(error, failing.InStep) else error
    if isinstance(cause, MemoryError) or any(words in str(cause) for words in _NO_MEMORY):
        return {"why": "memory", "reason": "there wasn't enough free memory to run it here"}
    said = failing.said(error)
    return {"why": "unfit" if said["why"] == "unfit" else "failed", "reason": said["reason"]}

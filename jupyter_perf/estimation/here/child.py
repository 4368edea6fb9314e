"""The process in which kernels are timed: what to time comes on stdin, timings go to stdout.

One JSON object a line, as soon as it is known, so that what was timed before a hard end counts:
`{"probe", "amount", "wall", "cpu"}` after each round, `{"failed", "why"}`, `{"used"}` at the end.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import Any

from .probes import Made, Probe, Room, chosen

_LEAST_SAMPLES = 2
"""Of a kernel in each round."""


def main() -> None:
    """Time what stdin asks for until `ends` seconds from now, at the latest after `rounds`."""
    asked = json.loads(sys.stdin.readline())
    ends = time.monotonic() + asked["seconds"]
    room = Room(tuple(asked["cache_bytes"]), asked["free_bytes"])
    gc.disable()
    made: dict[str, Made] = {}
    for turn in range(asked["rounds"]):
        # Kernels take turns, so that a moment in which others are busy spoils no single one.
        for each in chosen(asked["probes"]):
            if time.monotonic() > ends:
                break
            if turn == 0 and (kernel := _made(each, room)) is not None:
                made[each.name] = kernel
            if each.name in made:
                _say(_timed(each.name, made[each.name], asked["each_seconds"]))
        gc.collect()
    _say({"used": time.process_time()})


def _made(probe: Probe, room: Room) -> Made | None:
    """The kernel, warmed up; None where it can't be made here."""
    try:
        kernel = probe.make(room)
        kernel.run()
    # A library that is missing or broken takes its kernels with it, and no others.
    except Exception as error:
        _say({"failed": probe.name, "why": f"{type(error).__name__}: {error}"[:200]})
        return None
    return kernel


def _timed(name: str, kernel: Made, seconds: float) -> dict[str, Any]:
    wall: list[float] = []
    cpu: list[float] = []
    until = time.perf_counter() + seconds
    while len(wall) < _LEAST_SAMPLES or time.perf_counter() < until:
        cpu_start, start = time.process_time(), time.perf_counter()
        kernel.run()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - cpu_start)
    return {"probe": name, "amount": kernel.amount, "wall": wall, "cpu": cpu}


def _say(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)

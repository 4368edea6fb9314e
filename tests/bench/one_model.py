"""Run one of `roofline_models` for some steps and say how long each took, and its peak memory.

python one_model.py NAME train|infer THREADS SECONDS
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import torch
from roofline_models import MODELS

LEAST_STEPS = 3


def main(name: str, kind: str, threads: int, seconds: float) -> None:
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    _load_libraries()
    start = psutil.Process().memory_info().rss
    model, inputs = MODELS[name]()
    step = training(model, inputs) if kind == "train" else inference(model, inputs)
    step()
    _forget_peak()
    samples: list[list[float]] = []
    ends = time.monotonic() + seconds
    while len(samples) < LEAST_STEPS or time.monotonic() < ends:
        cpu, wall = time.process_time(), time.perf_counter()
        step()
        samples.append([time.perf_counter() - wall, time.process_time() - cpu])
    print(json.dumps({"samples": samples, "peak_bytes": _peak() - start}))


def _load_libraries() -> None:
    """What PyTorch loads when it first trains is no part of a model's memory."""
    tiny = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.Flatten(), torch.nn.Linear(16, 2))
    training(tiny, (torch.ones(1, 3, 4, 4),))()


def training(model: torch.nn.Module, inputs: tuple[Any, ...]) -> Any:
    optimizer = torch.optim.AdamW(model.train().parameters())

    def step() -> None:
        optimizer.zero_grad()
        model(*inputs).mean().backward()
        optimizer.step()

    return step


def inference(model: torch.nn.Module, inputs: tuple[Any, ...]) -> Any:
    model.eval()

    def step() -> None:
        with torch.no_grad():
            model(*inputs)

    return step


def _forget_peak() -> None:
    """The kernel's own high-water mark starts anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 if found else 0


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))

"""How fast blocks are predicted: in batches and alone, on one thread, beside a fixed workload.

Runs in a process of its own, whose libraries have one thread. Batches, single blocks and a fixed
numpy workload take turns: where the workload's times spread, something else used the processor, and
the other figures are to be read with that in mind. Times are of the CPU.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_perf.core.units import seconds

ROUNDS = 7
SINGLES = 400
BATCH = 10_000
AIM_PER_S, AIM_ONE_S = 10_000, 0.005
THREADS = "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"


def measured_apart(blocks: list[bytes]) -> dict[str, Any]:
    """`measured` in a fresh process with one thread; figures in seconds."""
    environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
    done = subprocess.run(
        [sys.executable, Path(__file__).name],
        cwd=Path(__file__).parent,
        env=environment,
        input=json.dumps([each.hex() for each in blocks]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(
    blocks: list[bytes],
    alone: list[bytes],
    predict: Callable[[list[bytes]], object],
    prepare: Callable[[list[bytes]], Callable[[], object]],
    *,
    rounds: int = ROUNDS,
    singles: int = SINGLES,
) -> dict[str, Any]:
    """CPU seconds of each of `alone`, then of each round of `blocks`, all of them kept.

    `prepare` decodes blocks and returns what predicts them then.
    """
    workload = fixed_workload()
    names = "single", "first", "batch", "decoded", "workload"
    spent: dict[str, list[float]] = {name: [] for name in names}

    def timed(name: str, work: Callable[[], object]) -> None:
        began = time.process_time()
        work()
        spent[name].append(time.process_time() - began)

    predict(alone[:1])
    for place, block in enumerate(alone[1 : singles + 1]):
        timed("single", partial(predict, [block]))
        if place % 20 == 0:
            timed("workload", workload)
    timed("first", partial(predict, blocks))
    decoded = prepare(blocks)
    for _ in range(rounds):
        timed("workload", workload)
        timed("batch", partial(predict, blocks))
        timed("decoded", decoded)
    return {"blocks": len(blocks), "seconds": spent, "load": os.getloadavg()[0]}


def fixed_workload() -> Callable[[], object]:
    """A few ms of matrix products and sorting, always the same."""
    import numpy as np

    random = np.random.default_rng(0)
    matrix, numbers = random.standard_normal((256, 256)), random.standard_normal(100_000)
    return lambda: [(matrix @ matrix).sum() + np.sort(numbers)[0] for _ in range(3)]


def figures(found: dict[str, Any]) -> dict[str, float]:
    """Medians: blocks a CPU-second with decoding and without, CPU seconds for one block.

    The first round stands apart as well: the others may remember what it met.
    """
    spent, blocks = found["seconds"], found["blocks"]
    singles = sorted(spent["single"])
    return {
        "blocks_per_s": blocks / statistics.median(spent["batch"]),
        "blocks_per_s_first": blocks / spent["first"][0],
        "blocks_per_s_decoded": blocks / statistics.median(spent["decoded"]),
        "one_block_s": statistics.median(singles),
        "one_block_p90_s": singles[int(0.9 * (len(singles) - 1))],
        "workload_s": statistics.median(spent["workload"]),
        "workload_spread": max(spent["workload"]) / min(spent["workload"]),
    }


def shown(of: dict[str, float]) -> list[str]:
    return [
        f"{of['blocks_per_s_first']:,.0f} blocks a CPU-second in one batch that it hasn't met,"
        f" {of['blocks_per_s']:,.0f} when it has, {of['blocks_per_s_decoded']:,.0f} once decoded"
        f" (aim: {AIM_PER_S:,})",
        f"one block that it hasn't met: {seconds(of['one_block_s'])}"
        f" (90% within {seconds(of['one_block_p90_s'])}; aim: {seconds(AIM_ONE_S)})",
        f"fixed workload: {seconds(of['workload_s'])},"
        f" the slowest {of['workload_spread']:.2f} times the fastest",
    ]


def prepared(blocks: list[bytes]) -> Callable[[], object]:
    from jupyter_perf.estimation.models.granite.model import model_of

    model = model_of("zen4")
    _, examples, _ = model.read(blocks)
    return partial(model.cycles, examples)


def main() -> None:
    from jupyter_perf.estimation.models.granite import predict

    blocks = [bytes.fromhex(each) for each in json.load(sys.stdin)]
    alone = blocks[BATCH:] or blocks
    print(json.dumps(measured(blocks[:BATCH], alone, predict, prepared)))


if __name__ == "__main__":
    main()

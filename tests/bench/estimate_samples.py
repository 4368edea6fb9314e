"""Time the snippets of estimate_snippets.py at growing sizes; write tests/estimation/samples.json.

Each snippet has a fresh interpreter, each size a fork that makes the inputs, each repetition a
fork of that: what a run leaves in caches and allocators is gone before the next. A repetition
first runs the snippet on the smallest inputs, so that imports and the pages that a fork copies
aren't counted. CPU time of the run, garbage collector on, one thread; peak memory is the
high-water mark of resident memory above its start. Sizes grow until a run takes LONG_SECONDS;
then one run is made on inputs JUMP steps larger, which is the full one.

    python tests/bench/estimate_samples.py [--only NAME,NAME]
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from estimate_snippets import SNIPPETS, Snippet

RESULT = Path(__file__).resolve().parents[1] / "estimation" / "samples.json"
LONG_SECONDS = 0.8
JUMP = 4
LONG_BYTES = 500 << 20
"""Of inputs and peak together; a snippet that gets here first jumps from here."""
COARSE_SECONDS = 0.1
"""Above this every second size is left out: nobody samples there."""
REPEATS = ((0.01, 5), (0.1, 3), (3.0, 2), (1e9, 1))
SECOND_STEPS = 5
"""Sizes on each axis where there are two, before the full one."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Row = dict[str, Any]


def status_bytes(key: str) -> int:
    """VmRSS or VmHWM of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) * 1024
    raise LookupError(key)


def in_fork(work: Callable[[], Any]) -> Any:
    """What `work` returns as JSON from a forked child; None where the child failed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        status = 1
        try:
            os.write(write, json.dumps(work()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(answer) if status == 0 else None


def repetition(code: Any, small: dict[str, Any], names: dict[str, Any]) -> tuple[float, int]:
    """CPU seconds of one run and what resident memory grew by at most, in bytes."""
    exec(code, small)
    small.clear()
    Path("/proc/self/clear_refs").write_text("5")
    before, started = status_bytes("VmRSS"), time.process_time()
    exec(code, names)
    seconds = time.process_time() - started
    return seconds, max(0, status_bytes("VmHWM") - before)


def at_sizes(snippet: Snippet, sizes: dict[str, int]) -> Row:
    """One row: sizes, CPU seconds of every repetition, peak and input bytes."""
    names: dict[str, Any] = dict(sizes)
    small: dict[str, Any] = {"n": max(2, snippet.start // 2), "m": max(2, snippet.second // 2)}
    exec(compile(snippet.setup, snippet.name, "exec"), small)
    before = status_bytes("VmRSS")
    exec(compile(snippet.setup, snippet.name, "exec"), names)
    inputs = max(0, status_bytes("VmRSS") - before)
    code = compile(snippet.run, snippet.name, "exec")
    runs: list[tuple[float, int]] = []
    wanted = 1
    while len(runs) < wanted:
        done = in_fork(lambda: repetition(code, small, names))
        if done is None:
            raise SystemExit(f"{snippet.name} failed at {sizes}")
        runs.append(done)
        wanted = next(times for under, times in REPEATS if runs[0][0] < under)
    return {
        "sizes": sizes,
        "seconds": [float(f"{seconds:.4g}") for seconds, _ in runs],
        "peak_bytes": min(peak for _, peak in runs),
        "input_bytes": inputs,
    }


def one_size(snippet: Snippet) -> list[Row]:
    """Rows of growing `n`, up to the full size."""
    rows: list[Row] = []
    n = float(snippet.start)
    while True:
        row = in_fork(lambda n=n: at_sizes(snippet, {"n": round(n)}))  # type: ignore[misc]
        if row is None:
            raise SystemExit(f"{snippet.name} failed at {n:.0f}")
        rows.append(row)
        seconds = min(row["seconds"])
        if seconds >= LONG_SECONDS or row["peak_bytes"] + row["input_bytes"] >= LONG_BYTES:
            return rows
        for _ in range(1 if seconds < COARSE_SECONDS else 2):
            n = n - snippet.step if snippet.step < 0 else n * snippet.step


def two_sizes(snippet: Snippet) -> list[Row]:
    """Rows of a grid of `n` and `m`, then both growing together up to the full sizes."""
    axis = [snippet.step**power for power in range(SECOND_STEPS)]
    rows = []
    for by_n, by_m in itertools.product(axis, axis):
        sizes = {"n": round(snippet.start * by_n), "m": round(snippet.second * by_m)}
        rows.append(in_fork(lambda sizes=sizes: at_sizes(snippet, sizes)))  # type: ignore[misc]
    by = axis[-1]
    while min(rows[-1]["seconds"]) < LONG_SECONDS and rows[-1]["peak_bytes"] < LONG_BYTES / 2:
        by *= snippet.step
        sizes = {"n": round(snippet.start * by), "m": round(snippet.second * by)}
        rows.append(in_fork(lambda sizes=sizes: at_sizes(snippet, sizes)))  # type: ignore[misc]
    return rows


def full(snippet: Snippet, longest: Row) -> Row:
    """The one that is predicted: both sizes JUMP steps (or half as many each) beyond `longest`."""
    steps = JUMP / 2 if snippet.second else JUMP
    sizes = {
        name: round(n + steps if snippet.step < 0 else n * snippet.step**steps)
        for name, n in longest["sizes"].items()
    }
    row: Row = in_fork(lambda: at_sizes(snippet, sizes))
    return row


def collect(name: str) -> list[Row]:
    """All rows of a snippet, in this process and its forks; imports are made before."""
    snippet = next(each for each in SNIPPETS if each.name == name)
    names: dict[str, Any] = {"n": snippet.start, "m": snippet.second}
    exec(compile(snippet.setup, name, "exec"), names)
    exec(compile(snippet.run, name, "exec"), names)
    names.clear()
    rows = two_sizes(snippet) if snippet.second else one_size(snippet)
    return [*rows, full(snippet, rows[-1])]


def machine() -> dict[str, str]:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return {
        "machine": f"{platform.system()}, {os.cpu_count()} CPUs, {model}, shared and busy",
        "date": datetime.now(UTC).date().isoformat(),
        **{library: version(library) for library in ("numpy", "pandas", "scikit-learn")},
        "python": platform.python_version(),
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="names, comma-separated; the others are kept")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(collect(options.one)))
        return 0
    wanted = options.only.split(",") if options.only else [each.name for each in SNIPPETS]
    kept: dict[str, list[Row]] = {}
    environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONHASHSEED": "0"}
    for name in wanted:
        done = subprocess.run(
            [sys.executable, __file__, "--one", name],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        kept[name] = json.loads(done.stdout)
        last = kept[name][-1]
        print(f"{name:<18} {len(kept[name]):>3} sizes, up to {min(last['seconds']):.2f} s")
        kept = (json.loads(RESULT.read_text("utf-8"))["snippets"] if RESULT.exists() else {}) | {
            name: kept[name]
        }
        ordered = {each.name: kept[each.name] for each in SNIPPETS if each.name in kept}
        RESULT.write_text(as_text(machine(), ordered), "utf-8")
    return 0


def as_text(about: dict[str, str], snippets: dict[str, list[Row]]) -> str:
    """JSON with one line for each row, so that a diff can be read."""
    parts = [
        f" {json.dumps(name)}: [\n" + ",\n".join(f"  {json.dumps(row)}" for row in rows) + "\n ]"
        for name, rows in snippets.items()
    ]
    return "\n".join(
        ['{"about": ' + json.dumps(about) + ",", '"snippets": {', ",\n".join(parts), "}}", ""]
    )


if __name__ == "__main__":
    sys.exit(main())

"""How long the history takes to list, filter and search when it holds 100,000 runs.

Runs are written through the store's own functions, one day after the other, with sources composed
of the lines of this repository's own modules, then asked for as the panel asks: a page of
fifty and the number of all matches. Every question is asked over a fresh connection, as the server
does, several times; the slowest counts. The recorded time is wall time of the whole question.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jupyter_perf.records.database import FileDatabase
from jupyter_perf.records.rows import Row, insert, row_of
from jupyter_perf.records.store import About, Query, Store

AIM_SECONDS = 0.2
PAGE = 50
CELLS = 2_000
RUNS_IN_A_TRANSACTION = 2_000
ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / ".bench" / "history.json"
NOTEBOOKS = [f"/home/ann/work/project{n % 40}/notebook{n}.ipynb" for n in range(800)]
OPTIONS = {"budget": 60, "only": []}
QUESTIONS: dict[str, Query] = {
    "list, newest first": Query(limit=PAGE),
    "list, page 1,000": Query(limit=PAGE, offset=50_000),
    "sorted by ratio": Query(sort="ratio", limit=PAGE),
    "sorted by seconds, upwards": Query(sort="seconds", order="asc", limit=PAGE),
    "sorted by notebook": Query(sort="notebook", order="asc", limit=PAGE),
    "sorted by title": Query(sort="title", order="asc", limit=PAGE),
    "one kind": Query(kind="estimate", limit=PAGE),
    "one kind, by ratio": Query(kind="refinement", sort="ratio", limit=PAGE),
    "one notebook": Query(notebook=NOTEBOOKS[7], limit=PAGE),
    "one notebook by its name": Query(notebook="notebook7.ipynb", limit=PAGE),
    "one outcome, by seconds": Query(outcome="faster", sort="seconds", limit=PAGE),
    "search, a rare word": Query(search="unusual_name_7_", limit=PAGE),
    "search, a common word": Query(search="return", limit=PAGE),
    "search, two common words": Query(search="return def", limit=PAGE),
    "search, common, by ratio": Query(search="return", sort="ratio", limit=PAGE),
    "search, one kind, one notebook": Query(
        search="return", kind="refinement", notebook=NOTEBOOKS[7], limit=PAGE
    ),
    "search, two characters": Query(search="if", limit=PAGE),
    "search, no match": Query(search="nothing_like_this", limit=PAGE),
}


def fill(database: FileDatabase, runs: int, seed: int = 0) -> None:
    """Write `runs` runs of the last 300 days: the cells of `CELLS` again and again, renamed."""
    pieces = random.Random(seed)
    lines = _lines()
    rows = [_row(pieces, lines) for _ in range(min(CELLS, runs))]
    start = datetime.now(UTC) - timedelta(days=300)
    for first in range(0, runs, RUNS_IN_A_TRANSACTION):
        with database.transaction(write=True) as connection:
            for number in range(first, min(first + RUNS_IN_A_TRANSACTION, runs)):
                created = start + timedelta(days=300) * (number / runs)
                insert(connection, _again(pieces.choice(rows), number, created, pieces))


def _lines() -> list[str]:
    files = sorted((ROOT / "jupyter_perf").rglob("*.py"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if line.strip()]


def _row(pieces: random.Random, lines: list[str]) -> Row:
    at = pieces.randrange(len(lines) - 40)
    source = "\n".join(["unusual_name = 1", *lines[at : at + pieces.randint(3, 20)]])
    kind = pieces.choices(("refinement", "estimate", "sparsity"), (8, 3, 1))[0]
    timing = {"ratio": 1.0, "interval": [1.0, 1.0], "decision": "faster"}
    best = {"timing": timing} if pieces.random() < 0.6 else None
    return row_of(None, kind, json.dumps({"source": source, "best": best}), About(options=OPTIONS))


def _again(row: Row, number: int, created: datetime, pieces: random.Random) -> Row:
    ratio = pieces.lognormvariate(1, 1) if row.columns["ratio"] is not None else None
    columns = {
        **row.columns,
        "id": f"{number:020x}",
        "key": f"key-{number}",
        "created": created.isoformat(timespec="seconds"),
        "notebook": pieces.choice(NOTEBOOKS),
        "cell": f"cell-{number % 5000}",
        "title": f"unusual_name_{number}_ = 1",
        "ratio": ratio,
        "seconds": pieces.uniform(1, 60),
    }
    source = row.source.replace("unusual_name", f"unusual_name_{number}_", 1)
    return replace(row, columns=columns, source=source)


def ask(store: Store, question: Query) -> tuple[float, int]:
    """Wall seconds of one answer, and how many runs match."""
    started = time.perf_counter()
    total, page = store.page(question)
    seconds = time.perf_counter() - started
    assert len(page) == min(PAGE, max(0, total - question.offset))
    return seconds, total


def machine() -> dict[str, object]:
    return {
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs",
        "load": [round(value, 2) for value in os.getloadavg()],
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args(arguments)
    before = machine()
    answers: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    totals = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "results.sqlite"
        store = Store(file)
        started = time.perf_counter()
        fill(FileDatabase(file), options.runs)
        filled = time.perf_counter() - started
        size = file.stat().st_size
        print(f"{options.runs:,} runs written in {filled:.0f} s, {size / 1e6:,.0f} MB", flush=True)
        for _ in range(options.rounds):
            for name, question in QUESTIONS.items():
                seconds, totals[name] = ask(store, question)
                answers[name].append(seconds)
    print(f"{'':<32} {'matches':>8} {'median':>8} {'slowest':>8}")
    for name, values in answers.items():
        median = sorted(values)[len(values) // 2]
        print(f"{name:<32} {totals[name]:>8,} {median * 1e3:>5.0f} ms {max(values) * 1e3:>5.0f} ms")
    slowest = max(max(values) for values in answers.values())
    met = slowest <= AIM_SECONDS
    print(f"aim: each within {AIM_SECONDS * 1e3:.0f} ms: {'met' if met else 'MISSED'}")
    print(", ".join(f"{key}: {value}" for key, value in before.items()))
    record = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        **before,
        "load_after": machine()["load"],
        "runs": options.runs,
        "file_bytes": size,
        "fill_seconds": filled,
        "aim_seconds": AIM_SECONDS,
        "matches": totals,
        "seconds": answers,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

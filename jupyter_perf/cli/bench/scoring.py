"""All problems of a folder: samples, times, scores, and the table."""

from __future__ import annotations

import argparse
import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ...errors import PerfError
from ...measure import load
from .. import FINE, FOUND, INTERRUPTED
from .. import search_options as passed
from ..console import Console
from . import kept, scores
from .problems import SLOW, Problem, read_all
from .scores import Timed
from .solving import Solver, solver
from .timing import Measured, measure

_NO_ANSWER = Measured(Timed(False, ()), "no answer that could be used")
_NAME_WIDTH = 24


def bench(options: argparse.Namespace) -> int:
    """Raises UsageError before anything runs."""
    problems = read_all(options.folder)
    chosen = solver(options.engine, passed.BENCH.line_of(options))
    work = _Bench(options, chosen, Console(options.json))
    try:
        for at, problem in enumerate(problems):
            work.problem(problem, at / len(problems))
    except KeyboardInterrupt:
        return work.end(interrupted=True)
    return work.end()


class _Bench:
    """The scores so far."""

    def __init__(self, options: argparse.Namespace, chosen: Solver, console: Console) -> None:
        self._ks: tuple[int, ...] = options.k
        self._again: bool = options.again
        self._solver = chosen
        self._console = console
        self._rows: list[dict[str, Any]] = []
        console.result(load.describe(()))
        console.result(_line("problem", [name for k in self._ks for name in _heads(k)], "DPS"))

    def problem(self, problem: Problem, done: float) -> None:
        file = kept.place(problem, self._solver.line, max(self._ks))
        found = None if self._again else kept.recall(file)
        if found is None:
            self._console.progress(f"{problem.name}: sampling", done)
            try:
                found = self._measured(problem, done)
            except PerfError as error:
                found = {"failure": str(error)}
            if "failure" not in found:
                kept.keep(file, found)
        row = {"name": problem.name, **found}
        if "failure" not in found:
            row |= _scored(problem, found, self._ks)
        self._rows.append(row)
        self._console.result(_row_line(row, self._ks))

    def end(self, interrupted: bool = False) -> int:
        failed = [row["name"] for row in self._rows if "failure" in row]
        code = INTERRUPTED if interrupted else FOUND if failed else FINE
        summary = _summary(self._rows, self._ks)
        self._console.result(_row_line({"name": "mean", **summary}, self._ks))
        self._console.data(
            {
                "command": "bench",
                "engine": self._solver.name,
                "options": self._solver.line,
                "k": list(self._ks),
                "machine": load.describe(()),
                "problems": self._rows,
                "summary": summary,
                "failed": failed,
                "interrupted": interrupted,
                "exit_code": code,
            }
        )
        if not self._solver.varies and max(self._ks) > 1:
            self._console.remark("the rules find the same each time: one sample stands for all")
        if interrupted:
            self._console.remark(f"interrupted: {len(self._rows)} problems scored by then")
        return code

    def _measured(self, problem: Problem, done: float) -> dict[str, Any]:
        """Samples, and the times of these, the references and the slow program."""
        count = max(self._ks) if self._solver.varies else 1

        def hear(said: Any) -> None:
            self._console.progress(f"{problem.name}: {said.stage}", done)

        samples = [self._solver.sample(problem, hear) for _ in range(count)]
        samples *= max(self._ks) // count
        texts = [problem.slow, *problem.references.values(), *filter(None, samples)]
        codes = list(dict.fromkeys(texts))
        self._console.progress(f"{problem.name}: timing", done)
        measured = measure(codes, problem.inputs)
        if isinstance(measured, str):
            return {"failure": measured}
        by_code = dict(zip(codes, measured, strict=True))
        by_file = {SLOW: problem.slow, **problem.references}
        return {
            "programs": {name: _told(by_code[code]) for name, code in by_file.items()},
            "samples": [
                {"code": code} | _told(by_code[code] if code else _NO_ANSWER) for code in samples
            ],
        }


def _told(measured: Measured) -> dict[str, Any]:
    timed = asdict(measured.timed)
    # JSON has no word for infinity.
    timed["seconds"] = [None if math.isinf(each) else each for each in timed["seconds"]]
    return timed | {"why": measured.why}


def _timed(told: dict[str, Any]) -> Timed:
    seconds = tuple(math.inf if each is None else each for each in told["seconds"])
    return Timed(told["correct"], seconds)


def _scored(problem: Problem, found: dict[str, Any], ks: Sequence[int]) -> dict[str, Any]:
    """Each score of one problem; None where references are missing, or no sample is correct."""
    programs = {name: _timed(told) for name, told in found["programs"].items()}
    samples = [_timed(told) for told in found["samples"]]
    slow = programs[SLOW]
    better = [each for name, each in programs.items() if name != SLOW and each.correct]
    effective: list[float] | None = None
    if better:
        best = min(better, key=lambda each: each.total)
        effective = [
            scores.efficiency(each, best, problem.levels, problem.hardness) for each in samples
        ]
    gains = [scores.speedup(slow, each) for each in samples]
    opts = [float(scores.is_optimized(slow, each)) for each in samples]
    row: dict[str, Any] = {}
    for k in ks:
        row[f"opt@{k}"] = 100 * scores.best_of(opts, k)
        row[f"speedup@{k}"] = scores.best_of(gains, k)
        row[f"eff@{k}"] = None if effective is None else scores.best_of(effective, k)
    return row | _differential(problem, programs, samples if better else [])


def _differential(
    problem: Problem, programs: dict[str, Timed], samples: list[Timed]
) -> dict[str, Any]:
    """The mean over correct samples, as EvalPerf has it; problems without any don't count."""
    usable = [name for name, each in programs.items() if each.correct]
    references = [programs[name] for name in usable]
    weights = [problem.weights[name] for name in usable]
    pairs = [scores.differential(each, references, weights) for each in samples if each.correct]
    if not pairs:
        return {"dps": None, "dps_norm": None}
    return {
        "dps": statistics.fmean(pair[0] for pair in pairs),
        "dps_norm": statistics.fmean(pair[1] for pair in pairs),
    }


def _summary(rows: Sequence[dict[str, Any]], ks: Sequence[int]) -> dict[str, Any]:
    """Means over the problems that have a score; `of` says how many each is of."""
    names = [f"{name}@{k}" for k in ks for name in ("opt", "speedup", "eff")]
    found: dict[str, Any] = {"of": {}}
    for name in (*names, "dps", "dps_norm"):
        values = [row[name] for row in rows if row.get(name) is not None]
        found[name] = statistics.fmean(values) if values else None
        found["of"][name] = len(values)
    return found


def _heads(k: int) -> list[str]:
    return [f"%Opt@{k}", f"speedup@{k}", f"eff@{k}"]


def _row_line(row: dict[str, Any], ks: Sequence[int]) -> str:
    if "failure" in row:
        return f"{row['name']:<{_NAME_WIDTH}} not scored: {row['failure']}"
    cells = []
    for k in ks:
        cells += [_number(row[f"opt@{k}"], "{:.0f}%"), _number(row[f"speedup@{k}"], "{:.2f}×")]
        cells.append(_number(row[f"eff@{k}"], "{:.2f}"))
    return _line(row["name"], cells, _number(row["dps"], "{:.0f}"))


def _line(name: str, cells: Sequence[str], last: str) -> str:
    return f"{name:<{_NAME_WIDTH}}" + "".join(f"{cell:>11}" for cell in cells) + f"{last:>6}"


def _number(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)

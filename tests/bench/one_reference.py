"""One case's reference: is it the same on several seeds, and how much less CPU time does it take?

    python tests/bench/one_reference.py CASE_FILE KIND HALF [--judge]

Runs in a folder of its own that holds the corpus' helper modules; prints one JSON object.
"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import corpus_cases
import recheck
from corpus_cases import Case
from reference_solutions import reference_of

from jupyter_perf.refinement import engine
from jupyter_perf.refinement.result import explain
from jupyter_perf.refinement.verdict import Faster, Verdict

_SEEDS_BY = (0, 1000, 2000)
_REPEATED_BELOW_SECONDS = 0.2
_REPETITIONS = 5
_BUDGET_SECONDS = 60.0


def seconds_of(case: Case, code: str) -> float:
    """CPU seconds of one run on the case's own data, the least of some; cells are run fresh."""
    given = corpus_cases.made(case)
    run = {"cells": _cell, "functions": _function, "programs": _program}[case.kind]
    compiled = compile(code, "<timed>", "exec")
    taken = run(compiled, given)
    for _ in range(_REPETITIONS if taken < _REPEATED_BELOW_SECONDS else 0):
        taken = min(taken, run(compiled, given))
    return taken


def _timed(work: Callable[[], Any]) -> float:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        begun = time.process_time()
        work()
        return time.process_time() - begun
    return 0.0


def _cell(code: types.CodeType, given: dict[str, Any]) -> float:
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    plain = {k: v for k, v in given.items() if not isinstance(v, types.ModuleType)}
    with contextlib.suppress(TypeError):
        plain = copy.deepcopy(plain)
    vars(module).update({**given, **plain})
    return _timed(lambda: exec(code, vars(module)))


def _function(code: types.CodeType, given: dict[str, Any]) -> float:
    space: dict[str, Any] = {"__name__": "functions_of_a_case"}
    exec(code, space)
    function, calls = space[given["ENTRY"]], copy.deepcopy(given["CALLS"])
    return _timed(lambda: [function(*args) for args in calls])


def _program(code: types.CodeType, given: dict[str, Any]) -> float:
    taken = 0.0
    was = sys.stdin
    try:
        for text in given["INPUTS"]:
            sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
            taken += _timed(lambda: exec(code, {"__name__": "__main__"}))
    finally:
        sys.stdin = was
    return taken


def judged(case: Case, code: str) -> dict[str, Any]:
    """What the tool says of the reference."""
    given = corpus_cases.arguments(case, corpus_cases.made(case))
    prepared = engine.prepare(case.source, candidates=(code,), budget=_BUDGET_SECONDS, **given)
    try:
        if prepared.reason is not None:
            return {"judged_ratio": 1.0, "said": prepared.reason}
        with prepared.start() as job:
            found = job.wait()
    finally:
        prepared.close()
    assert found is not None
    said = [_said(verdict) for verdict in found.verdicts]
    return {"judged_ratio": found.ratio, "said": said[-1] if said else found.stopped or "nothing"}


def _said(verdict: Verdict) -> str:
    if isinstance(verdict, Faster):
        only = verdict.evidence.on_this_data_only
        return f"faster, on this data only: {only}" if only else "faster"
    return f"{type(verdict).__name__}: {explain(verdict)}"


def main() -> int:
    path, kind, half, *flags = sys.argv[1:]
    sys.path[0:0] = [str(Path.cwd())]
    case = corpus_cases.read(Path(path), kind, half)
    code = reference_of(case)
    assert code is not None, f"{case.name} has no reference"
    wrong = [
        f"seeds +{by}: {found}"
        for by in _SEEDS_BY
        if (found := recheck.difference(case, code, by, []))
    ]
    told: dict[str, Any] = {"name": case.name, "kind": kind, "wrong": wrong}
    told |= {"original": seconds_of(case, case.source), "reference": seconds_of(case, code)}
    if "--judge" in flags:
        told |= judged(case, code)
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

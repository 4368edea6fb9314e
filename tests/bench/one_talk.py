"""One case of the corpus, refined by the rules, by a model that knows the answer, and by both.

    python tests/bench/one_talk.py CASE_FILE KIND HALF BUDGET

Runs in a folder of its own that holds the corpus' helper modules; prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import corpus_cases
import one_case
import oracle
from corpus_cases import Case
from reference_solutions import reference_of

from jupyter_perf.refinement import engine
from jupyter_perf.refinement.prepared import Prepared
from jupyter_perf.refinement.providers import PROVIDERS
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.talking import TalkOptions


def search(case: Case, budget: float, **options: Any) -> dict[str, Any]:
    """What one search finds, how long it takes in all, and what is wrong with what it accepts."""
    given = corpus_cases.arguments(case, corpus_cases.made(case))
    begun = time.monotonic()
    found = _found(engine.prepare(case.source, budget=budget, **given, **options))
    told = one_case.told_of(found) | {"seconds": time.monotonic() - begun}
    told["wrong"] = one_case.wrong(case, told["code"], told["dropped"])
    if found.conversation is not None:
        told["talk"] = _talk(found)
    return told


def _found(prepared: Prepared) -> Refinement:
    try:
        if prepared.reason is not None:
            return prepared.result()
        with prepared.start() as job:
            found = job.wait()
        assert found is not None
        return found
    finally:
        prepared.close()


def _talk(found: Refinement) -> dict[str, Any]:
    talk = found.conversation
    assert talk is not None
    return {
        "began": talk.began,
        "ended": talk.ended,
        "rounds": len(talk.rounds),
        "calls": talk.calls,
        "input_tokens": talk.usage.input_tokens,
        "output_tokens": talk.usage.output_tokens,
        "prompt_tokens": talk.prompt_tokens,
        "generating_seconds": sum(each.answer.seconds for each in talk.exchanges),
        "exchanges": [
            {"round": e.round, "sample": e.sample, "purpose": e.purpose, "outcome": e.outcome}
            for e in talk.exchanges
        ],
    }


def main() -> int:
    path, kind, half, budget_text = sys.argv[1:5]
    sys.path[0:0] = [str(Path.cwd())]
    case, budget = corpus_cases.read(Path(path), kind, half), float(budget_text)
    reference = reference_of(case)
    assert reference is not None, f"{case.name} has no reference"
    PROVIDERS.load()
    PROVIDERS.add(oracle.NAME, oracle.Oracle(case.source, reference))
    talk = TalkOptions(model=oracle.MODEL)
    told: dict[str, Any] = {
        "name": case.name,
        "kind": kind,
        "reference": search(case, budget, candidates=(reference,)),
        "rules": search(case, budget),
        "llm": search(case, budget, engine="llm", talk=talk),
        "all": search(case, budget, engine="all", talk=talk),
    }
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

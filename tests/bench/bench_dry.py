"""Which rules match where in the corpus, without running anything but what makes the data.

python tests/bench/bench_dry.py CASE_FILE KIND HALF [--why RULE]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import corpus_cases
from corpus_cases import Case

from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.rules._rule import RULES
from jupyter_perf.refinement.source import Decline, Source
from jupyter_perf.refinement.subject import definitions_of, subject_of

_KINDS = {"cells": "cell", "functions": "function", "programs": "program"}


def matches(case: Case, why: str = "") -> Iterator[str]:
    """One line per place where a rule matches, and per place where rule `why` declines."""
    given = corpus_cases.arguments(case, corpus_cases.made(case))
    subject = subject_of(case.source, **given)
    facts = Facts(
        Source(case.source),
        given.get("namespace") or {},
        kind=_KINDS[case.kind],
        entry=given.get("entry"),
        calls=[tuple(args) for args, _ in subject.calls],
        definitions=definitions_of(subject),
    )
    for name, rule in RULES.items():
        if _KINDS[case.kind] not in rule.kinds:
            continue
        if not any(hint in case.source for hint in rule.hints):
            continue
        for node in facts.source.all(*rule.nodes):
            line = getattr(node, "lineno", 0)
            try:
                found = rule.match(node, facts)
            except Decline as reason:
                if name == why:
                    yield f"    line {line}: {name} declines: {reason}"
                continue
            if found is not None:
                yield f"    line {line}: {name}"
            elif name == why:
                yield f"    line {line}: {name} doesn't match"


def main() -> int:
    path, kind, half = sys.argv[1:4]
    why = sys.argv[5] if len(sys.argv) > 5 else ""
    sys.path[0:0] = [str(Path.cwd())]
    case = corpus_cases.read(Path(path), kind, half)
    lines = list(matches(case, why))
    print(f"{case.name} ({case.expect})" + ("" if lines else ": no rule matches"))
    print("\n".join(lines), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Whether the examples that a model is shown are of the right kind: syntax against text alone.

Three questions, each asked for the 3 nearest of the shipped pairs. Fixtures: is one of the same
rule among them, for each case of each rule's fixtures, itself left out? Renamed: the same where
every name of the case is another one, since cases of a rule share names that a user's code
won't. Corpus: for each case in the seen half of `bench-refine`'s corpus where rules match, is one
of a rule that matches there? CPU time is that of one question, after the first.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import importlib.util
import io
import json
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import corpus_cases

from jupyter_perf.measure import load
from jupyter_perf.refinement import rules
from jupyter_perf.refinement.examples.choose import shipped_pairs
from jupyter_perf.refinement.examples.syntax import TEXT_SHARE, Index
from jupyter_perf.refinement.source import Decline

ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / ".bench" / "retrieval.json"
NEAREST = 3
SHARES = {"text only": 1.0, "syntax only": 0.0, "as it is": TEXT_SHARE}
_KINDS = {"cells": "cell", "functions": "function", "programs": "program"}
_KEPT = {*dir(builtins), "np", "pd", "math", "re", "random", "itertools", "plt", "self"}


class Question(NamedTuple):
    """A source, the rules that are right for it, and the shipped pair that it is itself."""

    source: str
    right: frozenset[str]
    itself: frozenset[int] = frozenset()


def fixtures(renaming: bool) -> Iterator[Question]:
    """Every case that a rule rewrites."""
    build = _module(ROOT / "docs" / "build_examples.py")
    places = {pair.slow: number for number, pair in enumerate(shipped_pairs())}
    for row in rules.table():
        folder = build.RULES / row["name"].replace("-", "_")
        for slow in build.sections(folder / "before.py").values():
            source = renamed(slow) if renaming else slow
            itself = frozenset({places[slow]} if slow in places else ())
            yield Question(source, frozenset({row["name"]}), itself)


def renamed(source: str) -> str:
    """The same code under names that say nothing."""
    names: dict[str, str] = {}
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for field in ("id", "arg", "name"):
            name = getattr(node, field, None)
            is_name = isinstance(name, str) and not isinstance(node, ast.keyword | ast.alias)
            if is_name and name not in _KEPT:
                setattr(node, field, names.setdefault(str(name), f"v{len(names)}"))
    return ast.unparse(tree)


def corpus() -> Iterator[Question]:
    """Cases of the seen half, with the rules that match on their data; nothing of them is run."""
    with _beside(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for case in corpus_cases.find(corpus_cases.KINDS, ("seen",)):
            matching = _matching(case)
            if matching:
                yield Question(case.source, matching)


def _matching(case: corpus_cases.Case) -> frozenset[str]:
    namespace = corpus_cases.made(case)
    kind = _KINDS[case.kind]
    payload: dict[str, Any] = {
        "source": case.source,
        "kind": kind,
        "entry": namespace.get("ENTRY") if kind == "function" else None,
        "calls_name": "CALLS" if kind == "function" else None,
        "only": [],
        "skip": [],
    }
    try:
        found = rules.propose(namespace, payload)
    except Decline:  # the rules can't read it at all
        return frozenset()
    return frozenset(step for candidate in found for step in candidate["steps"])


@contextlib.contextmanager
def _beside() -> Iterator[None]:
    """Where cases find their helpers, and may print and write."""
    sys.path.insert(0, str(corpus_cases.CORPUS / "helpers"))
    before = Path.cwd()
    try:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            os.chdir(folder)
            yield
    finally:
        os.chdir(before)
        sys.path.pop(0)


def _module(file: Path) -> Any:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def hit_rates(index: Index, questions: Sequence[Question], share: float) -> dict[str, float]:
    """Shares of the questions whose nearest, and whose `NEAREST` nearest, are right."""
    pairs = first = among = 0
    begun = time.process_time()
    for question in questions:
        found = index.nearest(question.source, NEAREST, None, share, question.itself)
        right = [bool(pair.kinds & question.right) for pair in found]
        pairs, first, among = pairs + 1, first + right[0], among + any(right)
    seconds = (time.process_time() - begun) / pairs
    return {"first": first / pairs, "among": among / pairs, "cpu_seconds": seconds}


def main() -> int:
    print(load.describe(), flush=True)
    begun = time.process_time()
    index = Index(shipped_pairs())
    print(f"{len(shipped_pairs())} pairs, ready in {time.process_time() - begun:.2f} CPU-s")
    sets: dict[str, Callable[[], Iterator[Question]]] = {
        "fixtures": lambda: fixtures(False),
        "renamed": lambda: fixtures(True),
        "corpus": corpus,
    }
    rows: list[dict[str, Any]] = []
    print(f"{'questions':<16}{'count':>6}  {'by':<12}{'nearest':>9}{'3 nearest':>11}{'CPU':>10}")
    for name, ask in sets.items():
        questions = list(ask())
        for by, share in SHARES.items():
            rates = hit_rates(index, questions, share)
            rows.append({"questions": name, "count": len(questions), "by": by, **rates})
            print(
                f"{name:<16}{len(questions):>6}  {by:<12}{rates['first']:>9.1%}"
                f"{rates['among']:>11.1%}{rates['cpu_seconds'] * 1e3:>7.1f} ms",
                flush=True,
            )
    print(f"{load.load()} at the end")
    RESULT.parent.mkdir(exist_ok=True)
    told = {"machine": load.describe(), "pairs": len(shipped_pairs()), "rows": rows}
    RESULT.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

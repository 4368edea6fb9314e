"""Every rule's manual: whole, found under names that are nearly right, and true of the rule."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.error import UsageError

from jupyter_perf.magics import perf
from jupyter_perf.refinement.rules import propose
from jupyter_perf.refinement.rules._manual import sections
from jupyter_perf.refinement.rules._rule import HEADINGS, RULES

_file = Path(__file__).parents[1] / "refinement" / "fixtures.py"
_spec = importlib.util.spec_from_file_location("fixtures", _file)
assert _spec is not None
assert _spec.loader is not None
fixtures = importlib.util.module_from_spec(_spec)
sys.modules["fixtures"] = fixtures
_spec.loader.exec_module(fixtures)

NAMES = RULES.names()
LEAST_DEMONSTRATED = 20
"""Of the examples in manuals, so many at least are complete enough to be run as they are."""


def shown(name: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(perf, "_display", found.append)
    perf._explain(name)
    (bundle,) = found
    return bundle


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_explains_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = shown(name, monkeypatch)
    text, markdown = bundle["text/plain"], bundle["text/markdown"]
    assert text.startswith(f"# {name}\n")
    for heading in HEADINGS:
        assert f"\n## {heading}\n\n" in text
        assert f"**{heading}**" in markdown
        assert sections(RULES.get(name))[heading].strip()
    assert text.count("```python") == 2


def nearly(name: str) -> Iterator[str]:
    yield name.replace("-", "_")
    yield name.upper()
    yield name[:-1]
    yield name.replace("-to-", "-")
    yield name + "s"


@pytest.mark.parametrize("name", NAMES)
def test_near_misses_are_answered_with_the_name(name: str) -> None:
    for wrong in set(nearly(name)) - set(NAMES):
        with pytest.raises(UsageError, match=rf"did you mean .*\b{name}\b"):
            perf._explain(wrong)


def test_what_is_nothing_like_a_rule_gets_the_way_to_the_list() -> None:
    with pytest.raises(UsageError, match="`%perf rules` lists them"):
        perf._explain("qqqq")


@pytest.mark.parametrize("name", NAMES)
def test_examples_parse_and_differ(name: str) -> None:
    before, after = (ast.dump(ast.parse(sections(RULES.get(name))[h])) for h in ("Before", "After"))
    assert before != after


def made_of(name: str, before: str) -> Iterator[str]:
    """What the rule makes of its own example, on the data of each of its fixtures."""
    folder = fixtures.ROOT / name.replace("-", "_")
    for file in ("before.py", "keep.py"):
        for case in fixtures.cases(folder / file):
            example = fixtures.Case(case.setup, case.title, f"{before}\n")
            for candidate in propose(case.namespace(), example.payload(name)):
                yield candidate["code"]


@pytest.mark.slow
def test_examples_are_what_the_rules_do() -> None:
    demonstrated = []
    for name in NAMES:
        manual = sections(RULES.get(name))
        after = ast.dump(ast.parse(manual["After"]))
        if any(ast.dump(ast.parse(code)) == after for code in made_of(name, manual["Before"])):
            demonstrated.append(name)
    assert len(demonstrated) >= LEAST_DEMONSTRATED, demonstrated


def test_examples_that_run_leave_the_same() -> None:
    """On the rule's own fixture data, where that has all the names that the example needs."""
    agreed = []
    for name in NAMES:
        manual = sections(RULES.get(name))
        case = fixtures.cases(fixtures.ROOT / name.replace("-", "_") / "before.py")[0]
        left = {}
        for heading in ("Before", "After"):
            example = fixtures.Case(case.setup, "example", f"{manual[heading]}\n")
            left[heading] = fixtures.run(example, example.code, case.namespace())
        # An example names no imports, and is no more than an excerpt in many manuals.
        if any(_excerpt(result) for result in left.values()):
            continue
        assert fixtures.compare(left["Before"], left["After"], exact=False) == "", name
        agreed.append(name)
    assert len(agreed) >= LEAST_DEMONSTRATED // 2, agreed


def _excerpt(result: dict[str, Any]) -> bool:
    raised = result.get("raised")
    return raised is not None and issubclass(raised[0], NameError | KeyError | SyntaxError)

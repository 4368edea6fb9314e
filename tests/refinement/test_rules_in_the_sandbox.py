"""Rules' fixtures through the real sandbox: same on the data, and on generated inputs.

One case of every tenth rule in `make test`; every case of every rule in `make test-all`.
"""

from __future__ import annotations

from typing import Any

import pytest
from compared_untimed import compare
from fixtures import ROOT, Case, cases

from jupyter_perf.refinement import verify

RULES = sorted(folder.name for folder in ROOT.iterdir() if (folder / "after.py").exists())
USUAL = RULES[::10]


def arguments(case: Case) -> dict[str, Any]:
    namespace = case.namespace()
    if case.kind == "function":
        return {"namespace": namespace, "entry": case.entry, "calls": namespace.pop("CALLS")}
    if case.kind == "program":
        return {"stdin": namespace["STDIN"]}
    return {"namespace": namespace}


def examine(before: Case, after: Case) -> verify.Tally:
    """Compare the two as a search would, without timing them."""
    return compare(before.code, after.code, **arguments(before)).tally


def pairs(rule: str) -> list[tuple[Case, Case]]:
    folder = ROOT / rule
    return list(zip(cases(folder / "before.py"), cases(folder / "after.py"), strict=True))


@pytest.mark.parametrize("rule", USUAL)
def test_the_first_fixture_of_each_rule_holds_beyond_its_data(rule: str) -> None:
    tally = examine(*pairs(rule)[0])
    assert tally.own
    assert not tally.only_this_data
    assert not tally.untried


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "number"),
    [(rule, number) for rule in RULES for number in range(rule in USUAL, len(pairs(rule)))],
)
def test_every_fixture_holds_beyond_its_data(rule: str, number: int) -> None:
    tally = examine(*pairs(rule)[number])
    assert tally.own
    assert not tally.only_this_data
    assert not tally.untried

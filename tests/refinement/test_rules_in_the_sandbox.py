"""Rules' fixtures through the real sandbox: same on the data, and on generated inputs.

One case of each rule in `make test`; all of them in `make test-all`.
"""

from __future__ import annotations

from typing import Any

import pytest
from fixtures import ROOT, Case, cases

from jupyter_perf.refinement import engine, original, verify
from jupyter_perf.refinement.cases import Runs, own_cases
from jupyter_perf.refinement.proposals import Asker
from jupyter_perf.sandbox.sandbox import Sandbox

RULES = sorted(folder.name for folder in ROOT.iterdir() if (folder / "after.py").exists())


def arguments(case: Case) -> dict[str, Any]:
    namespace = case.namespace()
    if case.kind == "function":
        return {"namespace": namespace, "entry": case.entry, "calls": namespace.pop("CALLS")}
    if case.kind == "program":
        return {"stdin": namespace["STDIN"]}
    return {"namespace": namespace}


def examine(before: Case, after: Case) -> verify.Tally:
    """Compare the two as a search would, without timing them."""
    prepared = engine.prepare(before.code, **arguments(before))
    assert prepared.reason is None, prepared.reason
    assert prepared.spec is not None
    copied = prepared.copied
    handed = (None, None) if copied is None else (copied.fd, copied.layout)
    try:
        with Sandbox(prepared.spec, *handed) as sandbox:
            sandbox.start()
            runs = Runs(sandbox, prepared.request)
            seen = original.observe(runs, own_cases(prepared.request), 30.0)
            baseline = original.confirm(runs, seen)
            tally, _ = verify.on_own_data(after.code, runs, baseline.cases, 30.0)
            asker = Asker(runs, lambda: 30.0)
            verify.on_generated(after.code, runs, asker.generated_cases(), tally, lambda: 30.0)
            assert not asker.notes
            return tally
    finally:
        prepared.close()


def pairs(rule: str) -> list[tuple[Case, Case]]:
    folder = ROOT / rule
    return list(zip(cases(folder / "before.py"), cases(folder / "after.py"), strict=True))


@pytest.mark.parametrize("rule", RULES)
def test_the_first_fixture_of_each_rule_holds_beyond_its_data(rule: str) -> None:
    tally = examine(*pairs(rule)[0])
    assert tally.own
    assert not tally.only_this_data
    assert not tally.untried


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "number"),
    [(rule, number) for rule in RULES for number in range(1, len(pairs(rule)))],
)
def test_every_fixture_holds_beyond_its_data(rule: str, number: int) -> None:
    tally = examine(*pairs(rule)[number])
    assert tally.own
    assert not tally.only_this_data
    assert not tally.untried

"""Laws that every rule keeps, over the table of all rules and their fixtures."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from jupyter_perf.core.code import Safety
from jupyter_perf.refinement.rules import explain, propose, reference, table
from jupyter_perf.refinement.rules._manual import sections
from jupyter_perf.refinement.rules._rule import HEADINGS, RULES

_spec = importlib.util.spec_from_file_location("fixtures", Path(__file__).parent / "fixtures.py")
assert _spec is not None
assert _spec.loader is not None
fixtures = importlib.util.module_from_spec(_spec)
sys.modules["fixtures"] = fixtures
_spec.loader.exec_module(fixtures)

NAMES = RULES.names()
FOLDER = {name: fixtures.ROOT / name.replace("-", "_") for name in NAMES}


def _pairs(first=None, every=1):
    """Each rule's cases; those after the `first` few, and all but those of one rule in `every`, are
    left to `make test-all`."""
    for number, name in enumerate(NAMES):
        before = fixtures.cases(FOLDER[name] / "before.py")
        after = fixtures.cases(FOLDER[name] / "after.py")
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            late = (first is not None and at >= first) or number % every
            marks = [pytest.mark.slow] if late else []
            yield pytest.param(name, old, new, id=f"{name}: {old.title}", marks=marks)


def _kept():
    for name in NAMES:
        for case in fixtures.cases(FOLDER[name] / "keep.py"):
            yield pytest.param(name, case, id=f"{name}: {case.title}")


def _need_what_it_uses(name, case):
    """A rule that compiles proposes nothing where no compiler is, and a title tells where a rule
    declines since a newer Python means something else by what it would write."""
    if name.endswith("-numba") or name == "range-to-prange":
        pytest.importorskip("numba")
    until = re.search(r"before Python 3\.(\d+)", case.title)
    if until and sys.version_info >= (3, int(until[1])):
        pytest.skip(f"the rule applies {until[0]}")


def _rewritten(name, case):
    _need_what_it_uses(name, case)
    found = propose(case.namespace(), case.payload(name))
    return found[0]["code"] if found else case.code


@pytest.mark.parametrize(("name", "before", "after"), list(_pairs()))
def test_before_becomes_after(name, before, after):
    assert (before.setup, before.title) == (after.setup, after.title)
    assert _rewritten(name, before) == after.code


@pytest.mark.parametrize(("name", "before", "after"), list(_pairs(first=2)))
def test_rewriting_again_changes_nothing(name, before, after):
    again = fixtures.Case(before.setup, before.title, after.code)
    assert _rewritten(name, again) == after.code


@pytest.mark.parametrize(("name", "before", "after"), list(_pairs(first=3)))
def test_before_and_after_agree_when_run(name, before, after):
    _need_what_it_uses(name, before)
    original = fixtures.run(before, before.code, before.namespace())
    assert "raised" not in original or "raises" in before.title
    candidate = fixtures.run(after, after.code, after.namespace())
    assert fixtures.compare(original, candidate, exact=True) == ""
    if "# own data only" in before.code:
        return
    checked = 0
    pairs = zip(
        fixtures.variants(before.namespace()), fixtures.variants(after.namespace()), strict=True
    )
    for (label, old), (_, new) in pairs:
        original = fixtures.run(before, before.code, old)
        if not fixtures.outside(original):
            checked += 1
            candidate = fixtures.run(after, after.code, new)
            assert fixtures.compare(original, candidate, exact=False) == "", label


@pytest.mark.parametrize(("name", "case"), list(_kept()))
def test_keep_stays_untouched(name, case):
    assert propose(case.namespace(), case.payload(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_rule_file_fixture_and_manual_belong_together(name):
    rule = RULES.get(name)
    module = name.replace("-", "_")
    assert rule.match.__name__ == module
    assert rule.match.__module__.endswith(f".{module}")
    assert len(fixtures.cases(FOLDER[name] / "keep.py")) >= 6
    assert list(sections(rule)) == ["", *HEADINGS]
    assert all(sections(rule).values())
    assert rule.gain > 1
    assert isinstance(rule.safety, Safety)
    for heading in ("Before", "After"):
        ast.parse(sections(rule)[heading])


def test_every_fixture_folder_has_its_rule():
    folders = {p.name for p in fixtures.ROOT.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders == {path.name for path in FOLDER.values()}


def test_table_and_manuals():
    assert [row["name"] for row in table()] == NAMES
    assert all(row["summary"] and row["safety"] in ("safe", "check") for row in table())
    page = reference()
    for name in NAMES:
        assert explain(name).startswith(f"# {name}\n")
        assert f"## {name}\n" in page
    with pytest.raises(KeyError, match="no rules named"):
        explain("nothing-of-the-kind")


@pytest.mark.parametrize(("name", "before", "after"), list(_pairs(first=1, every=3)))
def test_all_rules_together_agree(name, before, after):
    """Whatever other rules make of a case parses, is stable, and comes in a stable order."""
    found = propose(before.namespace(), before.payload())
    assert found == propose(before.namespace(), before.payload())
    assert len({c["code"] for c in found}) == len(found)
    for candidate in found:
        ast.parse(candidate["code"])
        original = fixtures.run(before, before.code, before.namespace())
        result = fixtures.run(before, candidate["code"], before.namespace())
        assert fixtures.compare(original, result, exact=True) == "", candidate["steps"]

"""From rules to candidates: parts (a rule at a place), and what any choice of them makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.code import Safety
from ._composing import Composition, Job
from ._opened import opened
from ._parts import Key
from ._rule import RULES, Rule

COMBINED_BONUS = 1.1
"""What each further rule is expected to add to the best one's gain."""


def candidates(
    namespace: Mapping[str, Any], payload: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[str]]:
    """(candidates, notes) for a source: each rule alone, and all that apply together.

    `payload`: `source`; `kind` (`cell`, `function`, `program`); `entry` and `calls_name` (the
    name of the list of calls in `namespace`) for functions; `only` and `skip`, lists of rule
    names; `definitions`, the texts of functions in `namespace` (name → text), which rules read
    where they can't be had otherwise; `seconds`, the CPU time of one run, if known; `taken`, names
    that the user has beyond `namespace` (name → its module, or ""), which a rewrite keeps clear of.

    A candidate is a dict of `code`, `steps`, `safety`, `summary`, `expected`. A source that
    doesn't parse has none. The same input always gives the same output, in the same order.
    """
    job = Job.of(namespace, payload)
    if not job.parses():
        return [], notes_of(job)
    rules = chosen_rules(job, payload)
    made = [job.compose([rule]) for rule in rules]
    made += [job.compose(rules)] if sum(m is not None for m in made) > 1 else []
    found: dict[str, dict[str, Any]] = {}
    for composition in made:
        if composition is not None:
            found.setdefault(composition.code, _candidate(composition))
    order = sorted(found.values(), key=lambda c: (-c["expected"], c["steps"]))
    return order, notes_of(job)


def compositions(
    namespace: Mapping[str, Any], payload: Mapping[str, Any]
) -> tuple[list[dict[str, Any] | None], list[str]]:
    """(candidates, notes): what each of `payload["choices"]` makes, None where nothing matches.

    A choice is a dict of `only`, a list of [rule's name, line] or None for all, and `without`,
    another such list; the rest of `payload` is as for `candidates`. A candidate has `parts` too:
    dicts of `rule`, `line`, `lines` and `gain`, in the order of application, with lines as in the
    user's source.
    """
    job = Job.of(namespace, payload)
    if not job.parses():
        return [None for _ in payload["choices"]], notes_of(job)
    rules = chosen_rules(job, payload)
    asked = (payload.get("opening") and opened(job, payload["opening"])) or job
    found: list[dict[str, Any] | None] = []
    for choice in payload["choices"]:
        only = None if choice["only"] is None else _keys(choice["only"])
        made = asked.compose(rules, only, _keys(choice["without"]))
        found.append(None if made is None else _candidate(made) | {"parts": _parts(made)})
    return found, notes_of(job)


def chosen_rules(job: Job, payload: Mapping[str, Any]) -> list[Rule]:
    """Rules to try, the most promising first."""
    only, skip = payload.get("only") or (), payload.get("skip") or ()
    chosen = [
        rule
        for name, rule in RULES.items()
        if (not only or name in only) and name not in skip and job.kind in rule.kinds
    ]
    return sorted(chosen, key=lambda rule: (-rule.gain, rule.name))


def notes_of(job: Job) -> list[str]:
    """Which rules couldn't be loaded, or failed."""
    return [f"{name} is disabled: {why}" for name, why in RULES.disabled.items()] + job.notes


def _keys(pairs: Sequence[Sequence[Any]]) -> frozenset[Key]:
    return frozenset((str(rule), int(line)) for rule, line in pairs)


def _candidate(made: Composition) -> dict[str, Any]:
    steps = list({part.rule.name: part.rule for part in made.parts}.values())
    check = any(rule.safety is Safety.CHECK for rule in steps)
    return {
        "code": made.code,
        "steps": [rule.name for rule in steps],
        "safety": (Safety.CHECK if check else Safety.SAFE).value,
        "summary": "; ".join(rule.summary for rule in steps),
        "expected": max(rule.gain for rule in steps) * COMBINED_BONUS ** (len(steps) - 1),
    }


def _parts(made: Composition) -> list[dict[str, Any]]:
    return [
        {
            "rule": part.rule.name,
            "line": part.line,
            "lines": sorted(part.lines),
            "gain": part.rule.gain,
        }
        for part in made.parts
    ]

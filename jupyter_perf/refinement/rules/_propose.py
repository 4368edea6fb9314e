"""From rules to candidates: each rule alone, and all that apply together."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...core.call import Call
from ...core.code import Safety
from ...sandbox.runners.names import CALLS_NAME
from ..concrete import Around, Change, Conflict, rewrite
from ..facts import Facts
from ..source import Decline, Source
from ._rule import RULES, Rewrite, Rule

ROUNDS = 8
"""A rule is applied again to its own result up to so many times (nested places)."""
COMBINED_BONUS = 1.1
"""What each further rule is expected to add to the best one's gain."""


def candidates(
    namespace: Mapping[str, Any], payload: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[str]]:
    """(candidates, notes) for a source.

    `payload`: `source`; `kind` (`cell`, `function`, `program`); `entry` and `calls_name` (the
    name of the list of calls in `namespace`) for functions; `only` and `skip`, lists of rule
    names; `definitions`, the texts of functions in `namespace` (name → text), which rules read
    where they can't be had otherwise; `taken`, names that the user has beyond `namespace` (name →
    its module, or ""), which a rewrite keeps clear of.

    A candidate is a dict of `code`, `steps`, `safety`, `summary`, `expected`. A source that
    doesn't parse has none. The same input always gives the same output, in the same order.
    """
    job = _Job.of(namespace, payload)
    notes = [f"plug-in {name} is disabled: {why}" for name, why in RULES.disabled.items()]
    try:
        job.facts(job.text)
    except (SyntaxError, ValueError):
        return [], notes
    rules = job.rules(payload.get("only") or (), payload.get("skip") or ())
    found: dict[str, dict[str, Any]] = {}
    applied: list[Rule] = []
    for rule in rules:
        code = job.apply(rule, job.text)
        if code != job.text:
            applied.append(rule)
            found.setdefault(code, _candidate(code, [rule]))
    if len(applied) > 1:
        code, steps = job.text, []
        for rule in applied:
            changed = job.apply(rule, code)
            steps += [rule] if changed != code else []
            code = changed
        if len(steps) > 1:
            found.setdefault(code, _candidate(code, steps))
    order = sorted(found.values(), key=lambda c: (-c["expected"], c["steps"]))
    return order, notes + job.notes


def _candidate(code: str, steps: Sequence[Rule]) -> dict[str, Any]:
    check = any(rule.safety is Safety.CHECK for rule in steps)
    return {
        "code": code,
        "steps": [rule.name for rule in steps],
        "safety": (Safety.CHECK if check else Safety.SAFE).value,
        "summary": "; ".join(rule.summary for rule in steps),
        "expected": max(rule.gain for rule in steps) * COMBINED_BONUS ** (len(steps) - 1),
    }


@dataclass
class _Job:
    namespace: Mapping[str, Any]
    text: str
    kind: str
    entry: str | None
    calls: Sequence[Any]
    definitions: Mapping[str, str]
    taken: Mapping[str, str]
    notes: list[str] = field(default_factory=list)
    known: dict[str, Facts] = field(default_factory=dict)
    applied: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, namespace: Mapping[str, Any], payload: Mapping[str, Any]) -> _Job:
        calls = namespace.get(payload.get("calls_name") or "", ())
        if payload.get("calls_name") == CALLS_NAME:
            # Where it is the sandbox that gives them they are pairs, which tuples of positional
            # arguments can't be told from.
            calls = [Call(args, kwargs) for args, kwargs in calls]
        values = {k: v for k, v in namespace.items() if k != payload.get("calls_name")}
        return cls(
            values,
            payload["source"],
            payload.get("kind") or "cell",
            payload.get("entry"),
            calls if isinstance(calls, list | tuple) else (),
            payload.get("definitions") or {},
            payload.get("taken") or {},
        )

    def rules(self, only: Sequence[str], skip: Sequence[str]) -> list[Rule]:
        """Rules to try, the most promising first."""
        chosen = [
            rule
            for name, rule in RULES.items()
            if (not only or name in only) and name not in skip and self.kind in rule.kinds
        ]
        return sorted(chosen, key=lambda rule: (-rule.gain, rule.name))

    def apply(self, rule: Rule, text: str) -> str:
        """`text` with a rule applied wherever it matches; `text` itself where it doesn't."""
        key = (rule.name, text)
        if key not in self.applied:
            self.applied[key] = self._apply(rule, text)
        return self.applied[key]

    def _apply(self, rule: Rule, text: str) -> str:
        for _ in range(ROUNDS):
            if not any(hint in text for hint in rule.hints):
                break
            try:
                changed = self._once(rule, text)
            # Rules read the user's values and may come from plug-ins: one that fails must not
            # take the others down, and is named in the notes.
            except Exception as error:
                note = f"rule {rule.name} failed: {type(error).__name__}: {error}"
                self.notes += [note] if note not in self.notes else []
                break
            if changed is None or changed == text:
                break
            text = changed
        return text

    def facts(self, text: str) -> Facts:
        """Facts of a text, which most rules ask about the same one."""
        if text not in self.known:
            self.known[text] = Facts(
                Source(text),
                self.namespace,
                kind=self.kind,
                entry=self.entry,
                calls=self.calls,
                definitions=self.definitions,
                taken=self.taken,
            )
        return self.known[text]

    def _once(self, rule: Rule, text: str) -> str | None:
        facts = self.facts(text)
        source = facts.source
        found: list[Rewrite] = []
        for node in source.all(*rule.nodes):
            try:
                match = rule.match(node, facts)
            except Decline:
                continue
            if match is not None and _apart(match, found, source):
                found.append(match)
        return _write(source, found) if found else None


def _write(source: Source, found: Sequence[Rewrite]) -> str | None:
    """All rewrites at once; where that fails, the first that can be made alone."""
    for group in (found, *([one] for one in found)):
        changes: list[Change] = list(dict.fromkeys(c for one in group for c in one.changes))
        try:
            code = rewrite(source, changes, [line for one in group for line in one.imports])
            ast.parse(code)
        except (Conflict, Decline):
            continue
        return code
    return None


def _apart(new: Rewrite, others: Sequence[Rewrite], source: Source) -> bool:
    """True where a rewrite touches nothing that another one replaces or wraps."""
    taken = [source.span(c.node) for one in others for c in one.changes if not _point(c)]
    named = {_new_name(c): c for one in others for c in one.changes if isinstance(c, Around)}
    for change in new.changes:
        if isinstance(change, Around):
            # One new name for two different things: the later waits for the next round.
            other = named.get(_new_name(change))
            if other is not None and other.before != change.before:
                return False
        start, end = source.span(change.node)
        if _point(change):
            continue
        if any(start < right and left < end for left, right in taken):
            return False
    return True


def _new_name(change: Around) -> str:
    return change.before.partition(" = ")[0]


def _point(change: Change) -> bool:
    """True for changes that leave their node as it is."""
    return isinstance(change, Around)

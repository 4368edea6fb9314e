"""Applying rules to a source until nothing more matches, all of them or some at some places."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...core.call import Call
from ...sandbox.runners.names import CALLS_NAME
from ..concrete import Change, Conflict, rewrite
from ..facts import Facts
from ..source import Decline, Source
from ._overlaps import apart
from ._parts import Key, Origin, Part, merged, part_of
from ._rule import Rewrite, Rule
from ._stale import leaves_stale

ROUNDS = 8
"""A rule is applied again to its own result up to so many times (nested places)."""
PASSES = 3
"""All rules are asked again about what the others made of the source up to so many times."""


@dataclass(frozen=True)
class Composition:
    """What a choice of parts makes of a source."""

    code: str
    parts: tuple[Part, ...]
    """In the order in which they were applied."""


@dataclass
class Job:
    """One source with what is known about it; remembers what it has worked out per text."""

    namespace: Mapping[str, Any]
    text: str
    kind: str
    entry: str | None
    calls: Sequence[Any]
    definitions: Mapping[str, str]
    taken: Mapping[str, str]
    seconds: float | None = None
    made: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    """As `Facts` has it."""
    notes: list[str] = field(default_factory=list)
    _facts: dict[str, Facts] = field(default_factory=dict, init=False)
    _scans: dict[int, Any] = field(default_factory=dict, init=False)
    _origins: dict[str, Origin] = field(default_factory=dict, init=False)
    _found: dict[tuple[str, str], list[tuple[Part, Rewrite]]] = field(
        default_factory=dict, init=False
    )

    @classmethod
    def of(cls, namespace: Mapping[str, Any], payload: Mapping[str, Any]) -> Job:
        """`payload` as `_propose.candidates` describes it."""
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
            payload.get("seconds"),
        )

    def parses(self) -> bool:
        """Whether the source is Python that can be looked at."""
        try:
            self.facts(self.text)
        except (SyntaxError, ValueError):
            return False
        return True

    def compose(
        self,
        rules: Sequence[Rule],
        only: frozenset[Key] | None = None,
        without: frozenset[Key] = frozenset(),
        start: str | None = None,
    ) -> Composition | None:
        """Apply `rules` in turn, and again to the result, at the places of `only` (None: all)
        that aren't in `without`; None where nothing matches. `start` is what others have made of
        the text already."""
        first = self.text if start is None else start
        text, parts = first, list[Part]()
        for _ in range(PASSES):
            begun = text
            for rule in rules:
                text, made = self._apply(rule, text, only, without)
                parts += made
            if text == begun:
                break
        return Composition(text, tuple(merged(parts))) if text != first else None

    def facts(self, text: str) -> Facts:
        """Facts of a text, which most rules ask about the same one."""
        if text not in self._facts:
            self._facts[text] = Facts(
                Source(text),
                self.namespace,
                kind=self.kind,
                entry=self.entry,
                calls=self.calls,
                definitions=self.definitions,
                taken=self.taken,
                seconds=self.seconds,
                made=self.made,
                scans=self._scans,
            )
        return self._facts[text]

    def _apply(
        self, rule: Rule, text: str, only: frozenset[Key] | None, without: frozenset[Key]
    ) -> tuple[str, list[Part]]:
        parts: list[Part] = []
        for _ in range(ROUNDS):
            source, group = self.apart(rule, text, only, without)
            written = _write(source, group) if source and group else None
            if written is None or written[0] == text:
                break
            text, made = written
            parts += made
        return text, parts

    def apart(
        self, rule: Rule, text: str, only: frozenset[Key] | None, without: frozenset[Key]
    ) -> tuple[Source | None, list[tuple[Part, Rewrite]]]:
        """The matches that are asked for and touch nothing that one before them replaces."""
        group: list[tuple[Part, Rewrite]] = []
        matches = self._matches(rule, text)
        source = self.facts(text).source if matches else None
        for part, match in matches:
            asked = (only is None or part.among(only)) and not part.among(without)
            if asked and source and apart(match, [one for _, one in group], source):
                group.append((part, match))
        return source, group

    def _matches(self, rule: Rule, text: str) -> list[tuple[Part, Rewrite]]:
        key = (rule.name, text)
        if key not in self._found:
            self._found[key] = []
            if any(hint in text for hint in rule.hints):
                try:
                    self._found[key] = self._match(rule, text)
                # Rules read the user's values and may come from plug-ins: one that fails must not
                # take the others down, and is named in the notes.
                except Exception as error:
                    note = f"rule {rule.name} failed: {type(error).__name__}: {error}"
                    self.notes += [note] if note not in self.notes else []
        return self._found[key]

    def _match(self, rule: Rule, text: str) -> list[tuple[Part, Rewrite]]:
        facts = self.facts(text)
        found: list[tuple[Part, Rewrite]] = []
        for node in facts.source.all(*rule.nodes):
            try:
                match = rule.match(node, facts)
                if match is None or leaves_stale(match.changes, facts):
                    continue
                if rule.compiled or not _in_compiled(match, facts.source):
                    part = part_of(rule, node, match, facts.source, self._origin(text))
                    found.append((part, match))
            except Decline:
                continue
        return found

    def _origin(self, text: str) -> Origin:
        if text not in self._origins:
            self._origins[text] = Origin(self.text, text)
        return self._origins[text]


def _in_compiled(match: Rewrite, source: Source) -> bool:
    """True where a rewrite changes a function that numba compiles, which knows few of the means."""
    return any(
        isinstance(parent, ast.FunctionDef) and any(map(_compiles, parent.decorator_list))
        for change in match.changes
        for parent in source.ancestors(change.node)
    )


def _compiles(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).rpartition(".")[2] in _COMPILERS


_COMPILERS = frozenset(
    {"njit", "jit", "vectorize", "guvectorize", "cfunc", "stencil", "generated_jit"}
)


def _write(source: Source, found: Sequence[tuple[Part, Rewrite]]) -> tuple[str, list[Part]] | None:
    """All rewrites at once; where that fails, the first that can be made alone."""
    for group in (found, *([one] for one in found)):
        changes: list[Change] = list(dict.fromkeys(c for _, one in group for c in one.changes))
        try:
            code = rewrite(source, changes, [line for _, one in group for line in one.imports])
            ast.parse(code)
        except (Conflict, Decline):
            continue
        return code, [part for part, _ in group]
    return None

"""Asking inside the sandbox: which rewrites there are, and which inputs could be generated.

Rules and generators run as TRUSTED work with the user's values at hand, never in the supervisor:
what a value's class does when it is looked at, it does there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

from ..core.code import Candidate
from ..sandbox.priming import Priming
from ..sandbox.runners.names import CALLS_NAME
from ..sandbox.work import Ended, Kind, Work
from .cases import GENERATED_CALLS, Case, Runs
from .composing import Choice
from .tools import TOOLS

_COMPOSE = "jupyter_perf.refinement.rules:compose"
PRIME_RULES = "jupyter_perf.refinement.rules:prime"
"""What is best done once before the rules are asked, e.g. while the original runs."""
_LABELS = "jupyter_perf.refinement.inputs:labels"
_PROGRAMS = "jupyter_perf.refinement.inputs:programs"
_GENERATED = "jupyter_perf.refinement.inputs:generated"
_PRIME = "jupyter_perf.refinement.inputs:prime"
_DESCRIBE = "jupyter_perf.refinement.describing:describe"
_COLUMNS = "jupyter_perf.refinement.describing:columns"
_PROPOSAL_SECONDS = 20.0
_GENERATED_PROGRAMS = 16


class Asker:
    """Asks about one request; `notes` collects what went wrong, in words."""

    def __init__(self, runs: Runs, left: Callable[[], float]) -> None:
        self.runs = runs
        self.left = left
        self.notes: list[str] = []
        self.looked_at: tuple[str, ...] = ()
        self.seconds: float | None = None
        """CPU time of one run of the original, as soon as it is known: some rules want a lot."""
        self.opening = 0
        """How many statements of a cell are quick enough to be run before rules are asked."""

    def given(self) -> list[Candidate]:
        """The rewrites that the caller has brought, each text once; none where rules are asked."""
        request = self.runs.request
        found = [
            Candidate(code, (f"given {number}",), summary="given by the caller")
            for number, code in enumerate(request.candidates, 1)
        ]
        unique = {candidate.code: candidate for candidate in reversed(found)}
        unique.pop(request.source, None)
        return sorted(unique.values(), key=lambda c: found.index(c))

    def compose(self, choices: list[Choice]) -> list[dict[str, Any] | None]:
        """What the rules make of the source with each choice of parts."""
        request = self.runs.request
        payload = {
            "source": request.source,
            "kind": request.kind,
            "entry": request.entry,
            "calls_name": CALLS_NAME,
            "only": list(request.only),
            "skip": list(request.skip),
            "definitions": request.definitions,
            "taken": {name: _tool(request.modules.get(name, "")) for name in request.taken},
            "seconds": self.seconds,
            "opening": self.opening,
            "choices": [choice.to_json() for choice in choices],
        }
        found = self._ask(_COMPOSE, payload, self._making()) or {}
        self._note(str(note) for note in found.get("notes", ()))
        if found:
            self.looked_at = tuple(str(name) for name in found["looked_at"])
        made: list[dict[str, Any] | None] = list(found.get("candidates", ()))
        return made if len(made) == len(choices) else [None] * len(choices)

    def described(self, *, share_values: bool) -> tuple[str, ...]:
        """What the source reads, a line each: kinds and shapes, and values only if shared."""
        request = self.runs.request
        payload = {
            "kind": request.kind,
            "read": list(request.read),
            "stdin": list(request.stdin),
            "calls_name": CALLS_NAME,
            "share_values": share_values,
        }
        # Columns that the model is told of may be named in what is said later on.
        self.runs.sayable = self.runs.sayable.knowing(self._ask(_COLUMNS, payload) or ())
        return tuple(str(line) for line in self._ask(_DESCRIBE, payload) or ())

    def generated_cases(self) -> list[Case]:
        """The runs of level 2."""
        request = self.runs.request
        if request.kind == "function":
            return [Case(label="generated inputs", variant=1, repeat_inputs=GENERATED_CALLS)]
        if request.kind == "program":
            payload = {"stdin": list(request.stdin), "count": _GENERATED_PROGRAMS}
            return [
                Case(label=f"generated input {at + 1}", stdin=text)
                for at, text in enumerate(self._ask(_PROGRAMS, payload) or [])
            ]
        own = self.runs.own[0] if self.runs.own else Case()
        size = {
            "seconds": self.runs.original(own).cpu_seconds,
            "fraction": float(dict(own.prepare).get("fraction", 1.0)),
        }
        self.runs.sandbox.prime(_PRIME, request.read, **size)
        found = self._ask(_LABELS, {"read": list(request.read), **size}) or {}
        rows = ("rows", found.get("rows", 0))
        return [
            Case(label=label, prepare=(("call", _GENERATED), ("number", number), rows))
            for number, label in enumerate(found.get("labels", ()))
        ]

    def _making(self) -> Priming | None:
        """Generated calls take about as long to make as rewrites, so that both is done at once."""
        if self.runs.request.kind != "function":
            return None
        return self.runs.making(self.generated_cases()[0])

    def _ask(self, function: str, payload: dict[str, Any], meanwhile: Priming | None = None) -> Any:
        work = Work(Kind.TRUSTED, function, payload=payload, filename=self.runs.request.filename)
        seconds = min(_PROPOSAL_SECONDS, max(0.1, self.left()))
        limits = dataclasses.replace(self.runs.limits, wall_seconds=seconds)
        outcome = self.runs.sandbox.run(work, limits=limits, meanwhile=meanwhile)
        if outcome.ended is Ended.OK and outcome.raised is None:
            return outcome.value
        if outcome.ended is not Ended.STOPPED:
            raised = outcome.raised
            why = f"{raised.type}: {raised.message}" if raised else outcome.note
            self._note([f"{function.rpartition(':')[2]} failed: {why}"])
        return None

    def _note(self, notes: Iterable[str]) -> None:
        self.notes += [note for note in dict.fromkeys(notes) if note not in self.notes]


def _tool(module: str) -> str:
    """The module that a rewrite may use by the user's name for it, or nothing."""
    return module if module in TOOLS else ""

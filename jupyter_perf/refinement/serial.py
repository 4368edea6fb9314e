"""Verdicts as JSON and back: a tagged union, read field by field, nothing executed."""

from __future__ import annotations

import dataclasses
from typing import Any

from ..core.code import Candidate, Safety
from ..measure.timing import Timing
from .verdict import Different, Evidence, Failed, Faster, NotFaster, Unverifiable, Verdict

_KINDS: dict[str, type[Verdict]] = {
    kind.__name__: kind for kind in (Faster, NotFaster, Different, Failed, Unverifiable)
}


def to_json(verdict: Verdict) -> dict[str, Any]:
    """A JSON-able dictionary; `kind` names the outcome's type."""
    data = dataclasses.asdict(verdict)
    data["candidate"]["safety"] = verdict.candidate.safety.value
    return {"kind": type(verdict).__name__, **data}


def from_json(data: dict[str, Any]) -> Verdict:
    """The verdict that `to_json` wrote; raises ValueError on anything else."""
    fields = dict(data)
    try:
        kind = _KINDS[fields.pop("kind")]
        fields["candidate"] = candidate_from_json(fields["candidate"])
        if "evidence" in fields:
            fields["evidence"] = Evidence(**_with_tuples(fields["evidence"]))
        for name in ("timing", "first_call"):
            if fields.get(name) is not None:
                fields[name] = timing_from_json(fields[name])
        if fields.get("peak_bytes") is not None:
            before, after = fields["peak_bytes"]
            fields["peak_bytes"] = (int(before), int(after))
        return kind(**fields)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a verdict: {error}") from error


def candidate_from_json(data: dict[str, Any]) -> Candidate:
    return Candidate(**_with_tuples({**data, "safety": Safety(data["safety"])}))


def timing_from_json(data: dict[str, Any]) -> Timing:
    return Timing(**_with_tuples(data))


def _with_tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in data.items()}

"""A refinement as data for front ends of ours: what `docs/messages.md` says, cut to fit.

The raw timings stay in the records; what else is left out is said.
"""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Sequence
from typing import Any

from ..core import units
from ..core.progress import Progress
from ..refinement import serial
from ..refinement.result import Refinement, explain
from ..refinement.verdict import Faster, Verdict
from . import alternatives, conversation_data, conversation_wording, remarks, wording
from .envelope import MIME_TYPE, SCHEMA, Context, as_in_cell, envelope, savable, short
from .limits import Detail, clipped
from .states import progress_data

__all__ = ["MIME_TYPE", "SCHEMA", "Context", "as_in_cell", "finished", "progress_data", "running"]

_RAW = {"cpu": "{}_seconds", "wall": "{}_wall_seconds"}
"""Clock → the timings by it, of the original and of the candidate."""
_NAME_CHARS = 60
_TIMING_IN_SHORT = ("ratio", "interval", "decision", "why")


def finished(
    found: Refinement, detail: Detail, context: Context, aside: Sequence[str] = ()
) -> dict[str, Any]:
    """The data of a search that has ended; `aside` are remarks of whoever shows it."""
    return _common(found.source, found, detail, context, aside) | {"state": "done", "job": None}


def running(
    source: str,
    progress: Progress,
    detail: Detail,
    context: Context,
    aside: Sequence[str] = (),
) -> dict[str, Any]:
    """The data of a search that goes on, with what it found so far."""
    partial = progress.partial if isinstance(progress.partial, Refinement) else None
    return _common(source, partial, detail, context, aside) | {
        "state": "running",
        "progress": progress_data(progress),
    }


def _common(
    source: str,
    found: Refinement | None,
    detail: Detail,
    context: Context,
    aside: Sequence[str],
) -> dict[str, Any]:
    said = list(aside)
    if found is not None and (warning := remarks.isolation_warning(found)):
        said.append(warning)
    if found is not None:
        said += conversation_wording.warnings(found)[::-1]  # the last ones stay where few fit
    created = found.created if found is not None else ""
    placed = envelope(
        "refinement", source, context, most_chars=detail.source_chars, created=created
    )
    return placed | {
        "headline": None if found is None else _headline(found, detail),
        "summary": "" if found is None else wording.others_summary(found),
        "remarks": [clipped(remark, detail.words_chars) for remark in said[-detail.notes :]],
        "trajectory": _thinned(context.trajectory, detail.points),
        "result": None if found is None else _result(found, detail),
        "left_out": _left_out(source, found, detail),
    }


def _headline(found: Refinement, detail: Detail) -> dict[str, str]:
    head = wording.headline(found)
    return {"text": clipped(head.text, detail.words_chars), "tone": head.tone}


def _result(found: Refinement, detail: Detail) -> dict[str, Any]:
    """The fields of `found` under their own names, in the order of usefulness."""
    fields = {f.name: getattr(found, f.name) for f in dataclasses.fields(found)}
    for name in ("source", "verdicts", "best", "code", "conversation"):
        del fields[name]
    fields["versions"] = dict(list(found.versions.items())[: detail.notes])
    ranked = wording.ranked(found)[: detail.verdicts]
    return {
        "version": 1,
        **_tidy(fields, detail),
        "code": as_in_cell(found.code) if savable(found.code, detail.code_chars) else None,
        "best": None if found.best is None else _verdict(found, found.best, detail, whole=True),
        "verdicts": [_verdict(found, v, detail, whole=_is_choice(found, v)) for v in ranked],
        "tried": len(found.verdicts),
        "looked_at_count": len(found.looked_at),
        "conversation": conversation_data.data(found, detail),
    }


def _verdict(found: Refinement, verdict: Verdict, detail: Detail, *, whole: bool) -> dict[str, Any]:
    """One verdict; unless `whole`, without its evidence and with little of its timing."""
    data: dict[str, Any] = serial.to_json(verdict)
    code = data["candidate"].pop("code")
    del data["candidate"]["expected"]  # a prior guess, never shown
    for name in ("timing", "first_call"):
        if data.get(name) is not None:
            data[name] = _timing(data[name], whole)
    if not whole:
        data.pop("evidence", None)
    tidied: dict[str, Any] = _without_empty(_tidy(data, detail))
    tidied["candidate"]["code"] = as_in_cell(code) if _has_code(found, verdict, detail) else None
    tidied |= {
        "outcome": wording.outcome(verdict),
        "explanation": clipped(explain(verdict), detail.words_chars),
        "is_best": verdict == found.best,
    }
    if whole and isinstance(verdict, Faster):
        tidied["change"] = _tidy(alternatives.change_data(found, verdict), detail)
    return tidied


def _is_choice(found: Refinement, verdict: Verdict) -> bool:
    """Whether a rewrite may be taken in place of the best."""
    return isinstance(verdict, Faster) and verdict.evidence.general and verdict != found.best


def _without_empty(value: Any) -> Any:
    """Dictionaries without what says nothing: null, empty texts and lists."""
    if isinstance(value, dict):
        return {name: _without_empty(v) for name, v in value.items() if v not in (None, "", [])}
    return value


def _has_code(found: Refinement, verdict: Verdict, detail: Detail) -> bool:
    if not savable(verdict.candidate.code, detail.code_chars):
        return False
    return detail.losing_code or (detail.other_code and _is_choice(found, verdict))


def _timing(data: dict[str, Any], whole: bool) -> dict[str, Any]:
    """A timing with medians (seconds) and their number in place of what was measured."""
    if not whole:
        return {name: data[name] for name in _TIMING_IN_SHORT}
    pairs = len(data["original_seconds"])
    for whose in ("original", "candidate"):
        by_clock = {clock: data.pop(name.format(whose)) for clock, name in _RAW.items()}
        # By the clock that the ratio is of: that is what is said beside it.
        seconds = by_clock.get(data["clock"]) or by_clock["cpu"]
        data[f"{whose}_median_seconds"] = statistics.median(seconds) if seconds else None
    return {**data, "pairs": pairs}


def _tidy(value: Any, detail: Detail) -> Any:
    """Plain JSON: four digits are what a picture needs, and no text or list goes on for ever."""
    if isinstance(value, float):
        return short(value)
    if isinstance(value, str):
        return clipped(value, detail.words_chars)
    if isinstance(value, dict):
        return {clipped(name, _NAME_CHARS): _tidy(item, detail) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(item, detail) for item in value[: max(detail.notes, 2)]]
    return value


def _thinned(points: Sequence[tuple[float, float]], most: int) -> list[list[float | None]]:
    """At most `most` points, the latest among them: where the search stands now counts most."""
    step = max(1, -(-len(points) // most))
    kept = list(points)[::-1][::step][::-1]
    return [[short(seconds), short(ratio)] for seconds, ratio in kept]


def _left_out(source: str, found: Refinement | None, detail: Detail) -> list[str]:
    """What isn't in the data, in words."""
    missing = []
    if not savable(as_in_cell(source), detail.source_chars):
        missing.append("the cell's source")
    if found is None:
        return missing
    if not savable(found.code, detail.code_chars):
        missing.append("the code of the best rewrite")
    verdicts = wording.ranked(found)
    kept = verdicts[: detail.verdicts]
    if more := len(verdicts) - len(kept):
        missing.append(f"{units.counted(more, 'further rewrite')}")
    without = [v for v in kept if v != found.best and not _has_code(found, v, detail)]
    if without:
        missing.append(f"the code of {units.counted(len(without), 'other rewrite')}")
    return [*missing, *conversation_wording.missing(found, detail)]

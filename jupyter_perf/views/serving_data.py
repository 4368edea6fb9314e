"""An estimate of serving as data for front ends of ours: what `docs/messages.md` says, cut to fit.

Its keys are those of the record, so that one view shows both; rows are texts with tabs between
cells and matrices texts too, since in a notebook file each item of a list takes a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..core.ranges import Range
from ..estimation.serving.packing.plan import Plan
from ..estimation.serving.parts import Asked, Day, Speculation
from ..estimation.serving.result import ServingEstimate
from . import serving_remarks as remarks
from . import serving_rows as rows
from . import serving_speculation as drafts
from . import serving_wording as wording
from .envelope import NOWHERE, envelope, short, without_empty
from .limits import clipped
from .serving_levels import Cut

_NAME_CHARS = 60
_SOURCE_CHARS = 400


def finished(found: ServingEstimate, cut: Cut, aside: Sequence[str] = ()) -> dict[str, Any]:
    """The data of a plan that is there; `aside` are remarks of whoever shows it."""
    placed = envelope(
        "serving", found.source, NOWHERE, most_chars=_SOURCE_CHARS, created=found.created
    )
    head = {"text": clipped(wording.headline(found), cut.head_chars), "tone": wording.tone(found)}
    result = result_data(found, cut, aside)
    return {**placed, "state": "done", "headline": head, "result": result}


def result_data(found: ServingEstimate, cut: Cut, aside: Sequence[str] = ()) -> dict[str, Any]:
    """What is shown, in the order in which it is."""
    known = found.sensitivity.rates if found.sensitivity else ()
    data = {
        "version": 1,
        "facts": [f"{kind}\t{clipped(said, cut.said_chars)}"
                  for said, kind in wording.facts(found)],
        "rate": found.rate,
        "usd_per_hour": _range(found.usd_per_hour),
        "plan": _plan(found.plan, cut),
        "unserved": _said(rows.unserved(found, cut.notes), cut),
        "loosest": _said(remarks.loosest(found), cut),
        "alone": [
            _cells(each.name, each.count, each.usd_per_hour, each.saving, row[-1])
            for each, row in zip(found.alone[: cut.rows], rows.alone(found), strict=False)
        ],
        "sensitivity": {
            "rates": [
                _cells(each.rate, each.usd_per_hour, wording.mix(each.counts))
                for each in rows.thinned(known, max(cut.points, 2))
            ],
            "turns": _said(remarks.turns(found)[: cut.rows], cut),
        },
        "day": None if found.day is None or not cut.day else _day(found.day),
        "speculation": [_speculation(each, cut) for each in found.speculation[: cut.grids]],
        "asked": _asked(found.asked, cut, wording.requests(found)),
        "left_out": _said(remarks.left_out(found)[: cut.notes], cut),
        "assumptions": _said(found.assumptions[: cut.notes], cut),
        "notes": _said([*aside, *remarks.notes(found)][: cut.notes], cut),
        "footnote": clipped(remarks.footnote(found), cut.words_chars),
    }  # fmt: skip
    kept: dict[str, Any] = without_empty(data)
    return kept


def _plan(plan: Plan | None, cut: Cut) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "usd_per_hour": plan.usd_per_hour,
        "rented": [
            _cells(e.name, e.count, e.usd_per_hour, e.share, e.load, e.available, e.kind)
            for e in plan.rented[: cut.rented]
        ],
    }


def _day(day: Day) -> dict[str, Any]:
    hours = [_cells(each.hour, each.rate, each.usd, wording.mix(each.counts)) for each in day.hours]
    return {"usd": day.usd, "usd_of_peak": day.usd_of_peak, "hours": hours}


def _speculation(each: Speculation, cut: Cut) -> dict[str, Any]:
    places = drafts.shown(each, cut.columns)
    of = ([], []) if places is None else (places.rows, places.columns)
    return {
        "instance": clipped(each.instance, _NAME_CHARS),
        "rate": short(each.rate),
        "acceptance": each.acceptance,
        "length": each.length,
        "speed_up": short(each.speed_up),
        "hurts": clipped(remarks.hurting(each), cut.said_chars),
        "acceptances": _numbers(each.acceptances[row] for row in of[0]),
        "rates": _numbers(each.rates[column] for column in of[1]),
        "lengths": _matrix(each.lengths, *of),
        "speed_ups": _matrix(each.speed_ups, *of),
    }


def _asked(inside: Asked, cut: Cut, said: str) -> dict[str, Any]:
    """Sizes where there is room for them, and where they come from in any case."""
    source = clipped(said.removeprefix("Requests: "), cut.said_chars)
    if not cut.sizes:
        return {"source": source}
    every = range(len(inside.inputs)), range(len(inside.outputs))
    return {
        "source": source,
        "inputs": _numbers(inside.inputs),
        "outputs": _numbers(inside.outputs),
        "shares": _matrix(inside.shares, *every),
    }


def _range(value: Range | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"value": short(value.value), "low": short(value.low), "high": short(value.high)}


def _said(lines: Iterable[str], cut: Cut) -> list[str]:
    return [clipped(each, cut.words_chars) for each in lines]


def _matrix(
    values: Sequence[Sequence[float]], of_rows: Iterable[int], of_columns: Iterable[int]
) -> str:
    columns = list(of_columns)
    return ";".join(_numbers(values[row][at] for at in columns) for row in of_rows)


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:.3g}" if value < _WHOLE else str(int(value)) for value in values)


_WHOLE = 1000
"""From here on three digits would be written with an exponent."""


def _cells(*cells: str | float | None) -> str:
    """Numbers in four digits, nothing for none; a name never holds the tab between two."""
    said = (
        clipped(each.replace("\t", " "), _NAME_CHARS * 2)
        if isinstance(each, str)
        else "" if each is None or short(each) is None else f"{short(each):.10g}"
        for each in cells
    )  # fmt: skip
    return "\t".join(said)

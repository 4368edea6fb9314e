"""What earlier runs taught, put onto new estimates: a factor on the time, by kind of work.

`--run` records predictions with what became of them; `%perf calibrate` learns from these pairs and
keeps a correction beside this machine's measurement. An estimate that was corrected keeps what it
was before in its figures, so that the next correction is learnt from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.machine import this_machine
from ..core.measured import key_here
from ..core.progress import Report, silent
from ..core.ranges import Range
from ..core.targets import HERE
from .here import Correction, Outcome, apply, corrections
from .result import Comparison, Curve, Estimate

if TYPE_CHECKING:
    from .answering import Job, Prepared

UNCORRECTED = "uncorrected_seconds"
"""Figure that holds the time before it was corrected."""


def machine_key() -> str:
    """Under which this machine's measurement and corrections are kept."""
    return key_here(this_machine())


def kind_of(found: Estimate) -> str:
    """By which corrections are learnt: what was run whole is another matter than a prediction."""
    return f"{found.kind}, run whole" if found.measured else found.kind


def corrected(found: Estimate, correction: Correction) -> Estimate:
    """`found` with what is known about predictions of its kind; only for this machine."""
    kind = kind_of(found)
    factor = correction.kinds.get(kind)
    if found.target != HERE or found.seconds is None or factor is None:
        return found
    said = (
        f"time × {factor.factor.value:.2f}, as {factor.pairs} earlier runs here took against what"
        " was predicted (`%perf calibrate`)"
    )
    seconds = apply(correction, found.seconds, kind)
    return replace(
        _scaled(found, seconds.value / found.seconds.value if found.seconds.value else 1.0),
        seconds=seconds,
        figures={**found.figures, UNCORRECTED: found.seconds},
        assumptions=(*found.assumptions, said),
    )


def _scaled(found: Estimate, factor: float) -> Estimate:
    """All that is proportional to the time, moved along with it."""

    def by(value: Range | None) -> Range | None:
        return None if value is None else value.scaled(factor)

    def moved(curve: Curve) -> Curve:
        if curve.quantity != "seconds":
            return curve
        fit = (replace(each, expected=each.expected.scaled(factor)) for each in curve.fit)
        return replace(curve, fit=tuple(fit))

    return replace(
        found,
        joules=by(found.joules),
        grams_co2e=by(found.grams_co2e),
        usd=by(found.usd),
        rows=tuple(replace(row, seconds=by(row.seconds)) for row in found.rows),
        curves=tuple(moved(curve) for curve in found.curves),
        what_if=tuple(
            replace(case, seconds=by(case.seconds), usd=by(case.usd)) for case in found.what_if
        ),
    )


def outcomes_of(found: Estimate | Comparison) -> Iterable[Outcome]:
    """Of an estimate whose cell was run to its end: the pair that a correction is learnt from."""
    for each in found.estimates if isinstance(found, Comparison) else (found,):
        predicted = each.figures.get(UNCORRECTED, each.seconds)
        if each.target != HERE or each.actual is None or each.actual.ended != "done":
            continue
        if isinstance(predicted, Range):
            yield predicted, each.actual.alone_seconds, kind_of(each)


@dataclass
class Corrected:
    """A prepared question whose answer is corrected by what earlier runs taught."""

    inner: Prepared
    correction: Correction

    @property
    def reason(self) -> str | None:
        return self.inner.reason

    def start(self, report: Report = silent) -> CorrectedJob:
        return CorrectedJob(self.inner.start(report), self)

    def result(self) -> Estimate | Comparison:
        return self.inner.result()

    def key(self) -> str | None:
        """Another correction gives another answer."""
        found = self.inner.key()
        return None if found is None else f"{found} {self.correction.created}"

    def close(self) -> None:
        self.inner.close()

    def finish(self, found: Estimate | Comparison) -> Estimate | Comparison:
        if isinstance(found, Comparison):
            return Comparison(tuple(corrected(each, self.correction) for each in found.estimates))
        return corrected(found, self.correction)


class CorrectedJob:
    """The estimate while it is made."""

    def __init__(self, inner: Job, prepared: Corrected) -> None:
        self._inner = inner
        self._prepared = prepared

    def wait(self, timeout: float | None = None) -> Estimate | Comparison | None:
        found = self._inner.wait(timeout)
        return None if found is None else self._prepared.finish(found)

    def stop(self) -> None:
        self._inner.stop()

    def close(self) -> None:
        self._inner.close()

    def __enter__(self) -> CorrectedJob:
        self._inner.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def with_corrections(prepared: Prepared) -> Prepared:
    """`prepared`, or the same with the corrections that are kept for this machine."""
    known = corrections.kept(machine_key())
    return Corrected(prepared, known) if known.kinds else prepared

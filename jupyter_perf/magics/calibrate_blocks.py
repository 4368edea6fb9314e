"""`%perf calibrate --blocks`: how long basic blocks take here, and what that teaches the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core import units

if TYPE_CHECKING:
    from ..core.progress import Report
    from ..estimation.here.blocks.calibrating import Calibration
    from ..estimation.here.blocks.head import Head

BUDGET_SECONDS = 60.0
MOST_SECONDS = 600.0
_MOST_REASONS = 5


def calibrate_blocks(budget: float, report: Report) -> dict[str, Any]:
    """A MIME bundle to show. Raises UsageError, SandboxError and MissingExtra.

    An interrupt ends the timing; what was timed until then is kept and shown.
    """
    from ..estimation.here.blocks import calibrating, shipped
    from ..views.tables import findings

    return findings(rows(calibrating.calibrate(shipped.Shipped(), budget, progress=report)))


def forget_blocks() -> str:
    """Forget what was measured, and the head that was fitted to it; says so."""
    from ..estimation.here.blocks import kept
    from ..estimation.here.blocks.processor import this_processor

    had = kept.forget(this_processor().key)
    return "Forgotten: what blocks took here." if had else "There was nothing to forget."


def state() -> str:
    """How calibrated predictions for blocks are here, in one line: for `%perf doctor`."""
    from ..estimation.here.blocks import head

    found = head.load()
    if found is None:
        return "not measured: `%perf calibrate --blocks` does it, for `--target here`"
    return f"measured on {found.created[:10]}: {_errors(found)}"


def rows(found: Calibration) -> list[tuple[str, str]]:
    """(topic, finding), the most important last."""
    return [
        ("processor", str(found.processor)),
        ("blocks", _timed(found)),
        *([("without a time", _refused(found))] if found.refused else []),
        *([("clock", _clock(found))] if found.chains else []),
        *_disturbed(found),
        ("model", _learnt(found)),
        ("kept in", found.where),
    ]


def _timed(found: Calibration) -> str:
    new = units.counted(found.timed, "block")
    said = f"{new} timed in {units.seconds(found.seconds)}"
    if len(found.cycles) > found.timed:
        said += f", {len(found.cycles):,} known of this processor"
    return f"{said}; stopped, what was timed is kept" if found.stopped else said


def _refused(found: Calibration) -> str:
    reasons = [f"{why}: {count:,}" for why, count in found.refused.most_common(_MOST_REASONS)]
    return "; ".join(reasons)


def _clock(found: Calibration) -> str:
    chains = ", ".join(f"{name} {cycles:.2f}" for name, cycles in found.chains.items())
    said = f"cycles of an instruction that waits for the one before: {chains}"
    return said if found.clock_hz is None else f"{found.clock_hz / 1e9:.2f} GHz; {said}"


def _disturbed(found: Calibration) -> list[tuple[str, str]]:
    said = f"{found.busy}: cycles may be too high; measure again when it is quiet"
    return [("busy", said)] if found.busy else []


def _learnt(found: Calibration) -> str:
    if found.head is None:
        return "too few blocks to learn from: give it more time with `--budget`"
    now = "`%%estimate --blocks --target here` predicts for this processor"
    if found.head.after >= found.head.before:
        now += ", as for Zen 4: measuring taught nothing better"
    return f"{_errors(found.head)}; {now}"


def _errors(head: Head) -> str:
    before, after = units.percent(head.before), units.percent(head.after)
    return f"mean error on blocks held out {before} → {after}, from {head.blocks:,} blocks"

"""Results as plain data, small enough for a message and for `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..core.ranges import Range
    from ..estimation.result import Comparison, Estimate
    from ..refinement.result import Refinement

FASTER, SMALL_GAIN = "faster", "small gain"
FAILED = "failed"

Answer = dict[str, Any]


def of_trouble(said: str) -> Answer:
    """Something went wrong that isn't a result."""
    return {"outcome": FAILED, "why": said.removeprefix("jupyter-perf: ")}


def of_refinement(found: Refinement, run: str | None, remarks: tuple[str, ...] = ()) -> Answer:
    """`outcome` is one of: faster, small gain, nothing faster, inconclusive, only here, stopped,
    out of time, can't be verified. `code` is there for the first two only."""
    from ..views.refinement import mimebundle
    from ..views.wording import headline

    answer: Answer = {
        "outcome": _outcome(found),
        "headline": headline(found).text,
        "original_seconds": found.original_seconds,
        "run": run,
        "remarks": list(remarks),
        "text": mimebundle(found, aside=remarks)["text/plain"],
    }
    if found.reason is not None:
        answer["why"] = found.reason
    if (best := found.best) is not None:
        low, high = best.interval
        answer |= {"ratio": best.ratio, "low": low, "high": high, "code": found.code}
        answer["steps"] = list(best.candidate.steps)
    return answer


def _outcome(found: Refinement) -> str:
    from ..refinement.verdict import Faster
    from ..views.wording import is_inconclusive, is_small

    if found.best is not None:
        return SMALL_GAIN if is_small(found.best) else FASTER
    if found.stopped == "by you":
        return "stopped"
    if found.reason is not None:
        return "can't be verified"
    if found.stopped and not found.verdicts:
        return "out of time"
    if any(isinstance(verdict, Faster) for verdict in found.verdicts):
        return "only here"
    return "inconclusive" if any(map(is_inconclusive, found.verdicts)) else "nothing faster"


def of_verdict(found: Refinement) -> Answer:
    """`outcome` is one of: faster, not faster, different, unclear, unchecked; `holds` whether it
    is still what was accepted. A check that couldn't be made doesn't hold."""
    from ..refinement.result import explain
    from ..refinement.verdict import Different, Failed, Faster, NotFaster
    from ..views.wording import is_inconclusive, speed

    if found.reason is not None or not found.verdicts:
        why = found.reason or found.stopped or "both are the same text"
        return {"outcome": "unchecked", "holds": False, "why": why}
    verdict = found.verdicts[-1]
    answer: Answer = {"why": explain(verdict)}
    if isinstance(verdict, Faster | NotFaster):
        low, high = verdict.timing.interval
        answer |= {"ratio": verdict.timing.ratio, "low": low, "high": high}
        answer["speed"] = speed(verdict.timing)
    if isinstance(verdict, Faster):
        general = verdict.evidence.general
        return answer | {"outcome": "faster" if general else "different", "holds": general}
    if isinstance(verdict, NotFaster):
        unclear = is_inconclusive(verdict)
        return answer | {"outcome": "unclear" if unclear else "not faster", "holds": unclear}
    different = isinstance(verdict, Different | Failed)
    return answer | {"outcome": "different" if different else "unchecked", "holds": False}


def of_estimate(found: Estimate | Comparison, remarks: tuple[str, ...] = ()) -> Answer:
    """`estimates` has one entry for each target; `outcome` is `estimated` where one has a time."""
    from ..estimation.result import Comparison

    listed = found.estimates if isinstance(found, Comparison) else (found,)
    known = any(each.seconds is not None or each.usd is not None for each in listed)
    return {
        "outcome": "estimated" if known else "can't be estimated",
        "estimates": [_estimate(each) for each in listed],
        "remarks": list(remarks),
    }


def _estimate(found: Estimate) -> Answer:
    from ..estimation.result import QUANTITIES
    from ..views.estimate_wording import headline

    quantities = {name: _range(getattr(found, name)) for name in QUANTITIES}
    return {
        "target": found.target,
        "headline": headline(found).text,
        **quantities,
        "measured": found.measured,
        "reasons": dict(found.reasons),
    }


def _range(found: Range | None) -> dict[str, float] | None:
    if found is None:
        return None
    return {"value": found.value, "low": found.low, "high": found.high}

"""What a refinement says of itself, in sentences that its text and its HTML share."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from ..core import units
from ..measure.timing import Timing
from ..refinement.result import Refinement, explain
from ..refinement.verdict import (
    NOT_TIMED,
    Different,
    Evidence,
    Failed,
    Faster,
    NotFaster,
    Verdict,
)

SMALL_RATIO = 1.1
SMALL_SECONDS = 0.010
"""Gains below either (of one run) are real but hardly worth a change: shown collapsed."""

_OUTCOMES = {
    "Faster": "faster",
    "NotFaster": "not faster",
    "Different": "another answer",
    "Failed": "failed",
    "Unverifiable": "not verified",
}


@dataclass(frozen=True)
class Headline:
    """The one sentence that matters, with a tone for its colour."""

    text: str
    tone: str
    """`good`, `plain` or `warn`."""


def headline(found: Refinement) -> Headline:
    """What came of it."""
    talk = found.conversation
    if found.reason is not None and talk is not None and found.reason in talk.troubles:
        return Headline(f"No answer to go on with: {found.reason}", "warn")
    if found.reason is not None:
        return Headline(f"Can't be verified: {found.reason}", "warn")
    if found.best is None:
        return _nothing(found)
    best = found.best
    text = f"{gain(best.timing)}, {same_answer(best.evidence)}"
    tone = "good"
    first = found.first_call
    if first is not None and disagree(first, best.timing):
        text = f"First call {gain(first)}; later calls {text}"
        tone = "good" if first.interval[0] > 1 else "plain"
    if is_small(best):
        return Headline(f"Only a small gain: {text}", "plain")
    return Headline(text, tone)


def _nothing(found: Refinement) -> Headline:
    tried = len(found.verdicts)
    if found.stopped and not tried:
        return Headline(f"Stopped {found.stopped} before anything was found", "plain")
    only_here = [v for v in found.verdicts if isinstance(v, Faster)]
    if only_here:
        most = max(only_here, key=lambda verdict: verdict.ratio)
        differs = most.evidence.only_this_data
        why = "other inputs get another answer" if differs else "too few other inputs were tried"
        return Headline(f"{gain(most.timing)} on this data only: {why}", "warn")
    unclear = [v for v in found.verdicts if is_inconclusive(v)]
    if unclear:
        why = next((v.timing.why for v in unclear if isinstance(v, NotFaster)), "")
        return Headline(f"Inconclusive{': ' + why if why else ''}", "warn")
    return Headline("Nothing faster found", "plain")


def gain(timing: Timing) -> str:
    """`12.3× faster (11.8–12.9×)`, `0.40× as fast (0.38–0.42×)`; `about 12× faster` where one run
    each is all that there was."""
    words = "faster" if timing.ratio >= 1 else "as fast"
    if timing.decision == NOT_TIMED:
        return f"about {units.ratio(timing.ratio)} {words}"
    ratio, interval = units.ratio_and_interval(timing.ratio, *timing.interval)
    return f"{ratio} {words} ({interval})"


def speed(timing: Timing) -> str:
    """`12.3× (11.8–12.9×)`; `about 1.3×` where one run each is all that there was."""
    if timing.decision == NOT_TIMED:
        return f"about {units.ratio(timing.ratio)}"
    ratio, interval = units.ratio_and_interval(timing.ratio, *timing.interval)
    return f"{ratio} ({interval})"


def same_answer(evidence: Evidence) -> str:
    """`same answer on your data and on 34 generated inputs`."""
    where = [f"on {evidence.sampled}" if evidence.sampled else "on your data"]
    if evidence.generated:
        where.append(f"on {units.counted(evidence.generated, 'generated input')}")
    if evidence.tests:
        where.append("in your tests")
    if not evidence.general:
        return "same answer on this data only"
    return f"same answer {', '.join(where[:-1])}{' and ' if where[1:] else ''}{where[-1]}"


def disagree(first: Timing, later: Timing) -> bool:
    """Whether a first call tells another story than later ones."""
    if first is later:
        return False
    return first.interval[1] < later.interval[0] or later.interval[1] < first.interval[0]


def saved_seconds(timing: Timing) -> float:
    """CPU (or wall, as `timing.clock` says) seconds that one run saves; 0 where unknown."""
    before, after = timing.decisive_seconds
    return statistics.median(before) - statistics.median(after) if before and after else 0.0


def is_small(verdict: Faster) -> bool:
    """Whether a gain is below what is worth showing at once."""
    return verdict.ratio < SMALL_RATIO or saved_seconds(verdict.timing) < SMALL_SECONDS


def is_folded(verdict: Faster) -> bool:
    """Whether a rewrite is shown only to those who ask: little to gain, or not the same always."""
    return is_small(verdict) or not verdict.evidence.general


def is_inconclusive(verdict: Verdict) -> bool:
    return isinstance(verdict, NotFaster) and verdict.timing.decision == "inconclusive"


def verdict_line(verdict: Verdict) -> str:
    """`rows-to-columns: faster, 12.3× (11.8–12.9×)`, or why not."""
    name = steps(verdict)
    if isinstance(verdict, Faster):
        where = "" if verdict.evidence.general else f"; {explain(verdict)}"
        return f"{name}: {gain(verdict.timing)}{where}"
    said, why = outcome(verdict), explain(verdict)
    if isinstance(verdict, NotFaster):
        said += f", {speed(verdict.timing)}"
    return f"{name}: {said}{': ' + why if why else ''}"


def outcome(verdict: Verdict) -> str:
    """What became of a candidate, in two or three words."""
    if isinstance(verdict, Faster) and not verdict.evidence.general:
        return "faster on this data only"
    if isinstance(verdict, Faster) and is_small(verdict):
        return "faster, a small gain"
    if isinstance(verdict, NotFaster) and verdict.timing.decision == NOT_TIMED:
        return "not timed"
    return "inconclusive" if is_inconclusive(verdict) else _OUTCOMES[type(verdict).__name__]


def steps(verdict: Verdict) -> str:
    return " + ".join(verdict.candidate.steps) or "candidate"


def ranked(found: Refinement) -> list[Verdict]:
    """All verdicts, the most useful first."""
    return sorted(found.verdicts, key=_rank)


def _rank(verdict: Verdict) -> tuple[int, float]:
    if isinstance(verdict, Faster):
        return (0 if verdict.evidence.general else 1, -verdict.ratio)
    if isinstance(verdict, NotFaster):
        return (2, -verdict.timing.ratio)
    return (3 if isinstance(verdict, Different) else 4 if isinstance(verdict, Failed) else 5, 0.0)


def is_only_the_best(found: Refinement) -> bool:
    """Whether everything that was tried has been shown already."""
    return found.best is not None and list(found.verdicts) == [found.best]


def others_summary(found: Refinement) -> str:
    """`5 rewrites tried: 1 faster, 3 not faster, 1 another answer`; "" where none could be."""
    if not found.verdicts and (found.reason is not None or found.stopped):
        return ""
    if not found.verdicts and found.conversation is not None and not found.looked_at:
        return "no rewrite that could be tried came from the model"
    if not found.verdicts:
        kinds = units.counted(len(found.looked_at), "rule")
        return f"{kinds} looked at, none applies" if found.looked_at else "no rewrite applies"
    tally: dict[str, int] = {}
    for verdict in ranked(found):
        name = outcome(verdict)
        tally[name] = tally.get(name, 0) + 1
    tried = units.counted(len(found.verdicts), "rewrite")
    return f"{tried} tried: " + ", ".join(f"{n} {name}" for name, n in tally.items())

"""What a refinement says around its answer: where the time goes, how it was found, how safely."""

from __future__ import annotations

from ..core import units
from ..refinement.result import Refinement


def where_time_goes(found: Refinement, most: int = 3) -> list[str]:
    """`line 4: 92% of the time: for i in …`, for the heaviest lines."""
    lines = found.source.splitlines()
    shown = []
    for number, share in found.profile[:most]:
        text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        shown.append(
            f"line {number}: {units.percent(share)} of the time{': ' + text if text else ''}"
        )
    return shown


def footnotes(found: Refinement) -> list[str]:
    """Isolation, time, date, and whatever else qualifies the result."""
    lines = []
    if found.sampled and (found.verdicts or found.reason):
        lines.append(f"compared and timed on {found.sampled} only: all of it takes too long")
    if found.stopped and (found.verdicts or found.best):
        lines.append(f"search stopped {found.stopped}: this is what was found until then")
    lines += found.notes
    # The level's name is enough here: `%perf doctor` and the documentation say what it holds.
    level = found.isolation.partition(" ")[0].rstrip(":")
    facts = [f"isolation {level}" if level else "", _asked(found)]
    if found.original_seconds is not None and found.best is None:
        facts.append(f"original {units.seconds(found.original_seconds)} CPU time")
    if found.searched_seconds:
        facts.append(f"searched {units.seconds(found.searched_seconds)}")
    facts += [found.created.replace("T", " ").replace("+00:00", " UTC")]
    facts += [f"{name} {version}" for name, version in found.versions.items()]
    return [*lines, " · ".join(fact for fact in facts if fact)]


def _asked(found: Refinement) -> str:
    talk = found.conversation
    return "" if talk is None else f"model {talk.model}{' (replay)' if talk.replay else ''}"


def isolation_warning(found: Refinement) -> str:
    """A plain warning where candidates ran with little between them and the machine."""
    if not found.isolation.startswith("S0"):
        return ""
    return (
        "Weak isolation on this machine: rewrites ran with limits on time and memory only,"
        " with your rights on files and network."
    )

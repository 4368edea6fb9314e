"""What an estimate says of itself, in sentences that its text, its HTML and its data share."""

from __future__ import annotations

from ..core import units
from ..estimation.result import Comparison, Estimate, Fits, Row, WhatIf
from . import clock_time
from .estimate_accuracy import accuracy
from .limits import clipped
from .quantities import NAMES, quantity
from .wording import Headline

HERE = "here"


def headline(found: Estimate) -> Headline:
    """What it costs, or why nobody can tell; after a run, how right that was."""
    if (held := accuracy(found)) is not None:
        return held
    if found.kind == "api" and found.usd is not None:
        return Headline(_money_first(found), "plain")
    if found.seconds is None:
        return _refused(found)
    where = "" if found.target == HERE else f"on {target_name(found)} "
    parts = [
        f"{where}{'takes' if found.measured else 'about'} {quantity('seconds', found.seconds)}"
    ]
    if found.peak_bytes is not None:
        parts.append(f"{quantity('peak_bytes', found.peak_bytes)} at the peak")
    text = _sentence(", ".join(parts)) + (": measured, all of it" if found.measured else "")
    further = [growth(found)]
    tone = "plain"
    if found.fits is not None and found.fits.verdict != "yes":
        further, tone = [_fits(found.fits), *further], "warn"
    return Headline("; ".join(filter(None, (text, *further))), tone)


def target_name(found: Estimate) -> str:
    """What the target is called: its title, or its short name where it has none."""
    if found.target == HERE:
        return "this machine"
    return found.title or found.target


def _money_first(found: Estimate) -> str:
    assert found.usd is not None
    parts = [f"About {quantity('usd', found.usd)}"]
    if found.seconds is not None:
        parts.append(f"{quantity('seconds', found.seconds)} of waiting")
    return ", ".join(parts)


def _refused(found: Estimate) -> Headline:
    why = found.reasons.get("seconds") or found.reasons.get("all") or "the reason isn't known"
    if found.stopped and not found.reasons.get("seconds"):
        why = f"stopped {found.stopped} before enough was measured"
    text = f"No time can be given: {why}"
    if found.peak_bytes is not None:
        text += f"; {quantity('peak_bytes', found.peak_bytes)} at the peak"
    return Headline(text, "warn")


def growth(found: Estimate) -> str:
    """`grows about as n^1.9 in `orders``: how time depends on the sizes; "" where unknown."""
    words = [c.words for c in found.curves if c.quantity == "seconds" and c.words]
    shown = [f"about as {w.removeprefix('about ')}" if w.startswith("about ") else w for w in words]
    return f"grows {'; '.join(shown)}" if shown else ""


def ends(found: Estimate) -> str:
    """When it would end; "" where a clock's minutes say nothing, or where it isn't run here."""
    if found.seconds is None or found.actual is not None or found.target != HERE:
        return ""
    if found.kind not in ("cell", "function", "api"):
        return ""
    return clock_time.ends(found.created, found.seconds)


def fits_text(fits: Fits) -> str:
    """`Fits in the 25.3 GB of this machine: needs 4.1 GB (3.4 to 4.9 GB)`, `may not fit …`."""
    return _sentence(_fits(fits))


def _fits(fits: Fits) -> str:
    verb = {"yes": "fits in", "maybe": "may not fit in", "no": "doesn't fit in"}[fits.verdict]
    needed = quantity("peak_bytes", fits.needed)
    available = units.trimmed(units.size(fits.available_bytes))
    return f"{verb} the {available} of {fits.of}: needs {needed}"


def what_if_text(case: WhatIf) -> str:
    """`10 × orders: 52 min (40 to 70 min), 32 GB (29 to 36 GB)`, or why not."""
    return f"{case.label}: {', '.join(what_if_parts(case)) or case.reason or 'unknown'}"


def what_if_parts(case: WhatIf) -> list[str]:
    """The quantities that it has."""
    values = {name: getattr(case, name) for name in ("seconds", "peak_bytes", "usd")}
    parts = [quantity(name, value) for name, value in values.items() if value is not None]
    if case.seconds is None and case.reason:
        parts.insert(0, f"no time: {case.reason}")
    return parts


def row_name(row: Row) -> str:
    """`line 4: for i in …`, `12 × decoder layer`."""
    name = f"{row.count} × {row.name}" if row.count > 1 else row.name
    return f"line {row.line}: {name}" if row.line is not None else name


def heaviest(found: Estimate) -> list[Row]:
    """All rows, those that take most of the time first."""

    def weight(row: Row) -> tuple[float, float]:
        return _share(row), row.seconds.value if row.seconds is not None else 0.0

    return sorted(found.rows, key=weight, reverse=True)


def bar_share(row: Row, found: Estimate) -> float:
    """How long its bar is, from 0 to 1: that of the heaviest row is full, because with a hundred
    layers none would be seen beside the whole."""
    return _share(row) / (max(map(_share, found.rows), default=0.0) or 1.0)


def _share(row: Row) -> float:
    """From 0 to 1; 0 where there is none that makes sense."""
    return row.share if row.share is not None and 0 <= row.share <= 1 else 0.0


def missing(found: Estimate) -> list[str]:
    """`energy: the power isn't known`: what isn't given, and why, unless the headline says it."""
    lines = []
    for name, why in found.reasons.items():
        if name == "seconds" and found.seconds is None and found.actual is None:
            continue  # the headline has it
        if getattr(found, name, None) is None:
            lines.append(f"{NAMES.get(name, name.replace('_', ' '))}: {why}")
    return lines


def footnote(found: Estimate, most: int = 12) -> str:
    """What was run where and when: the provenance of every figure."""
    level = found.isolation.partition(" ")[0].rstrip(":")
    facts = [
        f"isolation {level}" if level else "",
        f"found out in {units.trimmed(units.seconds(found.searched_seconds))}"
        if found.searched_seconds
        else "",
        found.created.replace("T", " ").replace("+00:00", " UTC"),
        *(
            clipped(f"{name} {version}", 60)
            for name, version in list(found.versions.items())[:most]
        ),
        "ranges are 80% intervals",
    ]
    return " · ".join(fact for fact in facts if fact)


def isolation_warning(found: Estimate) -> str:
    """A plain warning where samples ran with little between them and the machine."""
    if not found.isolation.startswith("S0"):
        return ""
    return (
        "Weak isolation on this machine: samples ran with limits on time and memory only,"
        " with your rights on files and network."
    )


def how_sampled(found: Estimate) -> str:
    """How inputs were cut down."""
    return f"Sampled: {found.sampled}" if found.sampled else ""


def stopped(found: Estimate) -> str:
    """That there is less than there could be, and whose choice that was."""
    if not found.stopped:
        return ""
    known = found.seconds or found.peak_bytes or found.rows or found.curves
    return f"Stopped {found.stopped}" + (": this is what was found until then" if known else "")


def summary(found: Estimate) -> str:
    """What a front end shows below the headline."""
    return _sentence(growth(found))


def of_all(found: Comparison) -> Headline:
    """Which target is the fastest, which the cheapest; after a run, how right that was."""
    held = next(filter(None, map(accuracy, found.estimates)), None)
    if held is not None:
        return held
    timed = [each for each in found.estimates if each.seconds is not None]
    if not timed:
        first = headline(found.estimates[0]) if found.estimates else Headline("Nothing", "plain")
        return Headline(f"On none of these targets: {first.text}", "warn")
    fast = min(timed, key=lambda each: each.seconds.value if each.seconds else 0.0)
    assert fast.seconds is not None
    text = f"Fastest on {target_name(fast)}: about {quantity('seconds', fast.seconds)}"
    priced = [each for each in timed if each.usd is not None]
    if priced:
        cheap = min(priced, key=lambda each: each.usd.value if each.usd else 0.0)
        assert cheap.usd is not None
        where = "there too" if cheap is fast else f"on {target_name(cheap)}"
        text += f"; cheapest {where}: {quantity('usd', cheap.usd)}"
    return Headline(text, "plain")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

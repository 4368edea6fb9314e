"""Where a pipeline's functions run, as text of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import units
from ..estimation.pipelines.result import Placement
from . import placement_rows as rows
from .limits import clipped, visible
from .lines import wrapped

_BAR = 24
_NAME = 26


def text(found: Placement, most: int, most_notes: int, words_chars: int) -> str:
    """At most so many lines of each kind, and so many characters from outside in each."""

    def cut(said: str) -> list[str]:
        return wrapped(clipped(said, words_chars))

    lines = wrapped(clipped(rows.headline(found), 2 * words_chars))
    lines += [line for said, _ in rows.facts(found) for line in cut(said)]
    bars, others = rows.chosen_bars(found), rows.alone_bars(found)
    longest = max((each.seconds.value for each in (*bars, *others)), default=0.0)
    lines += ["", *rows.counted([line for bar in bars for line in _bar(bar, longest)], 2 * most)]
    if others:
        lines += ["", "All of it at one place instead:"]
        lines += rows.counted([line for bar in others for line in _bar(bar, longest)], 2 * most)
        said = [_spent(row) for row in rows.alone(found)]
        lines += ["", *(line for each in rows.counted(said, most) for line in cut(each))]
    lines += ["", *wrapped(clipped(rows.legend(found), 2 * words_chars))]
    notes = rows.counted(rows.notes(found), most_notes)
    lines += [line for said in notes for line in wrapped(f"- {clipped(said, words_chars)}", "  ")]
    return visible("\n".join(lines))


def _bar(bar: rows.Bar, longest: float) -> list[str]:
    """As long as its time, then its terms, the longest first."""
    drawn = "█" * round(_BAR * bar.seconds.value / longest) if longest else ""
    terms = sorted(bar.terms.items(), key=lambda each: -each[1].value)
    said = ", ".join(f"{name} {units.trimmed(units.seconds(value.value))}"
                     for name, value in terms if value.value > 0)  # fmt: skip
    first = f"{clipped(bar.name, _NAME):<{_NAME}} {drawn:<{_BAR}} {rows.duration(bar.seconds)}"
    return [first.rstrip(), *(wrapped(f"  {said}", "  ") if said else [])]


def _spent(row: Sequence[str]) -> str:
    """`cpu: 8.1× (3.2–28×) the latency, 14× (4–54×) the energy, 67× (16–280×) the price`."""
    ratios = dict(zip(("latency", "energy", "price"), row[4:], strict=True))
    if all(said in ("", rows.AS_CHOSEN) for said in ratios.values()):
        return f"{row[0]}: {rows.AS_CHOSEN}"
    known = (f"{said} the {name}" for name, said in ratios.items() if said)
    return f"{row[0]}: {', '.join(known)}"

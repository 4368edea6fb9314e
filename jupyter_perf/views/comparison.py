"""How a comparison of targets is shown: one table, time against money, data for front ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..estimation.result import Comparison, Estimate
from . import estimate_data, estimate_wording, quantities
from . import static_html as page
from .comparison_chart import chart
from .envelope import MIME_TYPE, NOWHERE, Context, envelope
from .estimate_html import STYLE
from .estimate_levels import COMPARED, Cut
from .estimate_trim import trimmed
from .limits import clipped, first_that_fits, visible
from .lines import wrapped_inside

_HEAD = ("Target", "Time", "Money", "Memory", "Fits", "Bound by")
_QUANTITIES = ("seconds", "usd", "peak_bytes")
_FOLDED = ("joules", "grams_co2e")
_REASON_CHARS = 100
_CHARTED = 12


def mimebundle(
    found: Comparison, *, aside: tuple[str, ...] = (), context: Context = NOWHERE
) -> dict[str, Any]:
    """All forms of `found`, small together; `aside` are remarks of whoever shows it."""

    def made(cut: Cut) -> dict[str, Any]:
        shown = Comparison(tuple(trimmed(each, cut) for each in found.estimates))
        return {
            "text/plain": text(shown, cut, aside),
            "text/html": html(shown, cut, aside),
            MIME_TYPE: data(shown, cut, context, aside),
        }

    return first_that_fits(made, COMPARED)


def text(found: Comparison, cut: Cut, aside: Sequence[str] = ()) -> str:
    """One target after another, in at most 80 columns."""
    lines = wrapped_inside(clipped(_headline(found), cut.head_chars))
    for each in found.estimates[: cut.targets]:
        *cells, fits, bound = _row(each, cut)[1:]
        cells += [f"fits: {fits}" if fits else "", f"bound by {bound}" if bound else ""]
        lines += ["", *wrapped_inside(_name(each, cut))]
        lines += [f"  {part}" for part in wrapped_inside("; ".join(filter(None, cells)), "  ")]
        costs = _costs(each)[1:]
        named = [f"{quantities.NAMES[n]} {c}" for n, c in zip(_FOLDED, costs, strict=True)]
        if any(costs):
            lines += [f"  {part}" for part in wrapped_inside(", ".join(named), "  ")]
    lines += _more(found, cut)
    lines.append("")
    for said in (*aside, *_shared(found, cut)):
        lines += wrapped_inside(said)
    return visible("\n".join(lines))


def html(found: Comparison, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The table, the plot of time against money, and the rest behind a click."""
    head = estimate_wording.of_all(found)
    shown = found.estimates[: cut.targets]
    parts = [STYLE, page.headline(clipped(head.text, cut.head_chars), head.tone)]
    rows = [_row(each, cut) for each in shown]
    kept = [at for at in range(len(_HEAD)) if at < 2 or any(row[at] for row in rows)]
    cells = [[row[at] for at in kept] for row in rows]
    reasoned = any(each.seconds is None for each in shown)
    parts.append(page.table([_HEAD[at] for at in kept], cells, "est why" if reasoned else "est"))
    parts += [page.paragraph(line, "soft") for line in _more(found, cut)]
    parts.append(chart(shown[:_CHARTED]))
    costs = [_costs(each) for each in shown]
    if any(cell for row in costs for cell in row[1:]):
        table = page.table(("Target", "Energy", "CO₂e"), costs)
        parts.append(page.details("Energy, CO₂e", table))
    parts.append(_assumed(found, cut))
    parts += [page.paragraph(clipped(each, cut.words_chars), "soft") for each in aside]
    parts += [page.paragraph(each, "soft") for each in _shared(found, cut)]
    return page.root(*parts)


def data(
    found: Comparison, cut: Cut, context: Context, aside: Sequence[str] = ()
) -> dict[str, Any]:
    """What `docs/messages.md` says, cut to fit."""
    first = found.estimates[0] if found.estimates else None
    source = first.source if first is not None else ""
    created = first.created if first is not None else ""
    placed = envelope("comparison", source, context, most_chars=cut.source_chars, created=created)
    head = estimate_wording.of_all(found)
    estimates = [estimate_data.result_data(each, cut) for each in found.estimates[: cut.targets]]
    left_out = [] if first is None else estimate_data.left_out(source, first, cut)
    return placed | {
        "state": "done",
        "job": None,
        "headline": {"text": clipped(head.text, cut.head_chars), "tone": head.tone},
        "summary": "" if first is None else estimate_wording.summary(first),
        "remarks": [clipped(remark, cut.words_chars) for remark in aside[-cut.notes :]],
        "result": {
            "version": 1,
            "shared": estimate_data.shared_data(estimates),
            "estimates": estimates,
            "estimates_count": len(found.estimates),
        },
        "left_out": left_out + _more(found, cut),
    }


def _headline(found: Comparison) -> str:
    return estimate_wording.of_all(found).text


def _name(found: Estimate, cut: Cut) -> str:
    """`h100 (NVIDIA H100 SXM)`: what to type, and what it is."""
    title = f" ({found.title})" if found.title and found.title != found.target else ""
    return clipped(f"{found.target}{title}", cut.words_chars)


def _row(found: Estimate, cut: Cut) -> tuple[str, ...]:
    """A number with its range, or the reason why there is none."""
    cells = []
    for name in _QUANTITIES:
        value = getattr(found, name)
        why = found.reasons.get(name, "unknown")
        most = min(cut.words_chars, _REASON_CHARS)
        cells.append(clipped(why, most) if value is None else quantities.quantity(name, value))
    verdict = "" if found.fits is None else found.fits.verdict
    return (_name(found, cut), *cells, verdict, found.bound)


def _costs(found: Estimate) -> tuple[str, ...]:
    values = (getattr(found, name) for name in _FOLDED)
    shown = zip(_FOLDED, values, strict=True)
    return (found.target, *("" if v is None else quantities.quantity(n, v) for n, v in shown))


def _assumed(found: Comparison, cut: Cut) -> str:
    """What was assumed: once where it is the same for several targets."""
    targets: dict[str, list[str]] = {}
    for each in found.estimates[: cut.targets]:
        for line in (*each.assumptions[: cut.notes], *each.notes[: cut.notes]):
            targets.setdefault(line, []).append(each.target)
    lines = [clipped(f"{', '.join(who)}: {line}", cut.words_chars) for line, who in targets.items()]
    shown = page.bullets(lines[: 2 * cut.notes])
    return page.details(f"Assumed, noted ({len(lines)})", shown) if lines else ""


def _more(found: Comparison, cut: Cut) -> list[str]:
    more = len(found.estimates) - cut.targets
    return [f"… and {more} more targets"] if more > 0 else []


def _shared(found: Comparison, cut: Cut) -> list[str]:
    """What is the same for all: what was estimated, when, with what."""
    if not found.estimates:
        return []
    first = found.estimates[0]
    warning = estimate_wording.isolation_warning(first)
    sampled = clipped(estimate_wording.how_sampled(first), cut.words_chars)
    return [
        each for each in (warning, sampled, estimate_wording.footnote(first, cut.notes)) if each
    ]

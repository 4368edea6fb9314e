"""The tables of `bench_refine.py`."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
_WORDS = 60


def line(row: Row) -> str:
    """One case in one line."""
    head = f"{row['kind'][:5]:<6}{row['half']:<7}{row['name'][:34]:<35}{row['expect']:<8}"
    if "broken" in row:
        return f"{head} broken: {row['broken'][:_WORDS]}"
    first = row["first_seconds"]
    times = f"{first:5.1f} s" if first is not None else "      -"
    wrong = f"  WRONG: {row['wrong'][0]}" if row["wrong"] else ""
    said = " + ".join(row["steps"]) or why_not(row)
    return f"{head}{row['ratio']:8.2f}x {times} {row['seconds']:5.1f} s  {said[:110]}{wrong}"


def why_not(row: Row) -> str:
    """Why nothing was accepted, in few words that can be counted."""
    if row["reason"]:
        return f"unverifiable: {row['reason'][:_WORDS]}"
    if not row["verdicts"]:
        return "no rule matches"
    order = ("Different", "Failed", "Unverifiable", "Faster", "NotFaster")
    found = min(row["verdicts"], key=lambda verdict: order.index(verdict["outcome"]))
    outcome = "only on this data" if found["outcome"] == "Faster" else found["outcome"].lower()
    return f"{outcome}: {found['why'][:_WORDS]}"


def summary(rows: list[Row]) -> str:
    parts = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        for half in dict.fromkeys(row["half"] for row in rows):
            some = [r for r in rows if r["kind"] == kind and r["half"] == half]
            parts += [_kind(f"{kind}, {half}", some)] if some else []
    good = [row for row in rows if "broken" not in row]
    return "\n".join([*parts, _rules(good), _composition(good)])


def _kind(title: str, rows: list[Row]) -> str:
    good = [row for row in rows if "broken" not in row]
    lines = [f"\n{title}: {len(rows)} cases, {len(rows) - len(good)} broken"]
    for label, some in (
        ("all", good),
        ("expect: faster", [r for r in good if r["expect"] == "faster"]),
        ("expect: nothing", [r for r in good if r["expect"] != "faster"]),
    ):
        if some:
            ratios = [row["ratio"] for row in some]
            lines.append(
                f"  {label:<16}{len(some):>4}   ≥1.1x {_share(ratios, 1.1):>4}   "
                f"≥2.5x {_share(ratios, 2.5):>4}   geometric mean {_mean(ratios):.2f}x"
            )
    wrong = [row["name"] for row in good if row["wrong"]]
    lines.append(f"  wrong rewrites accepted: {len(wrong)} {wrong or ''}")
    firsts = [row["first_seconds"] for row in good if row["first_seconds"] is not None]
    lines.append(f"  seconds to the first suggestion: {_spread(firsts)}")
    lines.append(f"  seconds where none was found: "
                 f"{_spread([r['seconds'] for r in good if not r['code']])}")  # fmt: skip
    lines.append(f"  seconds in all: {_spread([row['seconds'] for row in good])}")
    reasons = Counter(why_not(row).partition(":")[0] for row in good if not row["code"])
    lines += [f"  nothing accepted, {why}: {count}" for why, count in reasons.most_common()]
    return "\n".join(lines)


def _rules(rows: list[Row]) -> str:
    """How often each rule was part of a winner, and what it gained where it was alone."""
    lines = ["\nrule" + " " * 34 + "winners   alone   gain alone   tried   different or failed"]
    names = sorted({s for r in rows for v in r["verdicts"] for s in v["steps"]})
    for name in names:
        winners = [r for r in rows if name in r["steps"]]
        alone = [r["ratio"] for r in winners if set(r["steps"]) == {name}]
        tried = [v for r in rows for v in r["verdicts"] if set(v["steps"]) == {name}]
        lost = sum(v["outcome"] in ("Different", "Failed") for v in tried)
        gain = f"{_mean(alone):.2f}x" if alone else "-"
        lines.append(f"  {name:<36}{len(winners):>7}{len(alone):>8}{gain:>13}"
                     f"{len(tried):>8}{lost:>8}")  # fmt: skip
    return "\n".join(lines)


def _composition(rows: list[Row]) -> str:
    """What several rules together gain over the best of them alone."""
    gains = []
    for row in rows:
        single = [
            v["ratio"]
            for v in row["verdicts"]
            if len(set(v["steps"])) == 1 and v["outcome"] == "Faster" and v["ratio"]
        ]
        if len(set(row["steps"])) > 1:
            gains.append(row["ratio"] / max(single, default=1.0))
    mean = f"{_mean(gains):.2f}x the best single rule" if gains else "-"
    return f"\ncompositions among the winners: {len(gains)}, {mean}"


def _share(ratios: list[float], least: float) -> str:
    return f"{100 * sum(r >= least for r in ratios) / len(ratios):.0f}%"


def _mean(ratios: Iterable[float]) -> float:
    return math.exp(statistics.fmean(math.log(max(r, 1e-9)) for r in ratios))


def _spread(seconds: list[float]) -> str:
    if not seconds:
        return "-"
    ordered = sorted(seconds)
    ninth = ordered[min(len(ordered) - 1, round(0.9 * len(ordered)))]
    return f"median {statistics.median(ordered):.1f}, 90% {ninth:.1f}, most {ordered[-1]:.1f}"

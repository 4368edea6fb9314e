"""The tables of `bench_llm.py`."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
SEARCHES = ("rules", "llm", "all")
_LEAST_HEADROOM = 1.1
"""Where nothing at all was this much faster, there is no headroom to reach a share of."""


def head() -> str:
    return (
        f"{'case':<41}{'reference':>10}{'rules':>9}{'llm':>9}{'all':>9}"
        f"{'share of rules':>16}{'overhead':>10}{'tokens':>9}"
    )


def line(row: Row) -> str:
    """One case in one line."""
    start = f"{row['kind'][:5]:<6}{row['name'][:34]:<35}"
    if "broken" in row:
        return f"{start} broken: {row['broken'][:90]}"
    ratios = "".join(f"{row[each]['ratio']:>8.2f}x" for each in SEARCHES)
    share = share_of(row, "rules")
    rules = "-" if share is None else f"{share:.0%}"
    wrong = "".join(f"  WRONG ({each}): {row[each]['wrong'][0]}" for each in wrong_of(row))
    talk = row["llm"].get("talk", {})
    tokens = talk.get("input_tokens", 0) + talk.get("output_tokens", 0)
    said = "" if row["llm"]["code"] else f"  llm: {refusal(row)}"
    return (
        f"{start}{row['reference']['ratio']:>9.2f}x{ratios}{rules:>16}"
        f"{overhead(row, 'llm'):>9.1f}x{tokens:>9}{said}{wrong}"
    )


def refusal(row: Row) -> str:
    """What became of the reference where the conversation accepted nothing."""
    talk = row["llm"].get("talk", {"exchanges": []})
    outcomes = [e["outcome"] for e in talk["exchanges"] if e["purpose"] != "critique"]
    return str(outcomes[0] if outcomes else row["llm"]["reason"])[:110]


def wrong_of(row: Row) -> list[str]:
    """The searches of a case that accepted something wrong."""
    return [each for each in SEARCHES if row[each]["wrong"]] if "broken" not in row else []


def share_of(row: Row, search: str) -> float | None:
    """Which part of the best ratio that any search reached this one did, on a log scale."""
    best = max(row[each]["ratio"] for each in ("reference", *SEARCHES))
    if best < _LEAST_HEADROOM:
        return None
    return max(0.0, math.log(row[search]["ratio"])) / math.log(best)


def overhead(row: Row, search: str) -> float:
    """Seconds of a search with the oracle, relative to those of judging the reference alone."""
    generating: float = row[search].get("talk", {}).get("generating_seconds", 0.0)
    seconds: float = row[search]["seconds"] - generating
    return seconds / max(float(row["reference"]["seconds"]), 1e-3)


def summary(rows: list[Row]) -> str:
    good = [row for row in rows if "broken" not in row]
    parts = [
        _kind(kind, [row for row in good if row["kind"] == kind])
        for kind in dict.fromkeys(row["kind"] for row in good)
    ]
    if len(parts) > 1:
        parts.append(_kind("all", good))
    broken = [row["name"] for row in rows if "broken" in row]
    return "\n".join([*parts, f"\nbroken: {broken}" if broken else ""])


def _kind(title: str, rows: list[Row]) -> str:
    lines = [f"\n{title}: {len(rows)} cases"]
    for each in ("reference", *SEARCHES):
        ratios = [row[each]["ratio"] for row in rows]
        shares = [s for row in rows if (s := share_of(row, each)) is not None]
        reached = f"{statistics.fmean(shares):.0%}" if shares else "-"
        lines.append(
            f"  {each:<10} geometric mean {_mean(ratios):8.2f}x   "
            f"≥1.1x {_part(ratios, 1.1):>4}   ≥2.5x {_part(ratios, 2.5):>4}   "
            f"of the headroom {reached:>4}   "
            f"seconds: {_spread([row[each]['seconds'] for row in rows])}"
        )
    for each in ("llm", "all"):
        lines.append(f"  {each}: seconds relative to judging the reference alone: "
                     f"{_spread([overhead(row, each) for row in rows])}")  # fmt: skip
        lines += _talks(each, [row[each]["talk"] for row in rows if "talk" in row[each]])
    wrong = [f"{row['name']} ({each})" for row in rows for each in wrong_of(row)]
    lines.append(f"  wrong rewrites accepted: {len(wrong)} {wrong or ''}")
    return "\n".join(lines)


def _talks(search: str, talks: list[Row]) -> list[str]:
    asked = [talk for talk in talks if talk["calls"]]
    if not asked:
        return [f"  {search}: the model was asked in none of {len(talks)} runs"]
    tokens = [talk["input_tokens"] + talk["output_tokens"] for talk in asked]
    sent = sum(talk["input_tokens"] for talk in asked) / max(1, sum(tokens))
    calls = statistics.fmean(talk["calls"] for talk in asked)
    rounds = statistics.fmean(talk["rounds"] for talk in asked)
    return [
        f"  {search}: the model was asked in {len(asked)} of {len(talks)} runs, on average "
        f"{calls:.1f} requests in {rounds:.1f} rounds; tokens a run (estimated): "
        f"{_spread(tokens, '.0f')}, {sent:.0%} of them sent"
    ]


def _part(ratios: list[float], least: float) -> str:
    return f"{100 * sum(ratio >= least for ratio in ratios) / len(ratios):.0f}%"


def _mean(ratios: Iterable[float]) -> float:
    return math.exp(statistics.fmean(math.log(max(ratio, 1e-9)) for ratio in ratios))


def _spread(values: list[float], form: str = ".1f") -> str:
    if not values:
        return "-"
    ordered = sorted(values)
    ninth = ordered[min(len(ordered) - 1, round(0.9 * len(ordered)))]
    return f"median {statistics.median(ordered):{form}}, 90% {ninth:{form}}"

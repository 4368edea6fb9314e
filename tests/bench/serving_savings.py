"""What a mix of machines saves against each kind alone, on requests as chats, documents and both.

The setting is Mélange's (arXiv 2404.14527): four kinds of NVIDIA GPUs, a target for each further
token, rates up to 32 requests a second. What differs: the model, prices (the catalogue's), and that
throughputs are the roofline's, where the paper measured them. So savings are of the same kind of
question, not of the same inputs, and stand beside the paper's for scale only.

    python tests/bench/serving_savings.py
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from jupyter_perf.core.units import percent
from jupyter_perf.estimation.serving import profiles, requests
from jupyter_perf.estimation.serving.offers import on_offer
from jupyter_perf.estimation.serving.packing.alone import alone
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.terms import Slo

MODEL = "llama-3.1-8b"
MACHINES = ("l4", "a10g", "a100-80gb", "h100")
MIXES = ("chat", "document", "mixed")
TARGETS = (0.04, 0.12)
"""Seconds of each further token."""
RATES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Requests a second."""
PAPER = "up to 77%"
"""Saved against a single kind of GPU, by the paper's abstract."""
_GAP = 1e-3


def inputs() -> list[str]:
    """What the savings rest on, in words."""
    offer = on_offer(MACHINES)
    prices = (f"{each.name} ${each.usd_per_hour:g}/h" for each in offer.instances)
    return [
        f"{MODEL}, 16 bits; {', '.join(prices)}; each alone or mixed; throughputs by the roofline",
        *(f"requests: {requests.read(name).source}" for name in MIXES),
    ]


def rows(
    mixes: Sequence[str] = MIXES,
    targets: Sequence[float] = TARGETS,
    rates: Sequence[float] = RATES,
) -> Iterator[dict[str, Any]]:
    """One for each mix of requests, target and rate. `against` maps a kind of machine to what the
    mix saves of its price, None where it can't serve all by itself; `usd_per_hour` is None where
    nothing serves them."""
    instances = on_offer(MACHINES).instances
    for name in mixes:
        asked = requests.read(name)
        for target in targets:
            able = profiles.throughputs(instances, asked, Slo(tpot=target), config=MODEL)
            for rate in rates:
                found = alone(Problem(asked, rate, instances, able, gap=_GAP))
                yield {
                    "requests": name,
                    "tpot": target,
                    "rate": rate,
                    "usd_per_hour": found.mix.usd_per_hour,
                    "counts": found.mix.counts,
                    "against": {each: found.savings.get(each) for each in MACHINES},
                    "best_alone": found.best,
                }


def summary(found: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """By requests: the most and the median that is saved against any single kind, and against the
    cheapest one."""
    made = {}
    for name in dict.fromkeys(row["requests"] for row in found):
        of = [row for row in found if row["requests"] == name]
        saved = [each for row in of for each in row["against"].values() if each is not None]
        best = [row["against"][row["best_alone"]] for row in of if row["best_alone"]]
        if saved:
            made[name] = {
                "most": max(saved),
                "median": statistics.median(saved),
                "most_of_best": max(best),
                "median_of_best": statistics.median(best),
            }
    return made


def lines(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What was found, in words."""
    yield from inputs()
    for row in found:
        saved = (
            f"{name} {'–' if each is None else percent(each)}"
            for name, each in row["against"].items()
        )
        usd = row["usd_per_hour"]
        price = "no plan" if usd is None else f"${usd:.2f}/h"
        mix = " + ".join(f"{count} × {name}" for name, count in row["counts"].items())
        asked = f"{row['requests']:9} {1e3 * row['tpot']:4.0f} ms {row['rate']:4g}/s"
        yield f"{asked}  {price:>9}  saved against {', '.join(saved)}  ({mix})"
    for name, each in summary(found).items():
        yield (
            f"{name}: up to {percent(each['most'])} less than a single kind (median"
            f" {percent(each['median'])}), up to {percent(each['most_of_best'])} less than the"
            f" cheapest one (median {percent(each['median_of_best'])}); the paper: {PAPER}"
        )


if __name__ == "__main__":
    for line in lines(list(rows())):
        print(line, flush=True)

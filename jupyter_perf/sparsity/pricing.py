"""What time on this machine costs, by whoever knows prices."""

from __future__ import annotations

from typing import Any, Protocol

from ..core import targets
from ..core.ranges import Range
from .comparing.cost import Price


class Costs(Protocol):
    """`estimation.costing.costs`: an object with `usd` (or None), `reasons` and `assumptions`."""

    def __call__(self, seconds: Range, target: targets.Target, /) -> Any: ...


def price_here(costs: Costs, target: str = "here") -> Price:
    """Prices of this machine, or of what it is (`target`, a name of `%perf targets`)."""

    def price(seconds: Range) -> tuple[Range | None, str]:
        found = costs(seconds, targets.get(target))
        if found.usd is None:
            return None, str(found.reasons.get("usd", "no price of this machine is known"))
        priced = next((each for each in found.assumptions if each.startswith("$")), "")
        return found.usd, priced

    return price

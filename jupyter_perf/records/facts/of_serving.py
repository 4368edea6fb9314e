"""The facts of a plan for serving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.units import usd as money
from .plain import dicts_in, number_of, text_of, within
from .short import Facts, any_kind


def serving(data: Mapping[str, Any]) -> Facts:
    """What to rent, at which price an hour: `3 × a10g: $3.03 an hour`; or how it ended."""
    plain = any_kind(data)
    plan = within(data, "plan")
    usd, rented = number_of(plan.get("usd_per_hour")), plan.get("rented")
    if number_of(data.get("rate")) == 0:
        return replace(plain, outcome="no requests")
    if usd is None:
        return replace(plain, outcome="stopped" if data.get("stopped") else "no plan")
    named = (f"{each.get('count')} × {text_of(each.get('name'))}" for each in dicts_in(rented))
    mix = " + ".join(named)
    return replace(plain, outcome=f"{mix}: {money(usd)} an hour")

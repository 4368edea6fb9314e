"""What an estimate of serving says in words, the same as text and as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..core import units
from ..estimation.serving.result import ServingEstimate
from ..estimation.serving.slos import in_words

NOT_MEASURED = "by the roofline, not measured"
NEAREST = "The nearest targets that could be met, each by itself"
_SOURCES = {"profile": "by your profile", "modelled": NOT_MEASURED}


def tone(found: ServingEstimate) -> str:
    """Of the headline: `good` where there is a plan, `warn` where there can be none."""
    if found.plan is None or not found.rate:
        return "plain"
    return "good" if found.plan.feasible else "warn"


def headline(found: ServingEstimate) -> str:
    """The answer; targets that could be met stand in a list of their own below it."""
    answer = found.answer_alone or found.answer
    return answer[:1].upper() + answer[1:]


def facts(found: ServingEstimate) -> list[tuple[str, str]]:
    """Sentences below the answer, with the classes that they have in a page."""
    said = [
        (stopped(found), "warn"),
        (money(found), ""),
        (taken_for_granted(found), "warn"),
        (throughputs(found), "soft" if is_measured(found) else "warn"),
        (carries(found), ""),
        (f"Asked: {asked(found)}", "soft"),
        (prices_from(found), "soft"),
        (groups(found), "soft"),
    ]
    return [(words, classes) for words, classes in said if words]


def stopped(found: ServingEstimate) -> str:
    """What is left of it, or how it would have been over sooner; "" where nobody stopped it."""
    if not found.stopped:
        return ""
    if found.plan is not None:
        return f"Stopped {found.stopped}: this is what was known by then"
    return (
        "Fewer kinds of machines take less time: name some (`--target l4,h100`), or have no devices"
        " share the model (`--tensor-parallel 1`)"
    )


def money(found: ServingEstimate) -> str:
    """`$4,891 a month · $62 a million requests`; "" where there is no plan, or nothing to pay."""
    plan = found.plan
    if plan is None or not plan.usd_per_month:
        return ""
    said = [f"{_dollars(plan.usd_per_month)} a month"]
    if plan.usd_per_million_requests:
        said.append(f"{_dollars(plan.usd_per_million_requests)} a million requests")
    return " · ".join(said)


def _dollars(value: float) -> str:
    """Without cents where they say nothing."""
    return units.trimmed(units.usd(round(value) if value >= _NO_CENTS else value))


_NO_CENTS = 100.0


def throughputs(found: ServingEstimate) -> str:
    """Where they come from, and what the mix is at both ends of them."""
    source = where_from(found)
    if not source or not found.feasible or not found.rate:
        return source
    if found.usd_per_hour is None:
        why = found.reasons.get("usd_per_hour", "")
        return f"{source}; {why}" if why else source
    low, high = found.optimistic, found.cautious
    if low is None or high is None or found.usd_per_hour.low == found.usd_per_hour.high:
        return source
    ends = " to ".join(f"{mix(plan.counts)} ({usd(plan.usd_per_hour)})" for plan in (low, high))
    return f"{source}; over their 80% interval: {ends}"


def where_from(found: ServingEstimate) -> str:
    """Where throughputs come from, those of the mix first; "" where there are none."""
    sources = {each.instance: each.source for each in found.throughputs}
    ours = {name: sources[name] for name in found.counts if name in sources} or sources
    kinds = list(dict.fromkeys(ours.values()))
    if not kinds:
        return f"Throughputs {NOT_MEASURED}" if found.modelled else ""
    if len(kinds) > 1:
        names = {kind: [name for name, its in ours.items() if its == kind] for kind in kinds}
        groups = (f"of {listed(names[kind])} {_SOURCES.get(kind, kind)}" for kind in kinds)
        return f"Throughputs {', '.join(groups)}"
    others = [name for name, source in sources.items() if source != kinds[0]]
    said = _SOURCES.get(kinds[0], kinds[0])
    if others and kinds[0] == "profile":
        said += f"; those of {listed(others)}, which were weighed too, {NOT_MEASURED}"
    return f"Throughputs {said}"


def is_measured(found: ServingEstimate) -> bool:
    """Whether every throughput that the answer rests on is the user's own."""
    return NOT_MEASURED not in where_from(found)


def asked(found: ServingEstimate) -> str:
    """`llama-3.1-8b, 30 requests a second, 40 ms for each further token`."""
    rate = "" if found.rate is None else f"{number(found.rate)} requests a second"
    if rate and found.rate_source not in ("", "as asked"):
        rate += f" ({found.rate_source})"
    return ", ".join(filter(None, (found.source, rate, in_words(found.slo))))


def taken_for_granted(found: ServingEstimate) -> str:
    """That nobody said which requests come; "" where somebody did."""
    return f"No requests were named: {found.taken}" if found.taken else ""


def groups(found: ServingEstimate) -> str:
    """`8×l4 is one machine of 8 l4 that share the model`; "" where none in the mix is such."""
    shared = [each for each in found.offers if each.devices > 1 and each.name in found.counts]
    if not shared:
        return ""
    first = shared[0]
    return f"{first.name} is one machine of {first.devices} {first.target} that share the model"


def requests(found: ServingEstimate) -> str:
    """How long requests are on average, and where they come from."""
    inside = found.asked
    mean = [
        sum(
            share * tokens
            for row, sizes in zip(inside.shares, matrix, strict=True)
            for share, tokens in zip(row, sizes, strict=True)
        )
        for matrix in (inside.mean_input, inside.mean_output)
    ]
    sizes = f"{units.count(mean[0])} tokens in, {units.count(mean[1])} out on average"
    return f"Requests: {sizes}; {inside.source}"


def mix(counts: Mapping[str, int]) -> str:
    """`3 × a10g + 1 × a100-80gb`; `none` where it is empty."""
    used = [f"{units.count(count)} × {name}" for name, count in counts.items() if count]
    return " + ".join(used) or "none"


def carries(found: ServingEstimate) -> str:
    """What the mix serves at most."""
    about = found.sensitivity.carries if found.sensitivity else None
    if about is None or not found.feasible:
        return ""
    between = "" if about.low == about.high else f" [{number(about.low)}, {number(about.high)}]"
    said = f"These machines carry at most {number(about.value)} requests a second{between}"
    return said if about.low else f"{said}; at 0 they miss the target for some sizes"


def prices_from(found: ServingEstimate) -> str:
    """Whose prices they are, and of when."""
    names: dict[str, list[str]] = {}
    for each in found.offers:
        if each.name in found.counts and each.provider:
            dated = f" ({each.price_date})" if each.price_date else ""
            names.setdefault(f"{each.provider}{dated}", []).append(each.name)
    if len(names) == 1:
        return f"Prices: {next(iter(names))}"
    said = (f"{listed(ours)} {who}" for who, ours in names.items())
    return f"Prices: {'; '.join(said)}" if names else ""


def grouped(reasons: Mapping[str, str]) -> dict[str, list[str]]:
    """Why → names, each reason once."""
    names: dict[str, list[str]] = {}
    for name, why in reasons.items():
        names.setdefault(why, []).append(name)
    return names


def usd(value: float | None) -> str:
    """A price, or that there is no plan."""
    return "no plan" if value is None else units.usd(value)


def number(value: float) -> str:
    """A plain number to three digits: `30`, `0.125`, `1,250`."""
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if rounded >= 1000 else units.trimmed(f"{rounded:.10g}")


_NAMED = 4


def listed(names: Sequence[str], most: int = _NAMED) -> str:
    """`a`, `a and b`, `a, b and 3 more`."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

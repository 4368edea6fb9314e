"""What an estimate of serving says, and that its forms stay small, whole and harmless."""

import dataclasses
import importlib.util
import json
import math
import re
from pathlib import Path

import pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.serving.packing.plan import Plan, Rented, Unserved
from jupyter_perf.estimation.serving.parts import (
    Ability,
    Alone,
    Asked,
    AtPrice,
    AtRate,
    Day,
    Hour,
    LeftOut,
    Offered,
    Sensitivity,
    Speculation,
    Turn,
)
from jupyter_perf.estimation.serving.result import ServingEstimate
from jupyter_perf.estimation.serving.terms import EDGES, Slo
from jupyter_perf.views import (
    serving_grid,
    serving_grouping,
    serving_hours,
    serving_rows,
    serving_sizes,
    serving_speculation,
    serving_wording,
)
from jupyter_perf.views.envelope import MIME_TYPE
from jupyter_perf.views.limits import SAVED_BYTES, saved_size
from jupyter_perf.views.servingestimate import mimebundle

FILE = Path(__file__).parents[1] / "estimation" / "serving" / "serving_results.py"
SPEC = importlib.util.spec_from_file_location("serving_results", FILE)
results = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(results)
PRICES = {"a10g": 1.01, "a100-80gb": 3.67, "h100": 4.98, "l4 spot": 0.31, "2×l40s": 3.2}


def matrix(values, rows=2):
    """`values` row by row."""
    wide = len(values) // rows
    return tuple(tuple(values[at * wide : (at + 1) * wide]) for at in range(rows))


SHARES = matrix((0.2, 0.1, 0.5, 0.2))
ASKED = Asked((25, 500), (25, 250), SHARES, matrix((20.0, 20.0, 300.0, 300.0)),
              matrix((12.0, 120.0, 12.0, 120.0)), "a log of 4,000 rows", 4000)  # fmt: skip
GIVEN = {"a10g": matrix((0.2, 0.1, 0.3, 0.0)), "a100-80gb": matrix((0.0, 0.0, 0.2, 0.2))}


def rented(name, count, load, share, **changed):
    machine = Rented(name, name, 1, "on-demand", count, PRICES.get(name, 2.0), 1.0, load, share)
    return dataclasses.replace(machine, **changed)


def plan(*machines, rate=30.0, **changed):
    machines = machines or (rented("a10g", 3, 2.7, 0.6), rented("a100-80gb", 1, 0.95, 0.4))
    price = sum(each.count * each.usd_per_hour for each in machines)
    return dataclasses.replace(
        Plan(rate, price, machines, GIVEN, price, slices=1), **changed
    )  # fmt: skip


def offered(name, **changed):
    offer = Offered(name, name, 1, "on-demand", PRICES[name], provider="AWS")
    return dataclasses.replace(offer, price_date="2025-06-01", **changed)


def able(name, source="modelled", **changed):
    some = matrix((5.0, 4.0, 3.0, 2.0))
    return Ability(name, some, some, some, source, **changed)


def estimate(**changed):
    """Two kinds of instances for four sizes."""
    whole = ServingEstimate(
        source="llama-3.1-8b",
        answer="3 × a10g + 1 × a100-80gb: $6.70 an hour, 9% less than the cheapest single kind"
        " (2 × a100-80gb, $7.34); by the roofline, not measured: $5.69 to $8.35 an hour",
        rate=30.0,
        slo=Slo(tpot=0.04, ttft=1.0),
        asked=ASKED,
        rate_source="as asked",
        plan=plan(),
        usd_per_hour=Range(6.7, 5.69, 8.35),
        optimistic=plan(rented("a10g", 2, 1.9, 0.6), rented("a100-80gb", 1, 0.9, 0.4)),
        cautious=plan(rented("a10g", 1, 0.9, 0.2), rented("a100-80gb", 2, 1.9, 0.8)),
        alone=(
            Alone("a100-80gb", 2, 7.34, 0.087),
            Alone("a10g", 11, 11.11, 0.397),
            Alone("h100", None, None, None, "too few of them: 1 is to be had, 2 would be needed"),
        ),
        offers=(offered("a10g"), offered("a100-80gb"), offered("h100", most=1)),
        left_out={"t4": "the weights don't fit in its memory", "v100": "no price is known"},
        throughputs=(able("a10g"), able("a100-80gb"), able("h100")),
        modelled=True,
        assumptions=("of drafted tokens 70% are taken to be right (`acceptance`)",),
        notes=("prices of 2025 may have changed",),
        searched_seconds=0.8,
        created="2026-11-22T03:00:00+00:00",
        versions={"python": "3.12.1"},
    )
    return dataclasses.replace(whole, **changed)


def curve_of_a_day(low=4.0, high=30.0):
    rates = [low + (high - low) * (1 - math.cos(at / 24 * 2 * math.pi)) / 2 for at in range(24)]
    counts = [{"a10g": max(1, round(rate / 5))} for rate in rates]
    hours = tuple(
        Hour(at, rate, each["a10g"] * 1.01, each)
        for at, (rate, each) in enumerate(zip(rates, counts, strict=True))
    )
    whole, peak = sum(each.usd for each in hours), 24 * 6.7
    return Day(hours, whole, peak, 1 - whole / peak, "as asked")


def speculation(**changed):
    rates = tuple(0.6 + 1.2 * at for at in range(10))
    rows = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
    lengths = tuple(
        tuple(max(0, round(10 * alpha - 0.9 * at - 2)) for at in range(10)) for alpha in rows
    )
    found = Speculation(
        instance="a10g", rate=6.1, acceptance=0.7, draft_cost=0.05, length=1, speed_up=1.23,
        saturated=False,
        hurts="speculation is no better than none from 7.8 requests a second (31 in a step) on",
        hurts_from=7.8, capacity=12.0, rates=rates, acceptances=rows, lengths=lengths,
        speed_ups=tuple(tuple(1 + each / 8 for each in row) for row in lengths),
        notes=("216 tokens in, 44 out on average, at most 128 at once",),
    )  # fmt: skip
    return dataclasses.replace(found, **changed)


def sensitivity(count=12, dearest=2.0):
    rates = [30.0 * dearest * at / count for at in range(1, count + 1)]
    return Sensitivity(
        tuple(AtRate(rate, 1.01 * math.ceil(rate / 4.7), {"a10g": math.ceil(rate / 4.7)})
              for rate in rates),
        (
            AtPrice("a10g", 0.81, 6.1, {"a10g": 3, "a100-80gb": 1}),
            AtPrice("a10g", 1.26, 7.34, {"a100-80gb": 2}),
        ),
        (
            Turn("a10g", 1.01, True, 1.223),
            Turn("a100-80gb", 3.67, True, 8.08, exact=False),
            Turn("h100", 4.98, False, 2.4),
            Turn("2×l40s", 3.2, False, None, "it can't serve the largest sizes"),
        ),
        Range(31.2, 26.0, 36.5),
    )  # fmt: skip


def full(**changed):
    """With a day, prices, and speculation on both kinds."""
    both = (speculation(), speculation(instance="a100-80gb", rate=12.0))
    return estimate(
        day=curve_of_a_day(), sensitivity=sensitivity(), speculation=both, **changed
    )  # fmt: skip


def usual_sizes():
    """Ten ranges each way, nearly all of them with requests."""
    some = [[math.exp(-((r - 4) ** 2 + (c - 3) ** 2) / 6) for c in range(10)] for r in range(10)]
    whole = sum(map(sum, some))
    tokens = tuple(tuple(end * 0.7 for _ in EDGES) for end in EDGES)
    return Asked(
        EDGES, EDGES, tuple(tuple(each / whole for each in row) for row in some), tokens,
        tuple(zip(*tokens, strict=True)), "mixed: short conversations, and long documents", None,
        ("the rarest sizes are left out: 0.4% of requests in all",),
    )  # fmt: skip


def halves(asked):
    """Short prompts to one, long ones to the other."""
    none = tuple(0.0 for _ in asked.outputs)
    short = tuple(row if at < 5 else none for at, row in enumerate(asked.shares))
    long = tuple(row if at >= 5 else none for at, row in enumerate(asked.shares))
    return {"a10g": short, "a100-80gb": long}


def many():
    """More of everything than fits."""
    names = [f"machine-{at}" for at in range(40)]
    machines = tuple(rented(name, at + 1, at + 0.5, 1 / 40) for at, name in enumerate(names))
    base = full()
    return dataclasses.replace(
        base,
        asked=usual_sizes(),
        plan=plan(*machines, assignment={}),
        alone=tuple(Alone(name, 3, 9.0 + at, 0.2) for at, name in enumerate(names)),
        offers=tuple(Offered(name, name, 1, "on-demand", 2.0) for name in names),
        throughputs=tuple(able(name, reasons={"1,000 × 250": "w" * 300}) for name in names),
        speculation=tuple(speculation(instance=name) for name in names),
        sensitivity=dataclasses.replace(sensitivity(200), turns=sensitivity().turns * 20),
        left_out={name: f"{name} " + "why " * 60 for name in names},
        notes=tuple(f"note {at}: " + "word " * 80 for at in range(40)),
    )


def infeasible():
    """A size that nothing serves."""
    missed = Unserved((26, 500), (26, 250), 0.2, {"a10g": "the target isn't met"})
    none = Plan(30.0, unserved=(missed,), reasons={"usd_per_hour": "nothing on offer serves …"})
    return estimate(
        answer="nothing on offer meets 40 ms for each further token for 20% of requests",
        plan=none,
        usd_per_hour=None,
        optimistic=None,
        cautious=None,
        alone=(Alone("a10g", reason="the target isn't met at 26–500 tokens in, 26–250 out"),),
        loosest={"a10g": Slo(tpot=0.062, ttft=1.0)},
    )


def too_few():
    none = Plan(30.0, limits={"h100": 4}, most_rate=8.2,
                reasons={"usd_per_hour": "there are too few instances"})  # fmt: skip
    return dataclasses.replace(infeasible(), plan=none, loosest={},
                               answer="no plan: there are too few instances")  # fmt: skip


def nothing_comes():
    return estimate(answer="no requests: nothing has to run", rate=0.0,
                    plan=Plan(0.0, 0.0, (), {}, 0.0), usd_per_hour=Range(0.0, 0.0, 0.0),
                    optimistic=Plan(0.0, 0.0), cautious=Plan(0.0, 0.0),
                    alone=(Alone("a10g", 0, 0.0),))  # fmt: skip


def stopped():
    return estimate(answer="it was stopped before anything was known", plan=None, rate=None,
                    usd_per_hour=None, optimistic=None, cautious=None, alone=(),
                    stopped="by you", reasons={"usd_per_hour": "stopped"})  # fmt: skip


def hostile():
    bad = pages.HOSTILE
    one = Speculation(bad, 1.0, 0.7, 0.05, 2, 1.5, True, bad, None, 3.0, (1.0,), (0.7,), ((2,),),
                      ((1.5,),), (bad,))  # fmt: skip
    return estimate(
        source=bad, answer=bad, rate_source=bad, asked=dataclasses.replace(ASKED, source=bad),
        plan=plan(rented(bad, 3, 2.0, 0.7, kind=bad), rented("a10g", 1, 0.5, 0.3), notes=(bad,)),
        alone=(Alone(bad, 1, 2.0, 0.1), Alone("b", reason=bad)),
        day=dataclasses.replace(curve_of_a_day(), source=bad, notes=(bad,)),
        sensitivity=Sensitivity((AtRate(1.0, 2.0, {bad: 1}), AtRate(2.0, 3.0, {bad: 2})),
                                (AtPrice(bad, 1.0, 2.0, {bad: 1}),),
                                (Turn(bad, 1.0, False, None, bad),)),
        speculation=(one,), offers=(Offered(bad, bad, 1, bad, 2.0, provider=bad),),
        left_out={bad: bad}, throughputs=(able(bad, bad, reasons={bad: bad}),),
        assumptions=(bad,), notes=(bad,), reasons={bad: bad},
    )  # fmt: skip


ALL = {
    "usual": estimate,
    "full": full,
    "usual sizes": lambda: full(asked=usual_sizes(), plan=plan(assignment=halves(usual_sizes()))),
    "many": many,
    "infeasible": infeasible,
    "too few": too_few,
    "nothing comes": nothing_comes,
    "stopped": stopped,
    "hostile": hostile,
    "free of charge": lambda: estimate(plan=plan(rented("a10g", 2, 1.5, 1.0, usd_per_hour=0.0)),
                                       usd_per_hour=Range(0.0, 0.0, 0.0)),
    "by the engine": lambda: results.small(),
    "by the roofline": lambda: results.modelled(),
    "nothing more": lambda: estimate(alone=(), offers=(), throughputs=(), left_out={}, notes=(),
                                     assumptions=(), versions={}, created=""),
}  # fmt: skip


@pytest.fixture(params=list(ALL))
def found(request):
    return ALL[request.param]()


def shown(found, **options):
    """Its text, and the words of its HTML."""
    bundle = mimebundle(found, **options)
    return re.sub(r"\s+", " ", bundle["text/plain"]), pages.Page(bundle["text/html"]).text


def everywhere(found, words, **options):
    return all(words in form for form in shown(found, **options))


def nowhere(found, words):
    return not any(words in form for form in shown(found))


def test_both_forms_are_there_and_small(found):
    bundle = mimebundle(found)
    assert set(bundle) == {"text/plain", "text/html", MIME_TYPE}
    assert saved_size(bundle) <= SAVED_BYTES
    json.dumps(bundle, allow_nan=False)
    for form in shown(found):
        assert not re.search(r"\bnan\b", form.lower())
        assert "None" not in form


def test_text_fits_a_terminal(found):
    assert max(map(len, mimebundle(found)["text/plain"].splitlines())) <= 80


def test_the_html_holds_no_script_and_nothing_that_a_name_brings_is_markup(found):
    page = pages.Page(mimebundle(found)["text/html"])
    assert not page.tags & {"script", "img", "iframe", "link", "a", "object"}
    assert not {name for name in page.attributes if name.startswith("on")}


def test_it_shows_itself_and_survives_its_json(found):
    assert ServingEstimate.from_json(found.to_json()) == found
    assert found._repr_mimebundle_() == mimebundle(found)
    assert str(found) == mimebundle(found)["text/plain"]


@pytest.mark.parametrize(
    "words",
    [
        "3 × a10g + 1 × a100-80gb: $6.70 an hour, 9% less than the cheapest single kind",
        "$4,891 a month · $62.04 a million requests",
        "Throughputs by the roofline, not measured; over their 80% interval: 2 × a10g + 1 ×"
        " a100-80gb ($5.69) to 1 × a10g + 2 × a100-80gb ($8.35)",
        "Asked: llama-3.1-8b, 30 requests a second, 40 ms for each further token, 1 s to the",
        "Prices: AWS (2025-06-01)",
        "Requests: 216 tokens in, 44 out on average; a log of 4,000 rows",
        "the weights don't fit in its memory",
        "too few of them: 1 is to be had, 2 would be needed",
        "of drafted tokens 70% are taken to be right (`acceptance`)",
        "prices of 2025 may have changed",
        "searched 800 ms · 2026-11-22 03:00:00 UTC · python 3.12.1",
    ],
)
def test_the_answer_comes_with_what_it_rests_on(words):
    low, high = 5.69, 8.35
    ends = {
        "optimistic": plan(usd_per_hour=low, rented=estimate().optimistic.rented),
        "cautious": plan(usd_per_hour=high, rented=estimate().cautious.rented),
    }
    assert everywhere(estimate(**ends), words)


def test_the_answer_comes_first():
    for form in shown(full()):
        assert form.startswith("3 × a10g + 1 × a100-80gb: $6.70 an hour")


def test_each_kind_that_is_rented_has_its_row():
    text, words = shown(estimate())
    assert "a10g 3 $1.01 $3.03 60% 90% 160 → 30 modelled" in text
    assert "a10g3$1.01$3.0360%90%160 → 30modelled" in words


def test_the_mix_is_drawn_by_requests_and_by_money():
    bundle = mimebundle(estimate())
    drawn = re.search(r'alt="The mix: ([^"]+)"', bundle["text/html"])[1]
    assert drawn == (
        "3 × a10g 60% of requests, 45% of the price;"
        " 1 × a100-80gb 40% of requests, 55% of the price"
    )
    assert re.search(r"a10g +█{12} +60% +█{9} +45%", bundle["text/plain"])


def test_more_kinds_than_there_is_room_for_stand_together():
    label = re.search(r'alt="The mix: ([^"]+)"', mimebundle(many())["text/html"])[1]
    assert re.search(r"\d+ more \d+% of requests, \d+% of the price$", label)


def test_spot_machines_have_a_dashed_outline():
    spot = rented("l4 spot", 2, 1.0, 0.5, kind="spot", available=0.98)
    page = mimebundle(estimate(plan=plan(spot, rented("a10g", 1, 0.9, 0.5))))["text/html"]
    assert page.count("stroke-dasharray") == 1
    assert "l4 spot (98% of the time)" in page


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (("modelled", "modelled"), "Throughputs by the roofline, not measured"),
        (("profile", "profile"), "Throughputs by your profile"),
        (
            ("profile", "modelled"),
            "Throughputs of a10g by your profile, of a100-80gb by the roofline, not measured",
        ),
    ],
)
def test_where_throughputs_come_from_is_seen_at_once(sources, said):
    able_to = tuple(
        able(name, source) for name, source in zip(("a10g", "a100-80gb"), sources, strict=True)
    )
    found = estimate(throughputs=able_to, modelled="modelled" in sources)
    assert everywhere(found, said)
    measured = serving_wording.is_measured(found)
    assert measured is ("modelled" not in sources)
    warned = f'<p class="warn">{said}' in mimebundle(found)["text/html"]
    assert warned is not measured


def test_what_was_weighed_besides_a_profile_is_told_from_it():
    found = estimate(
        throughputs=(able("a10g", "profile"), able("a100-80gb", "profile"), able("h100"))
    )
    assert everywhere(found, "by your profile; those of h100, which were weighed too, by the roofl")


def test_an_interval_that_isnt_known_says_why():
    why = "at the low end of what machines may do there is no plan: too slow"
    found = estimate(usd_per_hour=None, reasons={"usd_per_hour": why})
    assert everywhere(found, f"not measured; {why}")


def test_what_the_machines_carry_is_said():
    assert everywhere(full(), "carry at most 31.2 requests a second [26, 36.5]")


def test_cost_against_rate_marks_the_rate_that_is_planned_for():
    page = pages.Page(mimebundle(full())["text/html"])
    assert "30/s: $6.70" in page.text
    assert "requests a second" in page.text
    assert everywhere(full(), "2 × a10g")


def test_rates_without_a_plan_are_marked_as_such():
    rates = (*sensitivity().rates, AtRate(90.0, None, {}))
    found = estimate(sensitivity=dataclasses.replace(sensitivity(), rates=rates))
    assert everywhere(found, "no plan")


def test_without_rates_the_day_is_drawn_against_its_own():
    found = estimate(day=curve_of_a_day())
    assert "Price an hour against rate: from $1.01 at 4" in mimebundle(found)["text/html"]


def test_the_day_stands_beside_one_plan_for_its_peak():
    found = full()
    said = "instead of $160.80 with the busiest hour's plan kept: 48% less"
    assert everywhere(found, said)
    text, words = shown(found)
    assert re.search(r"00 [▁-█]{24} 24 \$ an hour, 0 to \$6.06", text)
    assert "busiest hour's plan all day: $6.70" in words
    bars = re.search(
        r'<g stroke-width="19"[^>]*><path d="([^"]+)"', pages.charts(mimebundle(found)["text/html"])
    )
    assert bars[1].count("M") == 24


def test_hours_without_a_plan_are_crossed_out():
    hours = list(curve_of_a_day().hours)
    hours[12] = dataclasses.replace(hours[12], usd=None, counts={})
    found = estimate(day=Day(tuple(hours), None, None, None))
    text, words = shown(found)
    assert "Over the day: not every hour has a plan" in text
    assert re.search(r"00 [▁-█]{12}×[▁-█]{11} 24", text)
    assert "12–13" in words


def test_hours_with_one_plan_stand_together():
    hours = [Hour(at, float(at), 1.0, {"a10g": 1 + at // 8}) for at in range(24)]
    rows = serving_hours.stretches(hours)
    assert [(each.first, each.last, each.rates) for each in rows] == [
        (0, 7, (0.0, 7.0)),
        (8, 15, (8.0, 15.0)),
        (16, 23, (16.0, 23.0)),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "a10g, now $1.01 an hour: out of the cheapest mix from $1.22 on",
        "a100-80gb, now $3.67 an hour: out of the cheapest mix from about $8.08 on",
        "h100, now $4.98 an hour: in the cheapest mix below $2.40",
        "2×l40s, now $3.20 an hour: it can't serve the largest sizes",
    ],
)
def test_which_price_changes_the_mix_is_said(words):
    assert everywhere(estimate(sensitivity=sensitivity()), words)


def test_prices_that_change_nothing_arent_listed():
    rows = serving_rows.prices(estimate(sensitivity=sensitivity()))
    assert rows == [("a10g at $1.26", "$7.34", "2 × a100-80gb")]


def test_speculation_says_what_to_draft_and_from_which_load_on_it_hurts():
    assert everywhere(
        full(),
        "Speculative decoding on a10g at 6.1 requests a second, acceptance 0.7: draft 1 token;",
    )
    assert everywhere(full(), "Speculation is no better than none from 7.8 requests a second (31")
    never = estimate(speculation=(speculation(length=0, speed_up=1.0),))
    assert everywhere(never, "acceptance 0.7: don't speculate")
    full_up = estimate(speculation=(speculation(saturated=True),))
    assert everywhere(full_up, "saturated there: it keeps up with 12 requests a second")


def test_best_lengths_are_figures_over_load_and_acceptance():
    found = estimate(speculation=(speculation(),))
    text, _ = shown(found)
    assert "0.9 7 6 5 4 3 2 2 1 0 0" in text
    assert re.search(r"0\.7 5 4 3 2 1 \[0\] 0 0 0 0", text)
    label = re.search(r'alt="(Best lengths[^"]+)"', mimebundle(found)["text/html"])[1]
    assert "acceptance 0.9: 7 6 5 4 3 2 2 1 0 0; acceptance 0.8" in label


def test_figures_stand_under_each_other_around_brackets():
    lines = mimebundle(estimate(speculation=(speculation(),)))["text/plain"].splitlines()
    rows = [line for line in lines if re.match(r"0\.\d +\d", line)]
    assert len(rows) == 6
    ends = {tuple(m.end() for m in re.finditer(r"(?<= )\[?\d+", line)) for line in rows}
    assert len(ends) == 1


def test_of_a_large_grid_the_own_load_is_kept():
    many_rates = tuple(float(at) for at in range(1, 41))
    wide = speculation(
        rate=17.2,
        rates=many_rates,
        lengths=tuple(tuple(3 for _ in many_rates) for _ in range(6)),
        speed_ups=tuple(tuple(1.5 for _ in many_rates) for _ in range(6)),
    )
    places = serving_speculation.shown(wide, 6)
    assert len(places.columns) == 6
    assert many_rates[places.columns[places.nearest[1]]] == 17.0
    assert wide.acceptances[places.rows[places.nearest[0]]] == 0.7


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    rates=st.lists(st.floats(0.01, 1e4), min_size=1, max_size=30, unique=True),
    own=st.floats(0.0, 1e5),
    most=st.integers(1, 12),
)
def test_whatever_the_load_its_nearest_column_is_shown(rates, own, most):
    rates = tuple(sorted(rates))
    one = tuple((2,) * len(rates) for _ in range(6))
    found = speculation(rates=rates, rate=own, lengths=one, speed_ups=one)
    places = serving_speculation.shown(found, most)
    assert places.columns == sorted(set(places.columns))
    assert len(places.columns) <= max(most, 1)
    nearest = rates[places.columns[places.nearest[1]]]
    assert abs(nearest - own) == min(abs(rate - own) for rate in rates)
    assert serving_speculation.grid(found, most).count("<svg") == 1


def test_grids_are_legible_without_colour():
    drawn = serving_grid.drawing(
        serving_grid.Grid(["1", "10"], ["a", "b"], [["1", "2"], ["10", "0"]],
                          [[0.1, 0.2], [1.0, 0.0]], "across", "down", marked=(1, 0)),
        "said",
    )  # fmt: skip
    assert "12</text>" in drawn
    assert '>10</tspan><tspan x="177">0</tspan>' in drawn
    assert "across" in pages.Page(drawn).text
    assert serving_grid.drawing(serving_grid.Grid([], [], [], [], "", ""), "") == ""


def test_requests_are_drawn_by_size():
    page = pages.Page(mimebundle(estimate())["text/html"]).text
    assert "tokens of the answer" in page
    assert "50% 26–500 tokens in, 1–25 out" in shown(estimate())[0]
    assert serving_sizes.largest_sizes(ASKED, 1) == [("26–500 tokens in, 1–25 out", 0.5)]
    assert serving_sizes.grid(usual_sizes(), 5) == ""
    assert "Requests by tokens of the prompt" in serving_sizes.margins(usual_sizes())


@pytest.mark.parametrize(
    "words",
    [
        "Nothing on offer meets 40 ms for each further token",
        "26–500 tokens in, 26–250 out (20% of requests): the target isn't met",
        "a10g: 62 ms for each further token, 1 s to the first token",
        "Why not",
    ],
)
def test_where_nothing_meets_the_target_it_says_which_sizes_and_what_would_do(words):
    assert everywhere(infeasible(), words)


@pytest.mark.parametrize("words", ["a month", "requests money", "The mix saves"])
def test_without_a_plan_nothing_is_said_of_one(words):
    assert nowhere(infeasible(), words)


def test_reasons_that_are_the_same_are_said_once():
    why = {"a10g": "too slow", "l4": "too slow", "t4": "too small"}
    none = Plan(30.0, unserved=(Unserved((1, 25), (1, 25), 1.0, why),))
    found = dataclasses.replace(infeasible(), plan=none)
    assert everywhere(found, "too slow (a10g and l4); too small (t4)")
    reasons = {f"{at},000 × 250": "the cache doesn't fit" for at in range(1, 8)}
    found = estimate(throughputs=(able("a10g", reasons=reasons), able("h100")))
    assert everywhere(found, "the cache doesn't fit: a10g at 7 sizes")


def test_a_rate_of_zero_has_its_own_form():
    found = nothing_comes()
    assert everywhere(found, "No requests: nothing has to run")
    assert nowhere(found, "a month")
    assert '<p class="head plain">' in mimebundle(found)["text/html"]


def test_what_was_stopped_says_so():
    assert everywhere(stopped(), "It was stopped before anything was known")
    assert everywhere(estimate(stopped="by you"), "Stopped by you: this is what was known by then")


def test_what_costs_nothing_has_no_price_a_month():
    found = ALL["free of charge"]()
    assert nowhere(found, "a month")
    assert everywhere(found, "$0.00")


def test_what_is_left_out_is_counted():
    text, words = shown(many())
    assert re.search(r"… and \d+ more", text)
    assert re.search(r"… and \d+ more, in `to_frame\(\)`", words)


def test_remarks_of_who_shows_it_are_said():
    assert everywhere(estimate(), "said aside", aside=("said aside",))


def test_the_authors_example_is_shown_as_they_publish_it():
    found = results.small()
    assert everywhere(found, "3 × a10g + 1 × a100-80gb: $6.70 an hour")
    assert everywhere(found, "Throughputs by your profile")
    assert nowhere(found, "not measured")
    assert everywhere(found, "out of the cheapest mix from")


def test_what_the_roofline_says_is_told_from_what_was_measured():
    found = results.modelled()
    assert everywhere(found, "Throughputs by the roofline, not measured; over their 80% interval")
    assert everywhere(found, "modelled")
    assert everywhere(found, "acceptance 0.6: d")


@pytest.mark.parametrize(
    ("value", "said"),
    [(30.0, "30"), (0.125, "0.125"), (1250.0, "1,250"), (0.0, "0"), (12345.0, "12,300")],
)
def test_plain_numbers_have_three_digits(value, said):
    assert serving_wording.number(value) == said


def test_prices_are_no_formulas() -> None:
    """MathJax reads `$6.70 … $` as one, except in elements of these classes."""
    assert (
        '<div class="jperf mathjax_ignore tex2jax_ignore">' in mimebundle(estimate())["text/html"]
    )


def test_what_is_left_out_of_a_real_question_is_said_in_a_few_lines():
    serving = "jupyter_perf.estimation.serving"
    question = importlib.import_module(f"{serving}.question")
    able = importlib.import_module(f"{serving}.able")
    core = importlib.import_module("jupyter_perf.core")
    workload = importlib.import_module("jupyter_perf.core.workload").Workload(
        "serve", requests={(500, 100): 1.0}, rate=1.0, slo={"tpot": 0.1}
    )
    machines = [core.targets.get(name) for name in ("t4", "v100-16gb", "h100")]
    asked = question.question("llama-3.1-8b", workload, machines)
    found = able.able(asked, lambda *said: None)
    left_out = found.left_out
    replaced = [name for name, why in left_out.items() if "as much for the money" in why]
    assert len(replaced) > 1
    said = serving_grouping.left_out(left_out, found.kinds)
    assert len([each for each in said if "do as much for the money" in each]) == 1
    assert "the model doesn't fit on fewer than 2 of t4 and v100-16gb" in said


TOO_LARGE, REPLACED = LeftOut("too large", "t4", 2), LeftOut("replaced", "l4")


@pytest.mark.parametrize("kind", [TOO_LARGE, REPLACED])
def test_one_of_a_kind_is_said_as_it_is(kind):
    assert serving_grouping.left_out({"t4": "its words"}, {"t4": kind}) == ["t4: its words"]


@pytest.mark.parametrize(
    "kind", [None, LeftOut("of another day", "l4"), LeftOut("too large", "l4", None)]
)
def test_what_has_no_kind_that_is_known_is_said_as_it_is(kind):
    reasons = {"2×l4": "one reason", "4×l4": "another"}
    kinds = {} if kind is None else dict.fromkeys(reasons, kind)
    assert serving_grouping.left_out(reasons, kinds) == ["2×l4: one reason", "4×l4: another"]


def test_a_record_of_before_is_shown_in_its_own_words():
    said = "requests are taken to be `chat`"
    reasons = {"2×l4": "one reason", "4×l4": "another"}
    now = estimate(
        notes=(said,), taken=said, left_out=reasons, left_out_kinds=dict.fromkeys(reasons, REPLACED)
    )
    assert ServingEstimate.from_json(now.to_json()) == now
    assert nowhere(now, "one reason")
    data = json.loads(now.to_json())
    for name in ("left_out_kinds", "taken", "answer_alone"):
        del data[name]
    before = ServingEstimate.from_json(json.dumps(data))
    assert (before.left_out_kinds, before.taken, before.answer_alone) == ({}, "", "")
    assert everywhere(before, said)
    assert everywhere(before, "2×l4: one reason")
    assert nowhere(before, "No requests were named")


def test_targets_that_could_be_met_are_said_once_and_never_the_one_that_was_asked():
    found = dataclasses.replace(
        infeasible(),
        answer="nothing on offer meets it; h100: 50 ms for each further token would do",
        answer_alone="nothing on offer meets it",
        loosest={"h100": Slo(tpot=0.05)},
    )
    words = " ".join(mimebundle(found)["text/plain"].split())
    assert words.count("50 ms for each further token") == 1
    asked_for = dataclasses.replace(found, loosest={"h100": found.slo})
    assert "- h100:" not in mimebundle(asked_for)["text/plain"]


def test_a_usual_mix_that_nobody_named_is_seen_at_once():
    said = "requests are taken to be `chat`"
    found = estimate(notes=(said,), taken=said)
    assert everywhere(found, "No requests were named: requests are taken to be")
    assert "Notes" not in mimebundle(found)["text/plain"].replace("Notes:\n- the", "")
    assert nowhere(estimate(), "No requests were named")


def test_groups_of_devices_are_explained():
    shared = dataclasses.replace(offered("2×l40s"), devices=2, target="l40s")
    found = estimate(plan=plan(rented("2×l40s", 1, 0.9, 1.0)), offers=(shared,))
    assert everywhere(found, "2×l40s is one machine of 2 l40s that share the model")
    assert nowhere(estimate(), "share the model")


def test_machines_that_may_carry_nothing_say_why():
    carried = Sensitivity(carries=Range(9.0, 0.0, 13.0))
    assert everywhere(estimate(sensitivity=carried), "at 0 they miss the target for some sizes")


def test_one_kind_by_itself_isnt_everything_on_offer():
    found = estimate(alone=(
        Alone("l4", reason="nothing on offer meets 50 ms for all requests"),
        Alone("t4", reason="nothing on offer can serve 1% of requests: too long"),
        Alone("h100", reason="too few of them"),
    ))  # fmt: skip
    assert [row[-1] for row in serving_rows.alone(found)] == [
        "misses 50 ms for all requests",
        "can't serve 1% of requests: too long",
        "too few of them",
    ]


def test_a_day_that_is_the_same_all_day_says_so():
    hours = tuple(Hour(at, 1.0, 2.0, {"a10g": 1}) for at in range(24))
    found = estimate(day=Day(hours, 48.0, 48.0, 0.0))
    assert everywhere(found, "Over the day $48.00; the busiest hour's plan kept costs no more")


def test_what_was_stopped_early_says_how_to_be_faster():
    found = estimate(plan=None, usd_per_hour=None, alone=(), stopped="by you",
                     answer="it was stopped before anything was known")  # fmt: skip
    assert everywhere(found, "Fewer kinds of machines take less time")


def test_drawings_and_tables_scroll_by_themselves():
    html = mimebundle(full())["text/html"]
    inside = re.sub(r'<div class="wide" tabindex="0">.*?</div>', "", html, flags=re.DOTALL)
    assert "<img" not in inside
    assert "<table" not in inside
    assert "<img" in html


def data_of(found):
    return mimebundle(found)[MIME_TYPE]


def test_the_data_of_a_front_end_say_what_the_page_says():
    data = data_of(full())
    assert (data["schema"], data["kind"], data["state"]) == (1, "serving", "done")
    assert data["headline"]["text"].startswith("3 × a10g + 1 × a100-80gb: $6.70 an hour")
    result = data["result"]
    name, count, usd, share, *_ = result["plan"]["rented"][0].split("\t")
    assert (name, int(count), float(usd), float(share)) == ("a10g", 3, 1.01, 0.6)
    assert [row.split("\t")[0] for row in result["alone"]] == ["a100-80gb", "a10g", "h100"]
    words = " ".join(mimebundle(full())["text/html"].split())
    assert any("80% interval" in fact for fact in result["facts"])
    for rate, usd, mix in (row.split("\t") for row in result["sensitivity"]["rates"]):
        assert float(rate) >= 0
        assert (usd == "") == (mix == "none")
    assert result["speculation"][0]["instance"] in words


def test_matrices_of_the_data_have_their_shape():
    first = speculation()
    shown = data_of(estimate(speculation=(first,)))["result"]["speculation"][0]
    lengths = [row.split() for row in shown["lengths"].split(";")]
    assert len(lengths) == len(shown["acceptances"].split())
    assert {len(row) for row in lengths} == {len(shown["rates"].split())}
    assert [float(each) for each in shown["acceptances"].split()] == sorted(
        first.acceptances, reverse=True
    )


def test_names_bring_no_cells_of_their_own():
    found = estimate(alone=(Alone("one\ttwo", 1, 2.0, 0.1),))
    assert data_of(found)["result"]["alone"][0].split("\t")[:2] == ["one two", "1"]

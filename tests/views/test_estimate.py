"""What an estimate says of itself, and that its forms stay small, whole and harmless."""

import dataclasses
import json
import math
import re

import estimates
import pages
import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.result import Actual, Estimate, Fits, Row, Size, WhatIf
from jupyter_perf.views import clock_time, estimate_figures, estimate_wording
from jupyter_perf.views.envelope import MIME_TYPE
from jupyter_perf.views.estimate import mimebundle
from jupyter_perf.views.limits import SAVED_BYTES, saved_size


@pytest.fixture(params=list(estimates.ALL))
def found(request):
    return estimates.ALL[request.param]()


def shown(found, **options):
    """Its text, and the words of its HTML."""
    bundle = mimebundle(found, **options)
    return re.sub(r"\s+", " ", bundle["text/plain"]), pages.Page(bundle["text/html"]).text


def everywhere(found, words, **options):
    return all(words in form for form in shown(found, **options))


def test_every_form_is_there_small_and_free_of_what_json_lacks(found):
    bundle = mimebundle(found)
    assert set(bundle) == {"text/plain", "text/html", MIME_TYPE}
    assert saved_size(bundle) <= SAVED_BYTES
    json.dumps(bundle, allow_nan=False)
    for form in shown(found):
        assert "nan" not in form.lower().replace("finance", "")
        assert "None" not in form
    assert max(map(len, bundle["text/plain"].splitlines())) <= 80


def test_the_html_holds_no_script_and_every_picture_has_words(found):
    page = pages.Page(mimebundle(found)["text/html"])
    assert not page.tags & {"script", "img", "iframe", "link", "a", "object"}
    assert not {name for name in page.attributes if name.startswith("on")}
    if "svg" in page.tags:
        assert {"role", "aria-label"} <= page.attributes


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            estimates.extrapolated(),
            "About 41 min (34 to 50 min), 3.2 GB (2.9 to 3.6 GB) at the peak;"
            " grows about as n^1.9 in `orders`",
        ),
        (
            estimates.measured(),
            "Takes 41.2 ms (40.5 to 42.1 ms), 1.2 MB (1.1 to 1.4 MB) at the peak:"
            " measured, all of it",
        ),
        (
            estimates.refused(),
            "No time can be given: it talks to a network, which a sample may not do",
        ),
        (estimates.module(), "On NVIDIA H100 SXM about 41 ms (30 to 55 ms)"),
        (estimates.api(), "About $1.20 ($0.90 to $2.40), 10 min (6 min 20 s to 16 min)"),
        (
            estimates.after(),
            "Took 43 min 30 s: inside the prediction of 41 min (34 to 50 min), 1.06×",
        ),
        (estimates.after(9000.0), "Took 2 h 30 min: outside the prediction of 41 min"),
        (
            estimates.extrapolated(actual=Actual(2670.0, waited_seconds=60.0)),
            "Took 44 min 30 s: inside the prediction of 41 min (34 to 50 min), 1.06×",
        ),
        (
            estimates.extrapolated(actual=Actual(9000.0, waited_seconds=6390.0)),
            "Took 2 h 30 min, of which it waited 1 h 46 min for a processor; the other 43 min 30 s:"
            " inside the prediction of 41 min (34 to 50 min), 1.06×",
        ),
        (estimates.after(12.0, None, "raised"), "The cell raised after 12 s; 41 min (34 to 50"),
        (estimates.after(12.0, None, "interrupted"), "The cell was interrupted after 12 s"),
        (estimates.refused(actual=Actual(3.0)), "Took 3 s: no time had been predicted"),
        (estimates.refused(reasons={}, stopped="by you"), "No time can be given: stopped by you"),
    ],
)
def test_the_headline_says_what_it_costs_or_why_nobody_can_tell(found, words):
    assert everywhere(found, words)


def test_only_a_right_prediction_is_praised():
    tones = {name: estimate_wording.headline(make()).tone for name, make in estimates.ALL.items()}
    assert tones.pop("right") == "good"
    assert tones.pop("refused") == tones.pop("off") == "warn"
    assert set(tones.values()) == {"plain"}


def test_what_does_not_fit_is_said_first():
    fits = Fits(estimates.around(30e9), 25.3e9, "this container")
    head = estimate_wording.headline(estimates.extrapolated(fits=fits))
    assert head.tone == "warn"
    assert "may not fit in the 25.3 GB of this container: needs 30 GB (25 to 36 GB)" in head.text
    never = dataclasses.replace(fits, available_bytes=1e9)
    assert "; doesn't fit in" in estimate_wording.headline(estimates.extrapolated(fits=never)).text


@pytest.mark.parametrize(
    "words",
    [
        "Started at 13:51 it ends about 14:32 (14:25 to 14:41, UTC)",
        "Fits in the 25.3 GB of this machine: needs 4.1 GB (3.4 to 4.9 GB)",
        "line 2: for _, a in orders.iterrows():",
        "98%",
        "40 min (33 to 48 min)",
        "10 × orders",
        "2.2 days (33 h to 3.5 days)",
        "32 GB (27 to 38 GB)",
        "too far from what was measured",
        "Sampled: orders: 1% to 12%; groups of `customer` kept",
        "money: this machine has no price: name one in the project file",
        "the working set leaves the last cache near 40,000 rows",
        "4.8 g (1.5 to 11 g)",
        "half of 85 W, assumed",
        "isolation S2",
        "found out in 5.1 s",
        "pandas 3.1.0",
        "ranges are 80% intervals",
    ],
)
def test_what_a_reader_asks_next_is_answered(words, monkeypatch):
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert everywhere(estimates.extrapolated(), words)


def test_the_statement_that_takes_the_time_comes_first():
    for form in shown(estimates.extrapolated()):
        assert form.index("iterrows") < form.index("sum(pairs)") < form.index("pairs = []")


def test_energy_and_money_are_behind_a_click():
    html = mimebundle(estimates.module())["text/html"]
    folded = html[html.index("<summary>Money, energy, CO₂e</summary>") :]
    assert "$0.000031 ($0.000023 to $0.000042)" in folded
    assert "25 J (17 to 38 J)" in folded
    assert "<details open" not in folded


def test_remarks_of_whoever_shows_it_stand_in_all_forms():
    said = "stored result of 2026-11-01; --again estimates anew"
    assert everywhere(estimates.measured(), said, aside=(said,))
    assert said in mimebundle(estimates.measured(), aside=(said,))[MIME_TYPE]["remarks"]


def test_weak_isolation_is_a_warning():
    found = estimates.extrapolated(isolation="S0: limits only")
    assert everywhere(found, "Weak isolation on this machine")


@pytest.mark.parametrize("hostile", [pages.HOSTILE, "`" * 3000, "a\r\nb\r\n" * 900, "数" * 9000])
def test_strangers_texts_stay_texts_and_do_not_push_it_over_the_limit(hostile):
    found = dataclasses.replace(
        estimates.extrapolated(),
        source=hostile,
        title=hostile,
        target=hostile,
        bound=hostile,
        reasons={"usd": hostile, hostile: hostile},
        assumptions=(hostile,) * 30,
        notes=(hostile,) * 30,
        rows=(Row(hostile, estimates.around(1.0), 0.5, note=hostile, line=10**9),) * 60,
        sizes=(Size(hostile, 3.0, hostile, (hostile,)), Size("orders", 2e5, hostile)),
        what_if=(WhatIf(hostile, {hostile: 1.0}, reason=hostile),) * 40,
        fits=Fits(estimates.around(1e9), 1e10, hostile),
        sampled=hostile,
        figures={hostile: hostile, hostile + "_bytes": 3.0},
        isolation=hostile,
        stopped=hostile,
        versions={hostile: hostile},
    )
    bundle = mimebundle(found)
    assert saved_size(bundle) <= SAVED_BYTES
    page = pages.Page(bundle["text/html"])
    assert not page.tags & {"script", "img"}
    text = json.dumps(bundle, ensure_ascii=False)
    assert "\x1b" not in bundle["text/plain"]
    assert "\\u001b" not in text
    text.encode("utf-8")


def test_numbers_without_end_are_words_or_nothing():
    endless = Range(41.0, 34.0, math.inf)
    found = estimates.extrapolated(
        seconds=endless,
        peak_bytes=Range(0.0, 0.0, 0.0),
        rows=(Row("a", endless, math.nan, flops=math.inf), Row("b")),
        figures={"x": math.inf, "y_bytes": math.nan, "z": endless},
        what_if=(WhatIf("more", {"orders": math.inf}, endless),),
        fits=Fits(endless, 0.0, "this machine"),
        actual=Actual(math.inf, math.nan),
    )
    bundle = mimebundle(found)
    json.dumps(bundle, allow_nan=False)
    assert saved_size(bundle) <= SAVED_BYTES
    before = dataclasses.replace(found, actual=None, fits=None)
    assert everywhere(before, "About 41 s (at least 34 s), 0 B at the peak")


def test_nothing_known_is_shown_as_nothing_known():
    found = Estimate("cell", "")
    assert everywhere(found, "No time can be given: the reason isn't known")
    assert mimebundle(found)[MIME_TYPE]["result"] == {
        "version": 1,
        "kind": "cell",
        "target": "here",
        "measured": False,
        "searched_seconds": 0.0,
    }


def test_figures_read_their_unit_from_their_name():
    named = {
        "tokens_per_s": estimates.around(55.0),
        "kv_cache_bytes": 8.4e7,
        "first_token_s": 0.1,
        "usd_per_million_output_tokens": 8.5,
        "idealized_s_per_prompt_token": 0.002,
        "prefill_mfu": 0.4,
        "training_flops": 1.2e21,
        "largest_batch": 412,
        "attention": "grouped",
    }
    assert [(label, text) for _, label, text in estimate_figures.rows(named)] == [
        ("Tokens", "55/s (46 to 66/s)"),
        ("KV cache", "84 MB"),
        ("First token", "100 ms"),
        ("Price per million output tokens", "$8.50"),
        ("Idealized time per prompt token", "2 ms"),
        ("Prefill MFU", "40%"),
        ("Training", "1.2 ZFLOP"),
        ("Largest batch", "412"),
        ("Attention", "grouped"),
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (Range(59.0, 50.0, 70.0), ""),
        (Range(2460.0, 2040.0, 3000.0), "ends about 14:32 (14:25 to 14:41, UTC)"),
        (
            Range(1e5, 9e4, 1.2e5),
            "ends about 2026-11-04 17:37 (2026-11-04 14:51 to 2026-11-04 23:11, UTC)",
        ),
        (Range(600.0, 500.0, math.inf), "ends about 14:01 (not before 13:59, UTC)"),
        (Range(1e12, 1.0, 1e13), ""),
    ],
)
def test_the_end_is_told_as_a_clock_has_it(seconds, said):
    import datetime

    told = clock_time.ends(estimates.CREATED, seconds, datetime.UTC)
    assert told.removeprefix("Started at 13:51 it ") == said


def test_a_date_that_is_none_tells_no_end():
    assert clock_time.ends("", Range(600.0, 500.0, 700.0)) == ""
    assert clock_time.ends("yesterday", Range(600.0, 500.0, 700.0)) == ""


def test_on_other_hardware_no_clock_is_asked():
    assert estimate_wording.ends(estimates.module(seconds=3000.0)) == ""


def test_why_a_case_has_no_time_stands_beside_its_quantities():
    cases = (
        WhatIf("10 ×", {"orders": 2e6}, estimates.around(9.0)),
        WhatIf("100 ×", {"orders": 2e7}, None, estimates.around(3e10), reason="it doesn't fit"),
        WhatIf("1000 ×", {"orders": 2e8}),
    )
    html = mimebundle(estimates.extrapolated(what_if=cases))["text/html"]
    table = html[html.index('<table class="est"><tr><th>What if') :].partition("</table>")[0]
    rows = [re.findall(r"<t[hd]>(.*?)</t[hd]>", row) for row in table.split("</tr>")]
    assert rows[0] == ["What if", "Time", "Memory", "Why not"]
    assert rows[2][1:] == ["", "30 GB (25 to 36 GB)", "it doesn&#x27;t fit"]
    assert rows[3][1:] == ["", "", "unknown"]


def test_stopped_with_nothing_found_promises_nothing():
    nothing = estimates.refused(reasons={}, stopped="by you")
    assert estimate_wording.stopped(nothing) == "Stopped by you"
    assert "until then" in estimate_wording.stopped(estimates.measured(stopped="by you"))

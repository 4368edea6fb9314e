import dataclasses
import json
import math

import examples
import pytest
from pages import HOSTILE, Page

from jupyter_perf.core.code import Candidate
from jupyter_perf.refinement.verdict import NOT_TIMED, Different, Evidence, Failed
from jupyter_perf.views.limits import SAVED_BYTES, saved_size
from jupyter_perf.views.refinement import MIME_TYPE, mimebundle


def shown(found, **options):
    bundle = mimebundle(found, **options)
    return bundle["text/plain"], Page(bundle["text/html"])


def test_a_gain_is_shown_with_interval_evidence_diff_memory_and_isolation():
    text, page = shown(examples.every_outcome())
    joined = " ".join(text.split())
    for form in (joined, " ".join(page.text.split())):
        assert "12.3× faster (11.8–12.9×)" in form
        assert "same answer on your data and on 34 generated inputs" in form
        assert "- for i, row in df.iterrows():" in form
        assert '+ total = float((df["price"] * df["count"]).sum())' in form
        assert "1.50 s → 122 ms CPU time" in form
        assert "peak memory: 120 MB → 48.0 MB" in form
        assert "no longer set afterwards: `i`, `row`" in form
        assert "isolation S3" in form
    assert text.startswith("12.3× faster")


def test_every_candidate_is_listed_with_outcome_and_reason():
    text, page = shown(examples.every_outcome())
    joined = " ".join(text.split())
    for form in (joined, page.text):
        for said in (
            "row 17 is 3.5, was 4.0",
            "TypeError: can't unbox array of objects",
            "not looked at: out of time",
            "machine busy",
            "same on this data only: with one row: `total` is nan",
            "faster on this data only",
        ):
            assert said in form


def test_nothing_faster_says_where_the_time_goes():
    found = examples.refinement(verdicts=[examples.not_faster()], profile=((5, 0.92),))
    text, page = shown(found)
    assert text.startswith("Nothing faster found")
    for form in (text, page.text):
        assert "line 5: 92% of the time: for i, row in df.iterrows():" in form


def test_no_rule_applies():
    text, _ = shown(examples.refinement())
    assert "2 rules looked at, none applies" in text


def test_what_cant_be_verified_says_why():
    text, page = shown(examples.refinement(reason="it writes to `out.csv`"))
    assert text.startswith("Can't be verified: it writes to `out.csv`")
    assert "Can't be verified: it writes to `out.csv`" in page.text
    assert "no rewrite" not in text
    assert "looked at" not in page.text


def test_inconclusive_is_a_result():
    found = examples.refinement(
        verdicts=[examples.not_faster(decision="inconclusive", why="machine busy")]
    )
    assert shown(found)[0].startswith("Inconclusive: machine busy")


def test_only_on_this_data_is_never_a_plain_success():
    only = examples.faster(evidence=Evidence(own=1, only_this_data="with NaN: `total` differs"))
    text, page = shown(examples.refinement(verdicts=[only]))
    assert "on this data only" in text.splitlines()[0]
    assert "details" in page.tags
    assert "with NaN: `total` differs" in " ".join(text.split())
    assert "iterrows" not in text


def test_what_wasnt_tried_is_not_said_to_differ():
    only = examples.faster(evidence=Evidence(own=1, untried="3 of 36 inputs were tried in time"))
    text, _ = shown(examples.refinement(verdicts=[only]))
    assert "on this data only: too few other inputs were tried" in " ".join(text.split())
    assert "another answer" not in text
    assert "3 of 36 inputs were tried in time" in " ".join(text.split())


def test_a_first_call_seen_once_is_said_to_be_about_that():
    slow = examples.timing(0.004, 0.0, 1.0, decision=NOT_TIMED)
    text, _ = shown(examples.refinement(best=examples.faster(first_call=slow), kind="function"))
    assert text.startswith("First call about 0.0040× as fast; later calls 12.3× faster (")
    fast = examples.timing(9.0, 0.0, math.inf, decision=NOT_TIMED)
    text, _ = shown(examples.refinement(best=examples.faster(first_call=fast), kind="function"))
    assert text.startswith("12.3× faster (")
    assert "first call: about 9.00× faster, " in " ".join(text.split())


def test_the_first_call_comes_first_where_it_disagrees():
    best = examples.faster(first_call=examples.timing(0.4, 0.38, 0.42))
    text, _ = shown(examples.refinement(best))
    assert text.startswith("First call 0.40× as fast (0.38–0.42×); later calls 12.3× faster")
    assert text.index("first call: 0.40×") < text.index("later calls: 12.3×")
    agreeing = examples.faster(first_call=examples.timing(12.0, 11.0, 13.0))
    text, _ = shown(examples.refinement(agreeing))
    assert text.startswith("12.3× faster")
    assert text.index("later calls: 12.3×") < text.index("first call: 12.0×")


@pytest.mark.parametrize(
    ("ratio", "seconds", "small"),
    [(1.05, 5.0, True), (3.0, 0.005, True), (3.0, 0.05, False), (1.15, 5.0, False)],
)
def test_small_gains_are_collapsed(ratio, seconds, small):
    best = examples.faster(ratio, ratio - 0.02, ratio + 0.02, seconds=seconds)
    text, _ = shown(examples.refinement(best))
    html = mimebundle(examples.refinement(best))["text/html"]
    assert text.startswith("Only a small gain") == small
    assert ("jp.last().code" in text) == small
    assert (html.index("<pre>") > html.index("<details>")) == small


def test_little_memory_is_not_worth_a_line():
    little = examples.faster(peak_bytes=(0, 900))
    assert "peak memory" not in shown(examples.refinement(little))[0]


def test_weak_isolation_is_a_plain_warning():
    text, page = shown(examples.refinement(examples.faster(), isolation="S0: rlimits and timeout"))
    assert "Warning: Weak isolation" in text
    assert "Weak isolation" in page.text
    assert "Weak isolation" not in shown(examples.refinement(examples.faster()))[0]


def test_top_shows_more_of_them_in_full():
    second = examples.faster(5.0, 4.8, 5.2, code=examples.SOURCE + "\n'second'", steps=("b",))
    found = examples.refinement(best := examples.faster(), [best, second])
    assert "+ 'second'" not in shown(found)[0]
    text, page = shown(found, top=2)
    assert "+ 'second'" in text
    assert "'second'" in page.text


def test_stopped_searches_and_remarks_are_said():
    found = examples.refinement(examples.faster(), stopped="by you", sampled="on 5% of `orders`")
    text, page = shown(found, aside=("stored result of 2026-01-02",))
    for form in (text, page.text):
        assert "search stopped by you" in form
        assert "on 5% of `orders`" in form
        assert "stored result of 2026-01-02" in form


def hostile():
    code = f'x = """{HOSTILE}"""\n# {HOSTILE}'
    best = examples.faster(code=code, steps=(HOSTILE,))
    best = dataclasses.replace(best, candidate=dataclasses.replace(best.candidate, summary=HOSTILE))
    others = [
        Different(Candidate(HOSTILE, (HOSTILE,)), HOSTILE),
        Failed(Candidate(HOSTILE, ()), HOSTILE),
        examples.not_faster((HOSTILE,), why=HOSTILE),
    ]
    return examples.refinement(
        best,
        [best, *others],
        source=f"y = {HOSTILE!r}\n{HOSTILE}",
        isolation=HOSTILE,
        notes=(HOSTILE,),
        versions={HOSTILE: HOSTILE},
    )


def test_hostile_text_stays_text():
    bundle = mimebundle(hostile(), aside=(HOSTILE,))
    page = Page(bundle["text/html"])
    assert page.tags.isdisjoint({"script", "img", "iframe", "object"})
    assert not any(name.startswith("on") for name in page.attributes)
    assert "src" not in page.attributes
    assert "\x00" not in bundle["text/html"]
    assert "\x1b" not in bundle["text/html"]
    bundle["text/html"].encode()
    assert "\x1b" not in bundle["text/plain"]
    json.dumps(bundle, ensure_ascii=False).encode()


def test_no_script_no_network_no_global_style():
    html = mimebundle(examples.every_outcome())["text/html"]
    for absent in ("<script", "http://" + "cdn", "https://", "url(", "@import", "<link"):
        assert absent not in html
    style = html[html.index("<style>") + 7 : html.index("</style>")]
    selectors = [part.split("{")[0] for part in style.split("}") if "{" in part]
    assert all(one.strip().startswith(".jperf") for group in selectors for one in group.split(","))


def test_text_is_at_most_80_columns_wide():
    wide = "x = " + " + ".join(f"column_{i}" for i in range(60))
    found = examples.refinement(examples.faster(code=wide), source=wide.replace("+", "-"))
    for one in (found, examples.every_outcome(), hostile()):
        lines = mimebundle(one)["text/plain"].splitlines()
        assert max(map(len, lines)) <= 80


def long_text(lines):
    return "\n".join(
        f"value_{i} = frame['column {i}'].apply(lambda x: x * {i})" for i in range(lines)
    )


@pytest.mark.parametrize("lines", [1, 200, 5000])
def test_a_saved_result_is_small_whatever_it_holds(lines):
    best = examples.faster(code=long_text(lines), steps=tuple(f"rule-{i}" for i in range(lines)))
    many = [examples.not_faster((f"rule {i} " * 50,), why="because " * 200) for i in range(lines)]
    found = examples.refinement(
        best,
        [best, *many],
        source=long_text(lines)[::-1],
        notes=("note " * 500,) * lines,
        versions={f"package{i}": "1" * 50 for i in range(lines)},
    )
    bundle = mimebundle(found)
    assert saved_size(bundle) <= SAVED_BYTES
    assert "12.3× faster" in bundle["text/plain"]
    Page(bundle["text/html"])


def choice():
    best = examples.faster(peak_bytes=(120_000_000, 48_000_000))
    code = "import numpy as np\n" + examples.SOURCE.replace("total = 0.0", "total = np.zeros(1)")
    small = examples.faster(8.0, 7.5, 8.4, code=code, steps=("first-rule", "second-rule"))
    return best, small


def test_several_that_are_faster_are_set_side_by_side_with_what_they_cost():
    best, small = choice()
    found = examples.refinement(best, [small, best, examples.not_faster()])
    text, page = shown(found)
    for form in (" ".join(text.split()), " ".join(page.text.split())):
        assert "12.3× (11.8–12.9×)" in form
        assert "120 MB → 48.0 MB" in form
        assert "7 lines, 3 fewer" in form
        assert "rows-to-columns (taken)" in form
        assert "3 lines, 1 more" in form
    assert "table" in page.tags
    assert text.count("8.00× (7.50–8.40×)") == 1
    assert "- hoist-invariant: not faster" in text
    result = mimebundle(found)[MIME_TYPE]["result"]
    ours, other = result["best"], result["verdicts"][1]
    assert ours["peak_bytes"] == [120_000_000, 48_000_000]
    assert ours["change"] == {"lines": 7, "added": -3, "imports": []}
    assert "peak_bytes" not in other


def test_one_that_is_faster_needs_no_table():
    best, _ = choice()
    text, page = shown(examples.refinement(best, [best, examples.not_faster()]))
    assert "(taken)" not in text + page.text


def test_what_was_not_timed_gets_no_interval():
    other = examples.not_faster(("slow-rule",), 1.3, "not timed", "well behind the best")
    text, page = shown(examples.refinement(examples.faster(), [examples.faster(), other]))
    assert "slow-rule: not timed, about 1.30×: well behind the best" in " ".join(text.split())
    assert "about 1.30×" in page.text


def test_our_own_type_says_where_the_time_goes_whatever_was_found():
    found = examples.refinement(examples.faster(), profile=((5, 0.923456), (6, 0.05)))
    assert mimebundle(found)[MIME_TYPE]["result"]["profile"] == [[5, 0.9235], [6, 0.05]]
    assert "92%" not in shown(found)[0]


def test_infinite_intervals_are_shown():
    best = examples.faster(50.0, 40.0, float("inf"))
    bundle = mimebundle(examples.refinement(best, [best, examples.not_faster()]))
    assert "40.0× to ∞" in bundle["text/plain"]
    json.dumps(bundle[MIME_TYPE], allow_nan=False)


def test_a_result_finds_its_view():
    found = examples.every_outcome()
    assert found._repr_mimebundle_() == mimebundle(found)
    assert str(found) == mimebundle(found)["text/plain"]


def test_a_note_about_many_things_is_one_line():
    drawn = tuple(f"`Out[2][{at}]`: compared as it is drawn" for at in range(10))
    notes = (*drawn, "`a`: an iterator", "`b`: an iterator", "no colon")
    best = examples.faster(evidence=Evidence(own=1, generated=3, notes=notes))
    for form in (
        text := shown(examples.refinement(best))[0],
        shown(examples.refinement(best))[1].text,
    ):
        assert "`Out[2][0]` and 9 more: compared as it is drawn" in form
        assert "`a`, `b`: an iterator" in form
        assert "no colon" in form
    assert text.count("drawn") == 1


def test_a_wide_interval_leaves_no_third_digit_and_is_said_once():
    best = examples.faster(8.86, 1.53, 59.1)
    for form in shown(examples.refinement(best)):
        words = form if isinstance(form, str) else form.text
        assert words.count("8.9× faster (1.5–59×)") == 1
        assert "each run: 1.50 s → 169 ms CPU time" in words
        assert "1 rewrite tried: 1 faster" in words


def test_code_in_sentences_is_marked_and_escaped():
    html = mimebundle(examples.refinement(reason="writes `<b>.csv`"))["text/html"]
    assert "<code>&lt;b&gt;.csv</code>" in html


def test_a_search_stopped_at_once_says_nothing_of_rules():
    text, page = shown(examples.refinement(stopped="by you"))
    assert text.startswith("Stopped by you before anything was found")
    assert "no rewrite applies" not in text + page.text


def test_a_wide_line_of_code_is_whole_in_text():
    wide = "total = " + " + ".join(f"column_{i}" for i in range(20))
    found = examples.refinement(examples.faster(code=wide), source="total = slow()")
    assert wide.replace(" ", "") in shown(found)[0].replace(" ", "").replace("\n", "")


def test_a_sample_is_no_news_where_nothing_was_tried():
    found = examples.refinement(sampled="5% of `orders`")
    assert "5%" not in shown(found)[0] + shown(found)[1].text
    tried = examples.refinement(examples.faster(), sampled="5% of `orders`")
    assert "compared and timed on 5% of `orders`" in shown(tried)[1].text

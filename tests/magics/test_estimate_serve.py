"""`%%estimate --serve` in a real kernel: what it shows and keeps, and that nothing of it runs."""

import pytest

MADE = """
import jupyter_perf as jp
profile = {
    "buckets": {"inputs": [25, 100], "outputs": [25, 100]},
    "A10G": {"cost": 1.01, "tputs": [[2, 1], [5, 2]]},
    "A100-80GB": {"cost": 3.67, "tputs": [[20, 20], [40, 20]]},
}
bare = {name: each for name, each in profile.items() if name != "buckets"}
shares = [[0.2, 0.1], [0.5, 0.2]]
"""
ASKED = "--serve --profile profile --rate 30 --slo tpot=100ms --slices 1"
ANSWER = (
    "3 × a10g + 1 × a100-80gb: $6.70 an hour, 9% less than the cheapest single kind"
    " (2 × a100-80gb, $7.34)"
)


@pytest.fixture
def ready(kernel):
    kernel.run(MADE)
    return kernel


def refused(ran):
    """What a mistake is told in; nothing else came of the cell."""
    assert ran.reply["status"] == "error"
    assert ran.reply["ename"] == "UsageError"
    assert not ran.outputs or {kind for kind, _ in ran.outputs} <= {"stream", "error"}
    said = ran.printed + " ".join(ran.errors)
    assert "(nothing was run)" in said
    return said


def test_the_authors_example_is_answered_in_one_output_and_kept(ready):
    ran = ready.run(f"%%estimate {ASKED} --into y\nshares")
    assert ran.reply["status"] == "ok", ran.errors
    assert [kind for kind, _ in ran.outputs] == ["display_data"]
    assert ANSWER in " ".join(ran.shown.split())
    assert ready.ask("y is jp.last() and y.plan.counts") == "{'a10g': 3, 'a100-80gb': 1}"
    history = ready.run("%perf history --kind serving").shown
    assert "3 × a10g + 1 × a100-80gb: $6.70 an hour" in history


def test_requests_may_stand_on_the_line(ready):
    ran = ready.run(f"%estimate {ASKED.replace('--serve', '--serve shares')}")
    assert ran.reply["status"] == "ok", ran.errors
    assert "$6.70 an hour" in ran.shown


def test_a_log_a_file_and_a_literal_say_the_same(ready, tmp_path):
    sizes = {(20, 20): 2, (20, 90): 1, (90, 20): 5, (90, 90): 2}
    rows = [size for size, count in sizes.items() for _ in range(count)]
    path = tmp_path / "log.csv"
    path.write_text("prompt_tokens,output_tokens\n" + "\n".join(f"{a},{b}" for a, b in rows))
    ready.run(f"import pandas as pd; frame = pd.read_csv({str(path)!r})")
    for body in ("frame", str(path), str(sizes)):
        ran = ready.run(f"%%estimate {ASKED}\n{body}")
        assert ran.reply["status"] == "ok", ran.errors
        assert ANSWER in " ".join(ran.shown.split()), body


def test_a_model_is_planned_by_the_roofline(ready):
    ran = ready.run(
        "%%estimate --serve --config llama-3.1-8b --rate 20 --slo tpot=50ms,ttft=2"
        " --target a100-80gb,h100 --tensor-parallel 1 --into y\n{(500, 200): 1.0}"
    )
    assert ran.reply["status"] == "ok", ran.errors
    assert "by the roofline, not measured" in " ".join(ran.shown.split())
    assert ready.ask("(y.modelled, [o.name for o in y.offers])") == "(True, ['a100-80gb', 'h100'])"


def test_options_reach_the_plan(ready):
    ready.run("rates = [10.0] * 12 + [30.0] * 12")
    ran = ready.run(
        f"%%estimate {ASKED} --most a100-80gb=0 --replicas 2 --day rates --into y\nshares"
    )
    assert ran.reply["status"] == "ok", ran.errors
    assert ready.ask("y.counts") == "{'a10g': 12}"
    assert ready.ask("(y.plan.min_replicas, len(y.day.hours))") == "(2, 24)"
    assert ready.ask("y.slo.tpot") == "0.1"


def test_nothing_of_the_cell_runs(ready):
    ready.run("x = 0")
    ready.run(f"%%estimate {ASKED}\n(x := 1)")
    assert ready.ask("x") == "0"


@pytest.mark.parametrize(
    ("line", "body", "said"),
    [
        ("--serve --rate 30 --profile profile", "shares", "must be met? Say --slo tpot=100ms"),
        ("--serve --slo 0.1 --profile profile", "shares", "how many requests come?"),
        ("--serve --rate 30 --slo 0.1", "shares", "what is served?"),
        ("--serve shares --rate 3 --slo 1 --profile profile", "shares", "said twice"),
        ("--serve --rate 30 --slo 0.1 --profile nowhere", "shares", "no profile 'nowhere'"),
        (ASKED, "nobody", "`nobody` is no variable, no file, and none of the usual mixes"),
        (ASKED, "(x := 1)", "isn't a literal"),
        (ASKED, "{(20, 20): print(1)}", "isn't a literal"),
        (ASKED.replace("profile profile", "profile bare"), "chat", "a10g has 2 × 2 sizes"),
        (ASKED.replace("100ms", "-1"), "shares", "must be seconds above 0"),
        (ASKED.replace("100ms", "soon"), "shares", "must be a time, such as 0.1"),
        (ASKED.replace("tpot", "speed"), "shares", "tpot, ttft, latency, not 'speed'"),
        (ASKED.replace("30", "-1"), "shares", "at least 0, not -1"),
        (ASKED.replace("slices 1", "slices 0"), "shares", "--slices must be a whole number"),
        (ASKED + " --most a10g", "shares", "--most takes pairs"),
        (ASKED + " --most a10g=x", "shares", "a whole number was expected"),
        (ASKED + " --most h100=3", "shares", "no 'h100' is on offer"),
        (ASKED + " --target nowhere", "shares", "no target named 'nowhere'"),
        (ASKED + " --acceptance 1.5", "shares", "a share of drafted tokens"),
        (ASKED + " --tensor-parallel two", "shares", "takes numbers"),
        (ASKED + " --day", "shares", "the day's 24 rates, as --day NAME"),
        (ASKED + " --replicas -1", "shares", "--replicas must be a whole number from 0"),
        (ASKED + " --most h100=-1", "shares", "--most h100 must be a whole number"),
        (ASKED + " --spare -1", "shares", "--spare must be a share of the load"),
        (ASKED + " --day nobody", "shares", "no variable of that name"),
        (ASKED + " --columns prompt", "shares", "--columns takes pairs"),
        (ASKED + " --run", "shares", "--run says nothing of what is served"),
        (ASKED + " --prompt 512", "shares", "--prompt says nothing of what is served"),
        (ASKED + " --serverless", "shares", "--serverless says nothing of what is served"),
        (ASKED + " --into 1", "shares", "--into needs a name"),
        ("--serve --config gpt-17 --rate 1 --slo 1", "chat", "no configuration named"),
        ("--rate 3", "x", "--rate goes with --serve"),
        ("--blocks --rate 3", "90", "--rate says nothing of blocks"),
    ],
)
def test_mistakes_are_told_and_nothing_is_run(ready, line, body, said):
    assert said in refused(ready.run(f"%%estimate {line}\n{body}"))


def test_a_log_without_the_columns_says_how_to_name_them(ready):
    ready.run("import pandas as pd; log = pd.DataFrame({'a': [20.0, 90.0], 'b': [20.0, 90.0]})")
    said = refused(ready.run(f"%%estimate {ASKED}\nlog"))
    assert "no column of the frame was recognised as tokens of the prompt" in said
    assert "--columns input=NAME,output=NAME" in said
    ran = ready.run(f"%%estimate {ASKED} --columns input=a,output=b\nlog")
    assert ran.reply["status"] == "ok", ran.errors


def test_without_requests_nothing_has_to_run(ready):
    ran = ready.run(f"%%estimate {ASKED.replace('--rate 30', '--rate 0')}\nshares")
    assert "requests: nothing has to run" in ran.shown


def test_a_target_that_nothing_meets_is_an_answer(ready):
    ran = ready.run(
        "%%estimate --serve --config llama-3.1-8b --rate 1 --slo 0.1ms --target h100\n"
        "{(500, 200): 1}"
    )
    assert ran.reply["status"] == "ok", ran.errors
    assert "othing on offer meets 100 µs for each further token" in " ".join(ran.shown.split())


def test_switched_off_it_says_so_and_runs_nothing(ready):
    ready.run("x = 0; get_ipython().run_line_magic('config', 'JupyterPerf.enabled = False')")
    try:
        ran = ready.run("%%estimate --serve\nx = 1")
    finally:
        ready.run("get_ipython().run_line_magic('config', 'JupyterPerf.enabled = True')")
    assert "switched off" in ran.shown
    assert ready.ask("x") == "0"


def test_a_bug_is_a_sentence(ready):
    ready.run(
        "import jupyter_perf.estimation.serving.engine as _engine\n"
        "_real = _engine.estimate; _engine.estimate = lambda *a: 1 / 0"
    )
    try:
        ran = ready.run(f"%%estimate {ASKED}\nshares")
    finally:
        ready.run("_engine.estimate = _real")
    assert ran.reply["status"] == "ok"
    assert "jupyter-perf failed: ZeroDivisionError" in ran.shown


def test_an_interrupt_leaves_what_is_known(ready):
    ready.run(
        "import jupyter_perf.estimation.serving.gathering as _g\n"
        "_alone = _g.alone\n"
        "def _interrupted(*a): raise KeyboardInterrupt\n"
        "_g.alone = _interrupted"
    )
    try:
        ran = ready.run(f"%%estimate {ASKED} --into y\nshares")
    finally:
        ready.run("_g.alone = _alone")
    assert ran.reply["status"] == "ok", ran.errors
    assert ready.ask("(y.stopped, y.counts)") == "('by you', {'a10g': 3, 'a100-80gb': 1})"


def test_an_interrupt_before_anything_was_known_is_a_sentence_and_no_record(ready):
    ready.run(
        "import jupyter_perf.estimation.question as _q, jupyter_perf.estimation.serving.gathering"
        " as _g\n_asked, _plan = _q.question, _g._plan\n"
        "def _interrupted(*a, **k): raise KeyboardInterrupt\n"
        "_q.question = _interrupted"
    )
    try:
        early = ready.run(f"%%estimate {ASKED}\nshares")
        ready.run("_q.question = _asked; _g._plan = _interrupted")
        later = ready.run(f"%%estimate {ASKED}\nshares")
    finally:
        ready.run("_q.question = _asked; _g._plan = _plan")
    assert early.reply["status"] == later.reply["status"] == "ok"
    assert "Stopped before anything was known" in early.shown
    assert "stopped before anything was known" in later.shown
    assert ready.ask("jp.history(kind='serving').outcome.str.contains('stopped').any()") in (
        "False",
        "np.False_",
    )


def test_a_front_end_hears_of_the_record_and_buttons_ask_about_python(front, ready):
    ready.run(f"%%estimate {ASKED}\nshares")
    assert front.message("recorded")["kind"] == "serving"
    front.say({"type": "estimate", "cell": "c", "source": "chat", "options": "--serve"})
    assert "a button asks about Python" in front.message("done", cell="c")["message"]

"""What `%%refine` does to the kernel: one test for each promise, in a real kernel."""

import pytest


def test_the_inputs_are_copied_first_then_the_cell_runs_once_then_the_search(kernel):
    kernel.run("x = [1, 2]")
    kernel.run("%%refine\nx.append(len(x))\nx")
    prepared, at_search, seconds = eval(kernel.ask("fake.SEEN[0]").replace("\\'", "'"))
    assert prepared == "[1, 2]"
    assert at_search == "[1, 2, 2]"
    assert seconds is not None
    assert kernel.ask("x") == "[1, 2, 2]"


def test_no_run_runs_nothing_in_the_kernel(kernel):
    ran = kernel.run("%%refine --no-run\nx = 5")
    assert "Nothing faster found" in ran.shown
    assert kernel.ask("x") == "NameError"
    assert kernel.ask("len(fake.SEEN)") == "1"


def test_a_cell_that_changed_its_inputs_says_so_when_it_isnt_run_again(kernel):
    kernel.run("x = [1]")
    kernel.run("x.append(2)\ny = 0")
    ran = kernel.run("%%refine --no-run\nx.append(2)\ny = 0")
    said = " ".join(ran.shown.split())
    assert "may have changed `x`, which it reads: rerun the cells above" in said
    for first in ("x.append(3)", "sum(x)"):
        ran = kernel.run(f"%%refine --no-run\n{first}")
        assert "rerun the cells above" not in ran.shown
    kernel.run("sum(x)")
    assert "rerun the cells above" not in kernel.run("%%refine --no-run\nsum(x)").shown


def test_a_cell_error_is_raised_and_nothing_is_searched(kernel):
    ran = kernel.run("%%refine --into y\n1/0")
    assert ran.reply["ename"] == "ZeroDivisionError"
    assert kernel.ask("fake.SEEN") == "[]"
    assert kernel.ask("y") == "NameError"


def test_apply_runs_the_winner_instead_and_offers_its_text(kernel):
    kernel.run("fake.PLAN['code'] = 'y = 2\\ny\\n'")
    ran = kernel.run("%%refine --apply\nx = 1\nx")
    assert ran.value == "2"
    assert kernel.ask("x") == "NameError"
    payloads = [p for p in ran.reply["payload"] if p["source"] == "set_next_input"]
    assert payloads == [{"source": "set_next_input", "text": "y = 2\ny", "replace": True}]


def test_apply_never_applies_what_is_the_same_on_this_data_only(kernel):
    kernel.run("fake.PLAN.update(code='y = 2\\ny\\n', general=False)")
    ran = kernel.run("%%refine --apply\nx = 1\nx")
    assert ran.value == "1"
    assert kernel.ask("y") == "NameError"
    assert ran.reply["payload"] == []
    assert "on this data only" in ran.shown


@pytest.mark.parametrize("fail", ["prepare", "start", "bug"])
@pytest.mark.parametrize("options", ["", "--apply"])
def test_nothing_that_goes_wrong_in_the_analysis_touches_the_cell(kernel, fail, options):
    kernel.run(f"fake.PLAN['fail'] = {fail!r}")
    ran = kernel.run(f"%%refine {options}\nx = 6\nx")
    assert ran.reply["status"] == "ok"
    assert ran.value == "6"
    if fail == "start":
        assert ran.shown == "jupyter-perf: no sandbox today"
    else:
        assert "jupyter-perf failed: ZeroDivisionError: a bug in" in ran.shown
        assert "a bug in" in kernel.run("%perf doctor --log").printed


def test_what_cant_be_verified_is_said_and_the_cell_runs(kernel):
    kernel.run("fake.PLAN['reason'] = 'it writes to `out.csv`'")
    ran = kernel.run("%%refine\nx = 6\nx")
    assert ran.value == "6"
    assert "Can't be verified: it writes to `out.csv`" in ran.shown
    assert kernel.ask("fake.SEEN") == "[]"


def test_an_interrupt_stops_the_search_and_keeps_the_cells_results(kernel):
    kernel.run("fake.PLAN.update(endless=True, code='y = 2')")
    ran = kernel.run("%%refine --into y\nx = 6\nx", on_progress=lambda k: k.interrupt())
    assert ran.reply["status"] == "ok"
    assert ran.value == "6"
    assert kernel.ask("x") == "6"
    assert "5.00× faster (4.80–5.20×)" in ran.shown
    assert "search stopped by you" in ran.shown
    assert kernel.ask("y.stopped") in ("'by you'", "\\'by you\\'")


def test_an_interrupt_before_the_cell_runs_runs_nothing(kernel):
    kernel.run("fake.PLAN['fail'] = 'interrupt'")
    assert kernel.run("%%refine\nx = 6").reply["ename"] == "KeyboardInterrupt"
    assert kernel.ask("x") == "NameError"


def test_a_winner_that_fails_replaces_nothing(kernel):
    kernel.run("fake.PLAN['code'] = '1/0'")
    ran = kernel.run("%%refine --apply\nx = 6")
    assert ran.reply["ename"] == "ZeroDivisionError"
    assert ran.reply["payload"] == []
    assert "run_cell_body" not in ran.errors[0]


def test_a_search_that_was_stopped_isnt_stored(kernel):
    kernel.run("fake.PLAN['endless'] = True")
    kernel.run("%%refine\nx = 6", on_progress=lambda k: k.interrupt())
    kernel.run("fake.PLAN['endless'] = False")
    kernel.run("%%refine\nx = 6")
    assert kernel.ask("len(fake.SEEN)") == "2"


def test_nothing_is_searched_twice(kernel):
    kernel.run("x = 1")
    kernel.run("%%refine\nx")
    again = kernel.run("%%refine\nx")
    assert again.value == "1"
    assert "stored result of 20" in again.shown
    assert kernel.ask("len(fake.SEEN)") == "1"
    kernel.run("%%refine --again\nx")
    assert kernel.ask("len(fake.SEEN)") == "2"
    kernel.run("x = 2")
    kernel.run("%%refine\nx")
    assert kernel.ask("len(fake.SEEN)") == "3"


def test_the_result_goes_to_into_and_last(kernel):
    kernel.run("import jupyter_perf as jp")
    kernel.run("%%refine --into y\nx = 1")
    assert kernel.ask("y is jp.last() and type(y).__name__") in ("'Refinement'", "\\'Refinement\\'")


def test_progress_is_one_output_that_the_result_replaces(kernel):
    seen = []
    ran = kernel.run("%%refine\nx = 1", on_progress=lambda k: seen.append(True))
    assert len(seen) == 1
    assert ran.updates == 1
    assert "Nothing faster found" in ran.shown
    assert set(ran.outputs[0][1]["data"]) == {
        "text/plain",
        "text/html",
        "application/vnd.jupyter-perf.result+json",
    }


def test_off_runs_only_the_cell(kernel):
    for switch, back in (
        ("%config JupyterPerf.enabled = False", "%config JupyterPerf.enabled = True"),
        ("import os; os.environ['JUPYTER_PERF'] = 'off'", "del os.environ['JUPYTER_PERF']"),
    ):
        kernel.run(switch)
        ran = kernel.run("%%refine --no-run --nonsense\nx = 8\nx")
        kernel.run(back)
        assert ran.value == "8"
        assert ran.shown == ""
    assert kernel.ask("fake.ASKED") == "[]"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--bogus", "unrecognized arguments: --bogus"),
        ("--budget 0", "--budget is a positive number of seconds"),
        ("--budget x", "invalid float value"),
        ("--tolerance 2", "relative error from 0 up to 1"),
        ("--apply --no-run", "choose one"),
        ("--entry f", "go together"),
        ("--entry f --calls nowhere", "no such variable"),
        ("--into 1x", "needs a name"),
        ("--top 0", "1 or more"),
        ("--tests 'assert ('", "can't be compiled"),
        ("--tests 'open", "No closing quotation"),
        ("--only row-to-columns", "did you mean rows-to-columns"),
    ],
)
def test_a_wrong_option_runs_nothing_and_says_what_is_right(kernel, line, said):
    ran = kernel.run(f"%%refine {line}\nx = 1")
    assert ran.reply["status"] == "error"
    assert ran.printed.startswith("UsageError: ")
    assert said in ran.printed
    assert kernel.ask("x") == "NameError"


def test_options_reach_the_engine(kernel):
    kernel.run("calls = [(1,), (2,)]")
    kernel.run(
        "%%refine --budget 5 --tolerance 0 --tests 'x > {0}' --entry f --calls calls --big"
        " --skip rows-to-columns --skip list-to-set --read /data\nf = 1"
    )
    asked = kernel.ask("{k: v for k, v in fake.ASKED[0][1].items() if k != 'namespace'}")
    assert "'budget': 5.0" in asked.replace("\\'", "'")
    for part in (
        "'tolerance': 0.0",
        "'tests': 'assert (x > {0})'",
        "'entry': 'f'",
        "'calls': [(1,), (2,)]",
        "'big': True",
        "'skip': ('rows-to-columns', 'list-to-set')",
        "'read': ('/data',)",
    ):
        assert part in asked.replace("\\'", "'")


def test_the_kernel_stays_as_it_was(kernel):
    look = (
        "import sys, os, warnings, random, threading, builtins\n"
        "y = (list(sys.argv), os.getcwd(), list(warnings.filters), random.getstate(),\n"
        "     [t.name for t in threading.enumerate()], sys.displayhook, sys.excepthook,\n"
        "     dict(vars(builtins)), sorted(get_ipython().user_ns))"
    )
    kernel.run(f"y = None\nx = 1\n{look}")
    kernel.run("x = y")
    kernel.run("%%refine\n_ = 1")
    kernel.run(look)
    changed = kernel.ask("[a == b for a, b in zip(x[:-1], y[:-1], strict=True)]")
    assert changed == str([True] * 8)
    names = kernel.ask("[n for n in set(y[-1]) ^ set(x[-1]) if not n.startswith('_')]")
    assert names == "[]"


def test_help_shows_the_options(kernel):
    ran = kernel.run("%%refine?")
    shown = "".join(p["data"]["text/plain"] for p in ran.reply["payload"])
    for option in ("--engine", "--budget", "--wait", "--no-run", "--apply", "--into", "--top"):
        assert option in shown


def test_config_shows_the_defaults(kernel):
    ran = kernel.run("%config JupyterPerf")
    assert "JupyterPerf.budget" in ran.printed

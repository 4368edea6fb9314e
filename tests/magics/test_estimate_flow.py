"""What `%%estimate` does to the kernel: one test for each promise, in a real kernel."""

import json

import pytest

MIME_TYPE = "application/vnd.jupyter-perf.result+json"


def data_of(ran, at=-1):
    shown = [content["data"] for kind, content in ran.outputs if kind == "display_data"]
    return shown[at][MIME_TYPE]


def unquoted(text):
    return text.replace("\\'", "'")


def test_nothing_runs_in_the_kernel(kernel):
    kernel.run("x = [1]")
    ran = kernel.run("%%estimate\nx.append(2)\ny = 5\nprint('here')\nx")
    assert ran.reply["status"] == "ok"
    assert "About 2 s (1.5 to 3 s)" in ran.shown
    assert (ran.value, ran.printed) == ("", "")
    assert kernel.ask("x") == "[1]"
    assert kernel.ask("y") == "NameError"
    assert kernel.ask("costs.STARTED") != "[]"


def test_the_front_end_gets_data_of_its_own(kernel):
    data = data_of(kernel.run("%%estimate\nx = 1\n"))
    assert (data["kind"], data["state"], data["source"]) == ("estimate", "done", "x = 1")
    assert data["result"]["seconds"] == {"value": 2.0, "low": 1.5, "high": 3.0}


def test_what_was_asked_for_reaches_the_engine(kernel):
    kernel.run("orders = [1]; n = 3")
    kernel.run(
        "%%estimate --over orders,n --fix m=10,k --budget 2 --target h100,here --region fr --spot"
        " --read /data\nx = 1"
    )
    asked = kernel.ask(
        "[(a.over, dict(a.fix), a.budget, [t.name for t in a.targets], a.region, a.offer, a.read)"
        " for a in costs.ASKED]"
    )
    assert unquoted(asked) == (
        "[(('orders', 'n'), {'m': 10, 'k': None}, 2.0, ['h100', 'here'], 'fr', 'spot', ('/data',))]"
    )


def test_several_targets_are_compared(kernel):
    data = data_of(kernel.run("%%estimate --target here,h100\nx = 1"))
    assert data["kind"] == "comparison"
    assert [each["target"] for each in data["result"]["estimates"]] == ["here", "h100"]


def test_nothing_is_estimated_twice(kernel):
    kernel.run("x = 1")
    kernel.run("%%estimate\nx")
    again = kernel.run("%%estimate\nx")
    assert "stored result of 20" in again.shown
    assert kernel.ask("len(costs.STARTED)") == "1"
    kernel.run("%%estimate --again\nx")
    assert kernel.ask("len(costs.STARTED)") == "2"
    kernel.run("x = 2")
    kernel.run("%%estimate\nx")
    assert kernel.ask("len(costs.STARTED)") == "3"


def test_the_result_goes_to_into_and_last(kernel):
    kernel.run("import jupyter_perf as jp")
    kernel.run("%%estimate --into y\n1")
    assert unquoted(kernel.ask("y is jp.last() and type(y).__name__")) == "'Estimate'"
    assert kernel.ask("y.seconds.value") == "2.0"


def test_progress_is_one_output_that_the_result_replaces(kernel):
    ran = kernel.run("%%estimate\n2")
    assert ran.updates == 1
    assert [kind for kind, _ in ran.outputs] == ["display_data"]
    assert set(ran.outputs[0][1]["data"]) == {"text/plain", "text/html", MIME_TYPE}


def test_an_interrupt_keeps_what_is_known(kernel):
    kernel.run("costs.PLAN['endless'] = True")
    ran = kernel.run("%%estimate --into y\n3", on_progress=lambda k: k.interrupt())
    assert ran.reply["status"] == "ok"
    assert unquoted(kernel.ask("y.stopped")) == "'by you'"
    kernel.run("costs.PLAN['endless'] = False")
    kernel.run("%%estimate\n3")
    assert kernel.ask("len(costs.STARTED)") == "2"


@pytest.mark.parametrize("fail", ["prepare", "start", "bug"])
def test_what_goes_wrong_in_the_analysis_is_a_sentence(kernel, fail):
    kernel.run(f"costs.PLAN['fail'] = {fail!r}")
    ran = kernel.run("%%estimate\nx = 6")
    assert ran.reply["status"] == "ok"
    if fail == "start":
        assert ran.shown == "jupyter-perf: no sandbox today"
    else:
        assert "jupyter-perf failed: ZeroDivisionError: a bug in" in ran.shown
    assert kernel.ask("x") == "NameError"


@pytest.mark.parametrize("fail", ["prepare", "start", "bug"])
def test_the_cell_runs_all_the_same_where_it_was_to(kernel, fail):
    kernel.run(f"costs.PLAN['fail'] = {fail!r}")
    ran = kernel.run("%%estimate --run\nx = 6\nx")
    assert ran.value == "6"
    assert kernel.ask("x") == "6"


def test_what_cant_be_estimated_has_its_reason(kernel):
    kernel.run("costs.PLAN['reason'] = 'it writes to `out.csv`'")
    ran = kernel.run("%%estimate\nx = 6")
    assert "it writes to `out.csv`" in ran.shown
    assert kernel.ask("costs.STARTED") == "[]"


def test_off_runs_only_the_cell(kernel):
    for switch, back in (
        ("%config JupyterPerf.enabled = False", "%config JupyterPerf.enabled = True"),
        ("import os; os.environ['JUPYTER_PERF'] = 'off'", "del os.environ['JUPYTER_PERF']"),
    ):
        kernel.run(switch)
        ran = kernel.run("%%estimate --nonsense\nx = 8\nx")
        line = kernel.run("%estimate --config llama-3.1-8b")
        kernel.run(back)
        assert (ran.value, ran.shown) == ("8", "")
        assert (line.value, line.shown, line.reply["status"]) == ("", "", "ok")
    assert kernel.ask("costs.ASKED") == "[]"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--bogus", "unrecognized arguments: --bogus"),
        ("--budgets 3", "did you mean --budget?"),
        ("--budget 0", "--budget is a positive number of seconds"),
        ("--target h1000", "no target named 'h1000'"),
        ("--target ,", "--target needs a name"),
        ("--over 'a b'", "names of variables"),
        ("--fix 3=x", "--fix takes names"),
        ("--fix n=many", "a number was expected"),
        ("--region atlantis", "atlantis"),
        ("--into 1x", "needs a name"),
        ("--spot --serverless", "choose one"),
        ("--batch 3", "say which with --module or --config"),
        ("--train", "say which with --module or --config"),
        ("--module net", "--module needs --inputs"),
        ("--module net --inputs 1", "there is no variable `net`"),
        ("--module os --inputs 1", "not a torch.nn.Module"),
        ("--module net --config gpt2", "choose one"),
        ("--config gpt2 --run", "choose one"),
        ("--config gpt2 --over n", "are for cells"),
        ("--config gpt2 --precision fp7", "--precision is one of"),
        ("--config gpt2 --batch 0", "`batch` must be a whole number"),
    ],
)
def test_a_wrong_option_runs_nothing_and_says_what_is_right(kernel, line, said):
    kernel.run("import os")
    ran = kernel.run(f"%%estimate {line}\nx = 1")
    assert ran.reply["status"] == "error"
    assert ran.printed.startswith("UsageError: ")
    assert said in ran.printed
    assert kernel.ask("x") == "NameError"


def test_a_syntax_error_is_said_before_anything_runs(kernel):
    ran = kernel.run("%%estimate\nx = (")
    assert ran.reply["status"] == "error"
    assert "%%estimate: line 1" in ran.printed
    assert "nothing was run" in ran.printed


def test_with_run_a_syntax_error_is_the_plain_cells(kernel):
    ran = kernel.run("%%estimate --run\nx = (")
    plain = kernel.run("x = (")
    assert ran.reply["ename"] == plain.reply["ename"]
    assert ran.reply["evalue"].partition(" (")[0] == plain.reply["evalue"].partition(" (")[0]


@pytest.mark.parametrize("body", ["\n", "   \n\n"])
def test_an_empty_cell_has_nothing_to_estimate(kernel, body):
    ran = kernel.run(f"%%estimate\n{body}")
    assert ran.reply["status"] == "error"
    assert "there is nothing to estimate" in ran.printed


def test_a_cell_of_another_magic_isnt_looked_into(kernel):
    ran = kernel.run("%%estimate\n%%time\nx = 1")
    assert "remove %%time to have this cell estimated" in ran.shown
    assert kernel.ask("x") == "NameError"
    ran = kernel.run("%%estimate --run\n%%time\nx = 1")
    assert "Wall time" in ran.printed
    assert kernel.ask("x") == "1"


def test_a_cell_that_awaits_can_be_estimated_and_not_run(kernel):
    body = "import asyncio\nx = await asyncio.sleep(0, 5)"
    assert kernel.run(f"%%estimate --run\n{body}").printed.startswith("UsageError: ")
    assert kernel.ask("x") == "NameError"


def test_carriage_returns_make_no_difference(kernel):
    ran = kernel.run("%%estimate --run\r\nx = 1\r\ny = x + 1\r\ny")
    assert ran.value == "2"


def test_the_body_plays_no_part_where_a_model_is_named(kernel):
    ran = kernel.run("%%estimate --config gpt2\nx = 1")
    assert "the cell's text plays no part" in ran.shown
    assert kernel.ask("x") == "NameError"
    assert unquoted(kernel.ask("[(a.kind, a.work) for a in costs.ASKED]")) == "[('config', 'gpt2')]"


def test_as_a_line_magic_it_asks_about_models(kernel):
    ran = kernel.run("%estimate --config gpt2 --train --tokens 1e9 --batch 4")
    assert ran.reply["status"] == "ok"
    asked = kernel.ask("[(w := costs.ASKED[0].workload).kind, w.tokens, w.batch]")
    assert unquoted(asked) == "['train', 1000000000.0, 4]"
    assert "nothing to estimate" in kernel.run("%estimate").printed


def test_a_configuration_may_be_a_variable(kernel):
    kernel.run("mine = {'model_type': 'gpt2', 'n_layer': 2}")
    kernel.run("%estimate --config mine")
    assert unquoted(kernel.ask("costs.ASKED[0].work is mine")) == "True"
    kernel.run("del mine")


def test_a_record_is_kept_and_listed(kernel):
    kernel.run("%%estimate\nx = 'for the record'")
    kernel.run("import jupyter_perf as jp")
    listed = kernel.ask("list(jp.history(kind='estimate')['title'])")
    assert "for the record" in listed
    options = kernel.ask("jp.history(kind='estimate')['options'][0]")
    assert "budget" in options


def test_the_help_shows_the_options(kernel):
    ran = kernel.run("%%estimate?")
    text = json.dumps(ran.reply["payload"])
    assert "%%estimate [--over NAMES]" in text.replace("\\n", " ").replace("  ", " ")
    assert "--spot" in text


def test_who_asks_about_training_is_told_where_memory_methods_are(kernel):
    pytest.importorskip("torch")
    kernel.run("import torch; model = torch.nn.Linear(3, 3); batch = torch.zeros(2, 3)")
    said = "%papaya model batch"
    assert said in kernel.run("%estimate --module model --inputs batch --train").shown
    assert said not in kernel.run("%estimate --module model --inputs batch").shown

"""`%%estimate --run`: the cell is run as a plain one would be, and held against its prediction."""

import pytest

MIME_TYPE = "application/vnd.jupyter-perf.result+json"


def datas(ran):
    return [c["data"][MIME_TYPE] for k, c in ran.outputs if MIME_TYPE in c.get("data", {})]


def unquoted(text):
    return text.replace("\\'", "'")


@pytest.mark.parametrize(
    "body",
    ["6 * 7", "x = 1\nx", "x = 1\nx;", "print('a')\n'b'", "%timeit -n1 -r1 pass", "if True:\n  3"],
)
def test_it_leaves_what_the_plain_cell_leaves(kernel, body):
    plain = kernel.run(body)
    left = kernel.ask("_"), kernel.ask("len(Out)")
    ran = kernel.run(f"%%estimate --run\n{body}")
    assert ran.value == plain.value
    assert ran.printed.partition(" ")[2].partition("±")[0].count("\n") == plain.printed.partition(
        " "
    )[2].partition("±")[0].count("\n")
    assert kernel.ask("_") == left[0]
    assert int(kernel.ask("len(Out)")) == int(left[1]) + (1 if plain.value else 0)


def test_predicted_and_actual_are_shown_and_kept(kernel):
    ran = kernel.run("%%estimate --run --into y\nimport time\ntime.sleep(0.05)\n'value'")
    assert ran.value == "'value'"
    (data,) = datas(ran)
    actual = data["result"]["actual"]
    assert actual["ended"] == "done"
    assert actual["seconds"] >= 0.05
    assert data["result"]["accuracy"]["seconds"]["inside"] is False
    assert unquoted(kernel.ask("y.actual.ended")) == "'done'"
    assert kernel.ask("y.actual.seconds >= 0.05") == "True"
    kernel.run("import jupyter_perf as jp")
    assert kernel.ask("len(jp.history(kind='estimate'))") == "1"
    assert kernel.ask("y is jp.last()") == "True"


def test_a_stored_estimate_says_what_the_run_took(kernel):
    kernel.run("%%estimate --run\n4")
    ran = kernel.run("%%estimate\n4")
    (data,) = datas(ran)
    assert "actual" not in data["result"]
    assert "it took" in " ".join(data["remarks"])


def test_the_bar_goes_on_while_the_cell_runs(kernel):
    kernel.run("costs.PLAN['seconds'] = (60.0, 50.0, 70.0)")
    seen = []
    body = (
        "import threading, time\nnames = [t.name for t in threading.enumerate()]\ntime.sleep(1.3)"
    )
    kernel.client.execute_interactive(
        f"%%estimate --run\n{body}", timeout=60, output_hook=seen.append
    )
    running = [
        data
        for message in seen
        if (data := message["content"].get("data", {}).get(MIME_TYPE))
        and data["state"] == "running"
        and data["progress"]["phase"] == "cell"
    ]
    assert running
    progress = running[-1]["progress"]
    assert progress["predicted"] == [60.0, 50.0, 70.0]
    assert 0 < progress["done"] < 0.5
    assert progress["left_seconds"] > 50
    assert "of about" in progress["stage"]
    assert running[-1]["result"]["seconds"]["value"] == 60.0
    assert "jupyter-perf run" in kernel.ask("names")
    alive = kernel.ask("[t.name for t in __import__('threading').enumerate()]")
    assert "jupyter-perf run" not in alive


def test_the_run_is_held_against_this_machine_whatever_the_targets(kernel):
    ran = kernel.run("%%estimate --run --target h100 --into y\n5")
    data = datas(ran)[-1]
    assert [each["target"] for each in data["result"]["estimates"]] == ["here", "h100"]
    actual = unquoted(kernel.ask("[(e.target, e.actual is not None) for e in y.estimates]"))
    assert actual == "[('here', True), ('h100', False)]"


def test_an_error_of_the_cell_is_the_plain_cells(kernel):
    kernel.run("def broken():\n    return 1 / 0")
    plain = kernel.run("x = 1\nbroken()")
    ran = kernel.run("%%estimate --run --into y\nx = 1\nbroken()")
    assert ran.reply["ename"] == "ZeroDivisionError"
    assert ran.errors[0].count("broken()") == plain.errors[0].count("broken()")
    for ours in ("estimate.py", "running.py", "cellrun.py"):
        assert ours not in ran.errors[0]
    assert datas(ran)[-1]["result"]["actual"]["ended"] == "raised"
    assert "accuracy" not in datas(ran)[-1]["result"]
    assert kernel.ask("x") == "1"


def test_an_interrupt_of_the_cell_is_the_plain_cells(kernel):
    def interrupt(message):
        data = message["content"].get("data", {}).get(MIME_TYPE, {})
        if data.get("state") == "running" and data["progress"]["phase"] == "cell":
            kernel.interrupt()

    reply = kernel.client.execute_interactive(
        "%%estimate --run --into y\nimport time\nfor _ in range(200): time.sleep(0.1)",
        timeout=60,
        output_hook=interrupt,
    )
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert unquoted(kernel.ask("y.actual.ended")) == "'interrupted'"


def test_whoever_stops_the_estimate_stops_the_run(kernel):
    kernel.run("costs.PLAN['endless'] = True")
    ran = kernel.run("%%estimate --run\nx = 6", on_progress=lambda k: k.interrupt())
    assert ran.reply["ename"] == "KeyboardInterrupt"
    assert kernel.ask("x") == "NameError"
    assert "the cell was not run" in ran.shown


def test_captured_output_is_the_cells_own(kernel):
    kernel.run(
        "from IPython.utils.capture import capture_output\n"
        "with capture_output() as got:\n"
        "    get_ipython().run_cell_magic('estimate', '--run', 'print(1)\\nprint(2)\\n')"
    )
    assert unquoted(kernel.ask("got.stdout")) in ("'1\\\\n2\\\\n'", "'1\\n2\\n'")
    assert unquoted(kernel.ask("got.stderr")) == "''"
    assert kernel.ask("len(got.outputs) > 1") == "True"


def test_names_imports_and_functions_are_the_users(kernel):
    ran = kernel.run(
        "%%estimate --run\nimport math as x\ndef calls(): return __name__\ncalls(), x.pi"
    )
    assert unquoted(ran.value) == "('__main__', 3.141592653589793)"


def test_no_prediction_still_counts_up(kernel):
    kernel.run("costs.PLAN['reason'] = 'no size was found'")
    ran = kernel.run("%%estimate --run\n'ran'")
    assert ran.value == "'ran'"
    data = datas(ran)[-1]
    assert data["result"]["actual"]["ended"] == "done"
    assert "seconds" not in data["result"]["accuracy"]

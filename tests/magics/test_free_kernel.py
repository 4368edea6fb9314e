"""With a front end connected the kernel is free while a search goes on: one test a promise."""

import pytest

MIME_TYPE = "application/vnd.jupyter-perf.result+json"


@pytest.fixture
def endless(kernel):
    """Searches go on until they are stopped or `fake.PLAN['endless']` is False."""
    kernel.run("import jupyter_perf as jp\nfake.PLAN.update(endless=True, code='y = 2')")


def unquoted(text):
    return text.replace("\\'", "'")


def begin(front, line="", cell="c1", body="x = 6\nx"):
    """Run a refined cell; its request, and the first report of its search."""
    request = front.execute(f"%%refine {line}\n{body}", cell)
    assert front.ran(request)["status"] == "ok"
    return request, front.message("progress", cell=cell)


def test_the_cell_returns_and_its_output_goes_on_while_other_cells_run(kernel, front, endless):
    request, report = begin(front, "--into y")
    assert report["state"] in ("queued", "running")
    assert kernel.ask("x") == "6"
    assert kernel.ask("'y' in globals()") == "False"
    other = front.execute("print('other')\nfake.PLAN['endless'] = False\nprint(x)", "c2")
    front.ran(other)
    done = front.message("done", job=report["job"])
    assert (done["state"], done["cell"], done["message"]) == ("done", "c1", "")
    front.hear(lambda m: MIME_TYPE in m["content"].get("data", {}) and is_done(m))
    value, first, *updates = front.outputs(request)
    assert value[0] == "execute_result"
    assert first[0] == "display_data"
    assert {kind for kind, _ in updates} == {"update_display_data"}
    ids = {content["transient"]["display_id"] for _, content in (first, *updates)}
    assert len(ids) == 1
    assert "".join(c["text"] for kind, c in front.outputs(other)) == "other\n6\n"
    assert unquoted(kernel.ask("type(y).__name__ + str(y is jp.last())")) == "'RefinementTrue'"


def is_done(message):
    return message["content"]["data"][MIME_TYPE]["state"] == "done"


def test_what_is_streamed_is_what_the_contract_says(kernel, front, endless):
    request, report = begin(front)
    front.message("progress", state="running")
    kernel.run("fake.PLAN['endless'] = False")
    front.message("done")
    front.hear(lambda m: MIME_TYPE in m["content"].get("data", {}) and is_done(m))
    *running, last = front.pictures(request)
    assert {data["state"] for data in running} == {"running"}
    assert {data["job"] for data in running} == {report["job"]}
    assert running[-1]["progress"]["stage"]
    assert (last["cell"], last["source"], last["job"]) == ("c1", "x = 6\nx", None)
    assert last["trajectory"] == [[1.0, 5.0]]
    assert last["result"]["code"] == "y = 2"
    for _, content in front.outputs(request)[1:]:
        assert {"text/plain", "text/html", MIME_TYPE} == set(content["data"])


def test_stop_works_while_another_cell_runs(kernel, front, endless):
    subshell = front.subshell()
    if subshell is None:
        pytest.skip("this kernel has no subshells")
    _, report = begin(front)
    other = front.execute(
        "import time\nend = time.monotonic() + 30\n"
        "while not fake.STOPPED and time.monotonic() < end: time.sleep(0.01)\nlen(fake.STOPPED)",
        "c2",
    )
    front.hear(lambda m: m["msg_type"] == "execute_input" and "end" in m["content"]["code"])
    front.say({"type": "stop", "job": report["job"]}, subshell)
    assert front.message("done")["state"] == "stopped"
    front.ran(other)
    assert front.outputs(other)[0][1]["data"]["text/plain"] == "1"
    assert unquoted(kernel.ask("jp.last().stopped")) == "'by you'"


def test_jobs_are_listed_and_stopped_by_magic(kernel, front, endless):
    _, report = begin(front)
    assert report["job"] in kernel.run("%perf jobs").printed
    assert "No search is named 'nope'" in kernel.run("%perf stop nope").printed
    assert "Stopping" in kernel.run(f"%perf stop {report['job']}").printed
    assert front.message("done")["state"] == "stopped"
    front.hear(lambda m: MIME_TYPE in m["content"].get("data", {}) and is_done(m))
    assert kernel.ask("jp.last().ratio") == "5.0"
    assert "No search is going on" in kernel.run("%perf jobs").printed


def test_an_interrupt_of_an_idle_kernel_stops_the_search(kernel, front, endless):
    begin(front)
    kernel.run("1")  # the kernel has been idle once
    kernel.interrupt()
    assert front.message("done")["state"] == "stopped"
    kernel.run("import signal")
    assert kernel.ask("get_ipython().kernel.saved_sigint_handler is signal.SIG_IGN") == "True"


def test_an_interrupt_of_another_cell_is_that_cells_alone(kernel, front, endless):
    _, report = begin(front)
    other = front.execute("import time\nprint('now', flush=True)\ntime.sleep(30)", "c2")
    front.hear(lambda m: m["msg_type"] == "stream" and m["content"]["text"] == "now\n")
    kernel.interrupt()
    assert front.ran(other)["ename"] == "KeyboardInterrupt"
    assert kernel.ask("fake.STOPPED") == "[]"
    assert report["job"] in kernel.run("%perf jobs").printed


@pytest.mark.parametrize("line", ["--wait", "--apply"])
def test_who_asks_for_it_waits(kernel, front, line):
    kernel.run("fake.PLAN['code'] = 'y = 2'")
    request = front.execute(f"%%refine {line} --into z\nx = 6", "c1")
    front.ran(request)
    assert kernel.ask("z.ratio") == "5.0"
    assert front.message("done")["state"] == "done"


def test_captured_output_is_waited_for(kernel, front):
    ran = kernel.run("%%capture got\nget_ipython().run_cell_magic('refine', '', 'x = 1')")
    assert ran.reply["status"] == "ok"
    assert "Nothing faster found" in unquoted(kernel.ask("got.outputs[-1].data['text/plain']"))


def test_searches_take_turns_and_each_can_be_stopped(kernel, front, endless):
    _, first = begin(front)
    request, second = begin(front, cell="c2", body="x = 7")
    assert second["state"] == "queued"
    assert "waiting for another search" in second["progress"]["stage"]
    front.say({"type": "stop", "job": second["job"]})
    assert front.message("done")["job"] == second["job"]
    assert (
        "Stopped by you before anything was found"
        in front.pictures(request)[-1]["headline"]["text"]
    )
    assert kernel.ask("fake.STOPPED") == "[]"
    assert first["job"] in kernel.run("%perf jobs").printed


def test_a_front_end_that_comes_later_hears_what_goes_on(kernel, front, endless):
    from front_end import FrontEnd

    _, report = begin(front)
    later = FrontEnd(kernel)
    later.open()
    assert later.message("progress")["job"] == report["job"]
    later.close()


def test_what_goes_wrong_in_the_search_is_said_in_its_output(kernel, front):
    kernel.run("fake.PLAN['fail'] = 'start'")
    request, _ = begin(front)
    done = front.message("done")
    assert (done["state"], done["message"]) == ("failed", "jupyter-perf: no sandbox today")
    shown = [c["data"]["text/plain"] for _, c in front.outputs(request)]
    assert shown[-1] == "jupyter-perf: no sandbox today"


def test_no_thread_and_no_handler_is_left(kernel, front, endless):
    begin(front)
    kernel.run("fake.PLAN['endless'] = False")
    front.message("done")
    kernel.run("import threading, signal, time\nwhile any('perf' in t.name for t in"
               " threading.enumerate()): time.sleep(0.01)")  # fmt: skip
    kernel.run("1")
    assert kernel.ask("get_ipython().kernel.saved_sigint_handler is signal.SIG_IGN") == "True"


def test_unloading_stops_what_goes_on(kernel, front, endless):
    begin(front)
    kernel.run("%unload_ext jupyter_perf")
    front.hear(lambda m: m["msg_type"] == "comm_close")
    assert kernel.ask("len(fake.STOPPED)") == "1"
    kernel.run("%load_ext jupyter_perf")


def test_without_a_front_end_it_waits(kernel, front):
    front.say({"type": "nonsense"})
    front._send("comm_close", {"comm_id": front.comm_id, "data": {}})
    kernel.run("%%refine --into z\nx = 6")
    assert unquoted(kernel.ask("type(z).__name__")) == "'Refinement'"

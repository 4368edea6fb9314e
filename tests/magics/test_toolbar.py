"""What a front end may ask over the comm, and what it may not do with it."""

import json

import pytest

from jupyter_perf.magics.toolbar import _line_of

MIME_TYPE = "application/vnd.jupyter-perf.result+json"
HOSTILE = "</script><img src=x onerror=alert(1)>{__import__('os')}%s\x00"


def unquoted(text):
    return text.replace("\\'", "'")


def ask(front, source, options="", cell="c9"):
    front.say({"type": "refine", "cell": cell, "source": source, "options": options})


def test_hello_says_what_this_kernel_has(kernel, front):
    hello = front.hello
    assert hello["version"] == unquoted(kernel.ask("__import__('jupyter_perf').__version__"))[1:-1]
    assert hello["engine"] == "rules"
    assert hello["enabled"] is True
    assert set(hello["extras"]) == {"lab", "numba", "torch", "jax", "blocks", "dask"}
    assert all(isinstance(there, bool) for there in hello["extras"].values())
    assert hello["problem"] == ""
    assert hello["magics"] == ["refine", "estimate", "sparsify"]


def test_hello_says_what_machine_it_is(front):
    machine = front.hello["machine"]
    assert machine["name"] == "this machine"
    assert machine["cpu"]
    assert machine["cores"] > 0
    assert machine["memory_bytes"] > 1_000_000
    assert isinstance(machine["gpus"], list)


def test_isolation_is_told_once_it_is_known(kernel, front):
    kernel.run("import jupyter_perf.magics.facts as _f\n_f._isolation = None")
    kernel.run("%%refine --again\nx = 1")
    assert front.message("hello")["isolation"] == "S3: test"


def test_the_doctor_answers_beside_the_kernel(kernel, front):
    front.say({"type": "doctor"})
    findings = dict(front.message("doctor")["findings"])
    assert {"jupyter-perf", "Python", "isolation", "policy"} <= set(findings)
    assert front.message("hello")["isolation"].startswith("S")


def test_a_cell_is_refined_without_running_or_showing_anything(kernel, front):
    kernel.run("fake.PLAN['code'] = 'y = 2'")
    ask(front, "%%refine --budget 5\nx = 77\nx", {"again": True, "budget": 30, "only": None})
    report = front.message("progress", toolbar=True)
    assert report["data"]["source"] == "x = 77\nx"
    done = front.message("done")
    assert (done["cell"], done["state"], done["job"]) == ("c9", "done", report["job"])
    assert report["kind"] == done["kind"] == "refine"
    data = done["bundle"][MIME_TYPE]
    assert (data["state"], data["cell"], data["result"]["code"]) == ("done", "c9", "y = 2")
    assert set(done["bundle"]) == {"text/plain", "text/html", MIME_TYPE}
    assert kernel.ask("'x' in globals()") == "False"
    assert kernel.ask("fake.ASKED[-1][1]['budget']") == "30.0"
    shown = ("display_data", "update_display_data", "stream", "error")
    assert not [m for m in front.heard if m["msg_type"] in shown]


def test_a_stored_result_comes_at_once_and_says_so(kernel, front):
    for _ in range(2):
        ask(front, "x = 78")
        done = front.message("done")
    assert "stored result of 20" in done["bundle"][MIME_TYPE]["remarks"][0]
    assert kernel.ask("len(fake.SEEN)") == "1"


def test_what_changed_its_inputs_says_to_rerun_the_cells_above(kernel, front):
    kernel.run("x = [1]")
    kernel.run("x.append(2)\ny = 0")
    ask(front, "x.append(2)\ny = 0")
    remarks = front.message("done")["bundle"][MIME_TYPE]["remarks"]
    assert "rerun the cells above" in " ".join(remarks)


def test_it_waits_for_the_end_of_a_running_cell(kernel, front):
    subshell = front.subshell()
    if subshell is None:
        pytest.skip("this kernel has no subshells")
    request = front.execute(
        "import jupyter_perf.magics.idle as _i, time\n"
        "_k = get_ipython().magics_manager.registry['RefineMagics'].kernel\n"
        "print('now', flush=True)\nend = time.monotonic() + 30\n"
        "while not _k.idle._waiting and time.monotonic() < end: time.sleep(0.01)\n"
        "time.sleep(0.1)\nx = 5\nlen(fake.ASKED)",
        "c1",
    )
    front.hear(lambda m: m["msg_type"] == "stream")
    front.say({"type": "refine", "cell": "c2", "source": "z = x", "options": ""}, subshell)
    front.ran(request)
    assert front.message("done")["state"] == "done"
    assert front.outputs(request)[-1][1]["data"]["text/plain"] == "0"
    assert kernel.ask("fake.ASKED[0][0]") in ("'z = x'", "\\'z = x\\'")


@pytest.mark.parametrize(
    ("source", "options", "said"),
    [
        ("x = 1", "--budgte 3", "did you mean --budget"),
        ("x = 1", {"apply": True}, "apply the result with its button"),
        ("x = 1", {HOSTILE: HOSTILE}, "unrecognized arguments"),
        ("x = 1", {"into": "get_ipython()"}, "--into needs a name"),
        ("%%bash\nls", "", "a cell for %%bash"),
    ],
)
def test_what_cant_be_done_is_said(kernel, front, source, options, said):
    ask(front, source, options)
    done = front.message("done")
    assert done["state"] == "failed"
    assert said in done["message"]
    assert kernel.ask("fake.ASKED") == "[]"


def test_where_it_is_switched_off_nothing_is_searched(kernel, front):
    kernel.run("%config JupyterPerf.enabled = False")
    ask(front, "x = 1")
    said = front.message("done")["message"]
    kernel.run("%config JupyterPerf.enabled = True")
    assert "switched off" in said
    assert kernel.ask("fake.ASKED") == "[]"


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        "stop",
        {},
        {"type": None},
        {"type": ["refine"]},
        {"type": "run", "code": "x = 1"},
        {"type": "stop"},
        {"type": "stop", "job": {"a": 1}},
        {"type": "refine"},
        {"type": "refine", "source": 5},
        {"type": "refine", "source": "x", "options": [1]},
        {"type": "refine", "source": "x", "options": {"only": {"a": 1}}},
    ],
)
def test_bad_messages_are_ignored(kernel, front, message):
    front.say(message)
    front.say({"type": "stop", "job": "x" * 10_000})
    assert kernel.ask("fake.ASKED") == "[]"
    assert kernel.run("1").reply["status"] == "ok"
    assert not [m for m in front.heard if m["msg_type"] in ("error", "stream")]


def test_hostile_text_is_only_text(kernel, front):
    ask(front, f"x = 1  # {HOSTILE}".replace("\x00", ""), cell=HOSTILE * 50)
    done = front.message("done")
    assert len(done["cell"]) == 200
    assert "<img" not in done["bundle"]["text/html"]
    json.dumps(done["bundle"], ensure_ascii=False).encode()


def test_options_as_a_dictionary():
    assert _line_of({"budget": 3, "again": True, "only": ["a", "b c"], "big": False}) == (
        "--budget=3 --again --only=a '--only=b c'"
    )
    assert _line_of({"no_run": True}) == "--no-run"
    assert _line_of({"only": [{}]}) is None
    assert _line_of(5) is None


def test_a_policy_is_told_in_words(monkeypatch, tmp_path):
    from jupyter_perf.core.policy import read_policy
    from jupyter_perf.magics import facts

    file = tmp_path / "policy.toml"
    monkeypatch.setattr(facts, "policy", lambda: read_policy(file))
    assert facts._policy() == ""
    file.write_text("providers = ['rules']\ncpu_seconds = 60\nhistory = false")
    assert facts._policy() == f"{file}: no history; providers: rules; at most 60 s a search"
    file.write_text("nonsense = 1")
    assert "nothing is allowed" in facts._policy()

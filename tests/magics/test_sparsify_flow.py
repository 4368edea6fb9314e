"""What `%%sparsify` does to the kernel: one test for each promise, in a real kernel."""

import pytest

MIME_TYPE = "application/vnd.jupyter-perf.result+json"
CELL = "x = 41\nx + 1"


def data_of(ran, at=-1):
    shown = [content["data"] for kind, content in ran.outputs if kind == "display_data"]
    return shown[at][MIME_TYPE]


def compare(options="", cell=CELL):
    return f"%%sparsify --compare step,sr-ste {options}\n{cell}"


def test_one_recipe_runs_the_cell_once_as_if_the_magic_line_were_absent(kernel):
    kernel.run("count = 0")
    ran = kernel.run(f"%%sparsify --recipe step\ncount += 1\n{CELL}")
    assert ran.reply["status"] == "ok", ran.errors
    assert kernel.ask("count") == "1"
    assert kernel.ask("x") == "41"
    values = [c["data"]["text/plain"] for kind, c in ran.outputs if kind == "execute_result"]
    assert values == ["42"]
    assert kernel.ask("_") in ("42", "41")
    data = data_of(ran)
    assert (data["kind"], data["state"]) == ("sparsity", "done")
    assert kernel.ask("trains.ASKED[0][1]['recipes']").replace("\\'", "'") == "('step',)"


def test_an_error_of_the_cell_is_its_own_with_its_ordinary_traceback(kernel):
    ran = kernel.run("%%sparsify\ny = 1\nraise ValueError('mine')")
    assert (ran.reply["status"], ran.reply["ename"]) == ("error", "ValueError")
    trace = "\n".join(ran.reply["traceback"])
    assert "mine" in trace
    assert "jupyter_perf" not in trace
    assert "fake_reports" not in trace
    assert kernel.ask("y") == "1"


def test_an_interrupt_of_the_cell_is_the_cells(kernel):
    ran = kernel.run(
        "%%sparsify\nimport os, signal\nos.kill(os.getpid(), signal.SIGINT)\nwhile True: pass"
    )
    assert ran.reply["ename"] == "KeyboardInterrupt"


def test_a_bug_after_the_cell_has_run_doesnt_touch_it(kernel):
    kernel.run("trains.PLAN['fail'] = 'after'")
    ran = kernel.run(f"%%sparsify\n{CELL}")
    assert ran.reply["status"] == "ok"
    assert "jupyter-perf failed: ZeroDivisionError" in ran.shown
    assert kernel.ask("x") == "41"


@pytest.mark.parametrize("fail", ["before", "bug"])
def test_what_goes_wrong_before_it_leaves_the_cell_alone_and_stops_run_all(kernel, fail):
    kernel.run(f"trains.PLAN['fail'] = {fail!r}")
    ran = kernel.run("%%sparsify\nnever = 1")
    assert ran.reply["status"] == "error"
    assert "nothing was run" in ran.printed + " ".join(ran.errors)
    assert kernel.ask("'never' in globals()") == "False"


def test_await_is_refused_before_anything_runs(kernel):
    ran = kernel.run("%%sparsify\nawait nothing()")
    assert "can't run a cell that awaits" in ran.printed
    assert kernel.ask("trains.ASKED") == "[]"


def test_recipes_are_compared_without_the_cell_running_here(kernel):
    ran = kernel.run(compare("--pattern 2:4,1:4 --seeds 3 --metric acc:max --into y"))
    assert ran.reply["status"] == "ok", ran.errors
    assert ran.shown.startswith("`step` 2:4 is 2.1×")
    assert [kind for kind, _ in ran.outputs] == ["display_data"]
    assert kernel.ask("'x' in globals()") == "False"
    said = kernel.ask("sorted((k, v) for k, v in trains.ASKED[0][1].items() if k != 'namespace')")
    for part in ("('dense', 'step', 'sr-ste')", "('2:4', '1:4')", "('seeds', 3)", "acc:max"):
        assert part in said.replace("\\'", "'")
    assert kernel.ask("trains.ASKED[0][0]").replace("\\\\", "\\").strip("'\"") == r"x = 41\nx + 1"
    assert kernel.ask("trains.ASKED[0][1]['namespace'] is get_ipython().user_ns") == "True"
    assert kernel.ask("y.best.recipe").strip("'") == "step"
    assert kernel.ask("[s.open for s in trains.COPIED]") == "[False]"


def test_progress_is_told_while_it_goes_on(kernel):
    seen = []
    kernel.run(compare(), on_progress=lambda _: seen.append(True))
    assert seen


def test_nothing_is_compared_twice(kernel):
    kernel.run(compare())
    again = kernel.run(compare())
    assert "stored result of 20" in again.shown
    assert kernel.ask("len(trains.ANSWERED)") == "1"
    kernel.run(compare("--again"))
    kernel.run("trains.PLAN['digest'] = 'd2'")  # other inputs
    kernel.run(compare())
    kernel.run(compare("--seeds 2"))
    assert kernel.ask("len(trains.ANSWERED)") == "4"


def test_it_stands_in_the_history(kernel):
    kernel.run(compare("--seeds 3"))
    shown = kernel.run("%perf history --kind sparsity").shown
    assert "step 2:4" in shown
    assert "2.10×" in shown


def test_an_interrupt_keeps_what_is_known(kernel):
    kernel.run("trains.PLAN['endless'] = True")
    ran = kernel.run(compare("--into y"), on_progress=lambda k: k.interrupt())
    assert ran.reply["status"] == "ok"
    assert "by you" in kernel.ask("y.stopped")
    kernel.run("trains.PLAN['endless'] = False")
    kernel.run(compare())
    assert kernel.ask("len(trains.ANSWERED)") == "2"  # what was cut short isn't shown again


def test_without_anybody_to_ask_it_says_what_to_add(kernel):
    kernel.run("trains.PLAN['confirm'] = True")
    ran = kernel.run(compare())
    assert "say --yes" in ran.shown
    assert kernel.ask("trains.ASKED[0][1]['yes']") == "False"


@pytest.mark.parametrize(("answer", "stopped"), [("y", False), ("", True), ("no", True)])
def test_whoever_can_answer_is_asked_what_it_may_cost(kernel, answer, stopped):
    kernel.run("trains.PLAN['confirm'] = True")
    ran = kernel.run(compare("--into y"), answer=answer)
    assert ran.reply["status"] == "ok"
    assert kernel.ask("bool(y.stopped)") == str(stopped)


def test_a_bug_is_a_sentence(kernel):
    kernel.run("trains.PLAN['fail'] = 'late'")
    ran = kernel.run(compare())
    assert ran.reply["status"] == "ok"
    assert "jupyter-perf failed: ZeroDivisionError: a bug in the engine" in ran.shown


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--compare step --recipe step", "choose one"),
        ("--seeds 3", "--seeds is of runs in processes of their own: add --compare"),
        ("--pilot 10", "add --compare"),
        ("--on 2", "add --compare"),
        ("--pattern 2:4,1:4", "add --compare step to train with each"),
        ("--recipe step(switch=0.1) --switch 0.2", "say twice"),
        ("--compare ,", "a name is missing"),
        ("--export /no/such/folder/x.safetensors", "there is no folder"),
        ("--into 1x", "--into needs a name"),
        ("--patern 2:4", "did you mean --pattern?"),
        ("--compare step --budget -1", "--budget is a positive number"),
        ("--seeds x", "invalid int value"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_nothing_runs(kernel, line, said):
    ran = kernel.run(f"%%sparsify {line}\nnever = 1")
    assert ran.reply["ename"] == "UsageError"
    assert said in ran.printed + " ".join(ran.errors)
    assert kernel.ask("(trains.ASKED, 'never' in globals())") == "([], False)"


def test_what_the_engine_refuses_is_told_like_that_too(kernel):
    kernel.run("trains.PLAN['fail'] = 'usage'")
    ran = kernel.run(compare())
    assert "did you mean step? (nothing was run)" in ran.printed + " ".join(ran.errors)


def test_the_switch_becomes_an_option_of_step_alone(kernel):
    kernel.run(compare("--switch geometric", "pass"))
    said = kernel.ask("trains.ASKED[0][1]['recipes']").replace("\\'", "'")
    assert said == "('dense', 'step(switch=geometric)', 'sr-ste')"
    kernel.run("%%sparsify --recipe step(decay=1e-4) --switch 0.1\npass")
    said = kernel.ask("trains.ASKED[1][1]['recipes']").replace("\\'", "'")
    assert said == "('step(decay=1e-4,switch=0.1)',)"


def test_an_export_that_cant_be_written_is_a_remark(kernel):
    ran = kernel.run("%%sparsify --export gone.safetensors\npass")
    assert ran.reply["status"] == "ok"
    assert "--export: nothing was written" in ran.shown


def test_switched_off_it_runs_just_the_cell(kernel):
    kernel.run("%config JupyterPerf.enabled = False")
    ran = kernel.run("%%sparsify --nonsense\nplain = 5\nplain")
    kernel.run("%config JupyterPerf.enabled = True")
    assert ran.reply["status"] == "ok"
    assert [kind for kind, _ in ran.outputs] == ["execute_result"]
    assert kernel.ask("(trains.ASKED, plain)") == "([], 5)"


def test_settings_are_the_defaults_of_options(kernel):
    kernel.run("%config JupyterPerf.sparsify_recipe = 'sr-ste'")
    kernel.run("%config JupyterPerf.sparsify_pattern = '1:8'")
    kernel.run("%%sparsify\npass")
    said = kernel.ask("trains.ASKED[0][1]").replace("\\'", "'")
    kernel.run("%config JupyterPerf.sparsify_recipe = 'step'")
    kernel.run("%config JupyterPerf.sparsify_pattern = '2:4'")
    assert "('sr-ste',)" in said
    assert "('1:8',)" in said


def test_the_options_are_shown_by_a_question_mark(kernel):
    payload = kernel.run("%%sparsify?").reply["payload"][0]["data"]["text/plain"]
    for option in ("--compare", "--pattern", "--max-usd", "--switch", "--mask-every", "--export"):
        assert option in payload
    assert "%%sparsify [" in payload


def test_with_a_front_end_the_kernel_is_free_again(kernel, front):
    assert "sparsify" in front.hello["magics"]
    kernel.run("trains.PLAN['endless'] = True")
    ran = kernel.run(compare("--into later"))
    assert ran.reply["status"] == "ok"
    job = data_of(ran)["job"]
    assert data_of(ran)["state"] == "running"
    assert kernel.ask("1 + 1") == "2"
    assert kernel.ask("len(trains.COPIED)") == "1"  # copied before the cell ended
    kernel.run("trains.PLAN['endless'] = False")
    done = front.message("done")
    assert (done["kind"], done["state"], done["job"]) == ("sparsify", "done", job)
    assert "step" in kernel.ask("later.best.recipe")


def test_a_toolbar_compares_without_running_the_cell(kernel, front):
    front.say({"type": "sparsify", "cell": "c", "source": f"%%sparsify\n{CELL}",
                "options": "--recipe sr-ste"})  # fmt: skip
    done = front.message("done")
    assert (done["kind"], done["state"], done["toolbar"]) == ("sparsify", "done", True)
    assert done["bundle"][MIME_TYPE]["kind"] == "sparsity"
    said = kernel.ask("trains.ASKED[0][1]['recipes']").replace("\\'", "'")
    assert said == "('dense', 'sr-ste')"
    assert kernel.ask("'x' in globals()") == "False"


def test_recipes_are_listed_and_explained(kernel):
    shown = kernel.run("%perf recipes").shown
    assert "sr-ste:" in shown
    assert "arXiv 2302.01172" in shown
    assert max(map(len, shown.splitlines())) <= 80
    manual = kernel.run("%perf explain sr_ste").shown
    assert manual.startswith("# sr-ste")
    assert "Zhou et al." in manual
    assert "did you mean sparsegpt" in kernel.run("%perf explain sparsegptt").printed

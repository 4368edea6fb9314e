"""What `%papaya` does to the kernel: one test for each promise, in a real kernel."""

import pytest

pytest.importorskip("torch")
MIME_TYPE = "application/vnd.jupyter-perf.result+json"
SETUP = "import torch; model = torch.nn.Linear(3, 3); batch = torch.zeros(2, 3)"


def data_of(ran, at=-1):
    shown = [content["data"] for kind, content in ran.outputs if kind == "display_data"]
    return shown[at][MIME_TYPE]


@pytest.fixture
def ready(kernel):
    kernel.run(SETUP)
    return kernel


def test_the_answer_is_shown_in_one_output_that_replaces_the_progress(ready):
    ran = ready.run("%papaya model batch")
    assert ran.reply["status"] == "ok", ran.errors
    assert ran.updates == 1
    assert [kind for kind, _ in ran.outputs] == ["display_data"]
    assert ran.shown.startswith("Use `lora` on a100-40")
    assert set(ran.outputs[0][1]["data"]) == {"text/plain", "text/html", MIME_TYPE}
    data = data_of(ran)
    assert (data["kind"], data["state"], data["source"]) == ("frontier", "done", "model batch")


def test_progress_is_told_while_it_goes_on(ready):
    seen = []
    ready.run("%papaya model batch", on_progress=lambda _: seen.append(True))
    assert seen
    assert ready.ask("len(weighs.ANSWERED)") == "1"


def test_expressions_reach_the_engine_as_objects(ready):
    ready.run(
        "def loss_of(out): return out.sum()\n"
        "optimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n"
    )
    ran = ready.run(
        "%papaya model {'x': batch} --loss loss_of --optimizer optimizer --methods lora,bf16"
        " --memory 16GB --global-batch 8 --seq 4 --epoch 100 --target t4,here --precision bf16"
    )
    assert ran.reply["status"] == "ok", ran.errors
    assert ready.ask("weighs.ASKED[0][0] is model and weighs.ASKED[0][1]['x'] is batch") == "True"
    rest = "weighs.ASKED[0][2]"
    assert ready.ask(f"({rest}['loss'] is loss_of, {rest}['optimizer'] is optimizer)") == (
        "(True, True)"
    )
    kept = ready.ask(f"sorted((k, v) for k, v in {rest}.items() if k not in ('loss', 'optimizer'))")
    for said in ("('epoch', 100)", "('global_batch', 8)", "16GB", "lora", "('sequence', 4)"):
        assert said in kept


def test_only_what_was_said_is_passed_on(ready):
    ready.run("%papaya model batch")
    assert ready.ask("sorted(weighs.ASKED[0][2])").replace("\\'", "'") == "['budget', 'target']"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("%papaya nobody batch", "the model, `nobody`, can't be evaluated: NameError"),
        ("%papaya nobody batch", "Run the cell that makes it first"),
        ("%papaya model nobody", "the batch, `nobody`, can't be evaluated: NameError"),
        ("%papaya model batch --loss nobody", "--loss, `nobody`, can't be evaluated: NameError"),
        ("%papaya model 1/0", "ZeroDivisionError: division by zero"),
        ("%papaya", "required"),
        ("%papaya model batch --target nowhere", "nowhere"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_nothing_is_asked(ready, line, said):
    ran = ready.run(line)
    assert ran.reply["status"] == "error"
    assert ran.reply["ename"] == "UsageError"
    assert said in ran.printed + " ".join(ran.errors)
    assert ready.ask("weighs.ANSWERED") == "[]"


def test_what_the_engine_refuses_is_told_like_that_too(ready):
    ready.run("weighs.PLAN['fail'] = 'usage'")
    ran = ready.run("%papaya model")
    assert ran.reply["ename"] == "UsageError"
    assert "no batch is known" in ran.printed


def test_a_bug_is_a_sentence(ready):
    ready.run("weighs.PLAN['fail'] = 'bug'")
    ran = ready.run("%papaya model batch")
    assert ran.reply["status"] == "ok"
    assert "jupyter-perf failed: ZeroDivisionError: a bug in the engine" in ran.shown


def test_the_result_goes_to_into_and_last_and_lets_go_of_nothing_it_needs(ready):
    ready.run("import jupyter_perf as jp")
    ready.run("%papaya model batch --into y")
    assert ready.ask("y is jp.last() and type(y).__name__").replace("\\'", "'") == "'Frontier'"
    assert "lora" in ready.ask("y.best.method")


def test_nothing_is_worked_out_twice(ready):
    ready.run("%papaya model batch")
    again = ready.run("%papaya model batch")
    assert "stored result of 20" in again.shown
    assert ready.ask("len(weighs.ANSWERED)") == "1"
    ready.run("%papaya model batch --again")
    assert ready.ask("len(weighs.ANSWERED)") == "2"
    ready.run("batch = torch.zeros(5, 3)")
    ready.run("%papaya model batch")
    assert ready.ask("len(weighs.ANSWERED)") == "3"


def test_it_stands_in_the_history(ready):
    ready.run("%papaya model batch --target t4 --epoch 10")
    shown = ready.run("%perf history --kind frontier").shown
    assert "frontier  lora  1.24× (1.15–1.34×)" in shown
    assert "model batch --target t4" in shown


def test_an_interrupt_keeps_what_is_known(ready):
    ready.run("weighs.PLAN['endless'] = True")
    ran = ready.run("%papaya model batch --into y", on_progress=lambda k: k.interrupt())
    assert ran.reply["status"] == "ok"
    assert "by you" in ready.ask("y.stopped")
    assert "Stopped by you" in ran.shown
    ready.run("weighs.PLAN['endless'] = False")
    ready.run("%papaya model batch")
    assert ready.ask("len(weighs.ANSWERED)") == "2"  # what was cut short isn't shown again


def test_the_kernel_stays_as_it_was(ready):
    ready.run(
        "import random, threading; random.seed(3); state = random.getstate(), torch.get_rng_state()"
    )
    ready.run("%papaya model batch")
    assert ready.ask("random.getstate() == state[0]") == "True"
    assert ready.ask("bool((torch.get_rng_state() == state[1]).all())") == "True"
    names = ready.ask("[t.name for t in threading.enumerate() if 'papaya' in t.name]")
    assert names == "[]"


def test_switched_off_it_says_so(ready):
    ready.run("%config JupyterPerf.enabled = False")
    ran = ready.run("%papaya model batch")
    ready.run("%config JupyterPerf.enabled = True")
    assert "switched off" in ran.printed
    assert ready.ask("weighs.ANSWERED") == "[]"


def test_the_options_are_shown_by_a_question_mark(ready):
    ran = ready.run("%papaya?")
    payload = ran.reply["payload"][0]["data"]["text/plain"]
    for option in ("--global-batch", "--methods", "--target", "--memory", "--seq", "MODEL [BATCH]"):
        assert option in payload


def test_with_a_front_end_the_kernel_is_free_again(ready, front):
    ready.run("weighs.PLAN['endless'] = True")
    ran = ready.run("%papaya model batch --into later")
    assert ran.reply["status"] == "ok"
    job = data_of(ran)["job"]
    assert data_of(ran)["state"] == "running"
    assert ready.ask("1 + 1") == "2"
    assert job in ready.run("%perf jobs").printed
    ready.run("weighs.PLAN['endless'] = False")
    done = front.message("done")
    assert (done["kind"], done["state"], done["job"]) == ("papaya", "done", job)
    assert "lora" in ready.ask("later.best.method")


def test_with_a_front_end_wait_waits(ready, front):
    ran = ready.run("%papaya model batch --wait --into now")
    assert data_of(ran)["state"] == "done"
    assert "lora" in ready.ask("now.best.method")


def test_methods_are_listed_and_explained(kernel):
    shown = kernel.run("%perf methods").shown
    assert "checkpoint-blocks:" in shown
    assert "modelled only" in shown
    assert max(map(len, shown.splitlines())) <= 80
    manual = kernel.run("%perf explain checkpoint_blocks").shown
    assert manual.startswith("# checkpoint-blocks")
    assert "Accuracy:" in manual
    ran = kernel.run("%perf explain checkpoint-block")
    assert "did you mean checkpoint-blocks" in ran.printed


def test_papaya_is_explained_on_the_users_own_numbers(ready):
    ready.run("import jupyter_perf.core.latest as latest; latest._latest.clear()")
    assert "Run `%papaya model batch` first" in ready.run("%perf explain papaya").shown
    ready.run("%papaya model batch")
    shown = ready.run("%perf explain papaya").shown
    assert "On TinyGPT (124 M parameters), as of 2026-11-21 09:01:09 UTC" in shown
    assert "NVIDIA A100 40 GB, plain step: 720 MB and 4.00 ms an example" in shown
    assert "Recomputation, `checkpoint-blocks`:" in shown

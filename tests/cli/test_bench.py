"""`jupyter perf bench` on three tiny problems; times are made up, `test_really` has real ones."""

import json

import pytest

from jupyter_perf.cli import main
from jupyter_perf.cli.bench import problems, scoring, solving
from jupyter_perf.cli.bench.scores import Timed
from jupyter_perf.cli.bench.timing import Measured
from jupyter_perf.core.code import Candidate
from jupyter_perf.errors import SandboxError
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.verdict import Different

SLOW = "n = int(input())\nprint(sum([i for i in range(n)]))\n"
FAST = "n = int(input())\nprint(n * (n - 1) // 2)\n"
WRONG = "print(3)\n"
SECONDS = {SLOW: 8.0, FAST: 2.0, "print(1)\n": 1.0}


@pytest.fixture
def folder(tmp_path):
    """Three: with a reference and levels, without any, and with no inputs."""
    one, two, three = (tmp_path / "problems" / name for name in ("one", "three", "two"))
    for each in (one, two, three):
        each.mkdir(parents=True)
        (each / "slow.py").write_text(SLOW)
    (one / "reference.py").write_text(FAST)
    for level in ("1", "2"):
        (one / "inputs" / level).mkdir(parents=True)
        (one / "inputs" / level / "a.txt").write_text(f"{level}000\n")
    (one / "problem.json").write_text('{"hardness": [1, 3], "weights": {"reference.py": 3}}')
    (two / "inputs").mkdir()
    (two / "inputs" / "a.txt").write_text("10\n")
    (two / "inputs" / "b.txt").write_text("20\n")
    (three / "slow.py").write_text("print(1)\n")
    return tmp_path / "problems"


@pytest.fixture
def engine(monkeypatch):
    """What each search hands over, in turn, for each program; what is timed is noted."""
    handed, timed = {}, []

    def searched(text, stdin, options, report):
        made = handed.get(text, [text])
        found = made.pop(0) if len(made) > 1 else made[0]
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, Refinement) else Refinement(text, "program", found)

    def measure(codes, inputs):
        timed.append(list(codes))
        return [_measured(code, inputs) for code in codes]

    monkeypatch.setattr(solving, "searched", searched)
    monkeypatch.setattr(scoring, "measure", measure)
    handed["timed"] = timed
    return handed


def _measured(code, inputs):
    seconds = SECONDS.get(code)
    if seconds is None:
        return Measured(Timed(False, ()), "another answer")
    return Measured(Timed(True, (seconds,) * len(inputs)))


def bench(capsys, folder, *words):
    code = main(["bench", str(folder), "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_a_folder_is_read(folder):
    one, three, two = problems.read_all(folder)
    assert one.references == {"reference.py": FAST}
    assert one.inputs == ("1000\n", "2000\n")
    assert (one.levels, one.hardness) == (((0,), (1,)), (1, 3))
    assert one.weights == {"slow.py": 1.0, "reference.py": 3}
    assert (three.inputs, three.levels) == (("10\n", "20\n"), ((0, 1),))
    assert two.inputs == ("",)
    assert problems.read_all(folder / "one") == [one]


@pytest.mark.parametrize(
    "said", ["{", "[]", '{"other": 1}', '{"hardness": [1]}', '{"hardness": [0, 1]}',
             '{"weights": {"reference_2.py": 1}}', '{"weights": {"slow.py": 0}}']
)  # fmt: skip
def test_an_odd_problem_is_said(folder, capsys, said):
    (folder / "one" / "problem.json").write_text(said)
    assert main(["bench", str(folder)]) == 2
    assert "one" in capsys.readouterr().err


def test_an_engine_is_scored_by_what_it_hands_over(folder, engine, capsys):
    engine[SLOW] = [FAST]
    code, said = bench(capsys, folder, "--k", "1,3")
    assert code == 0
    one, three, two = said["problems"]
    assert (one["opt@1"], one["speedup@3"], one["eff@1"]) == (100.0, 4.0, 1.0)
    assert (one["dps"], one["dps_norm"]) == (100.0, 100.0)
    assert (three["speedup@1"], three["eff@1"], three["dps"]) == (4.0, None, None)
    assert (two["opt@1"], two["speedup@1"]) == (0.0, 1.0)
    summary = said["summary"]
    assert summary["speedup@1"] == pytest.approx(3.0)
    assert summary["opt@3"] == pytest.approx(200 / 3)
    assert summary["of"] == {"opt@1": 3, "speedup@1": 3, "eff@1": 1, "opt@3": 3, "speedup@3": 3,
                             "eff@3": 1, "dps": 1, "dps_norm": 1}  # fmt: skip


def test_a_model_is_scored_by_its_answers_right_or_wrong(folder, engine, capsys, monkeypatch):
    def answered(code):
        verdicts = (Different(Candidate(code, ("llm",)), "stdout"),) if code else ()
        return Refinement(SLOW, "program", SLOW, verdicts=verdicts)

    engine[SLOW] = [answered(FAST), answered(WRONG), answered(None), answered(SLOW)]
    monkeypatch.setattr(solving, "ENGINES", ("rules",))
    code, said = bench(capsys, folder / "one", "--engine", "replay:x.json", "--k", "1,4")
    assert code == 0
    (one,) = said["problems"]
    assert [each["correct"] for each in one["samples"]] == [True, False, False, True]
    assert one["samples"][2]["why"] == "no answer that could be used"
    assert (one["opt@1"], one["opt@4"]) == (25.0, 100.0)
    assert one["speedup@1"] == pytest.approx((4 + 1 + 1 + 1) / 4)
    assert one["speedup@4"] == 4.0
    assert one["eff@1"] == pytest.approx(0.25)
    assert one["dps"] == pytest.approx((100 + 25) / 2)  # of the correct ones


def test_an_endpoint_that_doesnt_answer_is_no_wrong_answer(tmp_path, folder, capsys):
    missing = tmp_path / "none.json"
    code, said = bench(capsys, folder / "one", "--engine", f"replay:{missing}", "--budget", "20")
    assert (code, said["failed"]) == (1, ["one"])
    assert "none.json" in said["problems"][0]["failure"]
    assert said["summary"]["opt@1"] is None


def test_what_was_measured_isnt_measured_again(folder, engine, capsys):
    engine[SLOW] = [FAST]
    engine["print(1)\n"] = [KeyboardInterrupt()]
    engine["print(1)\n"][0] = SandboxError("the sandbox doesn't start")
    code, said = bench(capsys, folder, "--budget", "7")
    assert (code, said["failed"]) == (1, ["two"])
    assert len(engine["timed"]) == 2
    engine["print(1)\n"] = ["print(1)\n"]
    code, again = bench(capsys, folder, "--budget", "7")
    assert code == 0
    assert again["problems"][:2] == said["problems"][:2]
    assert len(engine["timed"]) == 3, "only the one that had failed"
    (folder / "one" / "inputs" / "2" / "a.txt").write_text("5\n")
    bench(capsys, folder, "--budget", "7")
    assert len(engine["timed"]) == 4, "a problem that changed is another one"
    bench(capsys, folder, "--budget", "7", "--again")
    assert len(engine["timed"]) == 7


def test_an_interrupt_shows_what_was_scored(folder, engine, monkeypatch, capsys):
    measure = scoring.measure

    def interrupted(codes, inputs):
        if inputs == ("",):
            raise KeyboardInterrupt
        return measure(codes, inputs)

    monkeypatch.setattr(scoring, "measure", interrupted)
    code, said = bench(capsys, folder, "--budget", "8")
    assert (code, said["interrupted"]) == (130, True)
    assert [row["name"] for row in said["problems"]] == ["one", "three"]


@pytest.mark.parametrize(
    "words", [["no"], ["."], ["problems", "--k", "0"], ["problems", "--k", "a"],
              ["problems", "--engine", "guess"], ["problems", "--budget", "x"]]
)  # fmt: skip
def test_wrong_uses_exit_with_2(folder, monkeypatch, capsys, words):
    monkeypatch.chdir(folder.parent)
    assert _code(["bench", *words]) == 2
    assert capsys.readouterr().err


def _code(words):
    try:
        return main(words)
    except SystemExit as ended:  # argparse ends so
        return ended.code

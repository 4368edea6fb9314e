"""`jupyter perf verify`: which suggestions are checked, and what the exit code says."""

import json

import pytest
from cli_fakes import FakeKernel, write

from jupyter_perf.cli import answers, judging, main, verify
from jupyter_perf.core.code import Candidate
from jupyter_perf.measure.timing import Timing
from jupyter_perf.records import edits
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.verdict import Different, Evidence, Faster, NotFaster, Unverifiable

SLOW, FAST = "t = 0\nfor x in a:\n    t += x", "t = sum(a)"
HOLDS = {"outcome": "faster", "holds": True, "speed": "12×", "why": ""}
BROKEN = {"outcome": "different", "holds": False, "why": "`t`: 1 instead of 2"}


@pytest.fixture(autouse=True)
def only_ours():
    edits.delete()
    yield
    edits.delete()


def accepted(file, slow=SLOW, fast=FAST):
    edits.add(edits.edit_of(str(file.resolve()), slow, fast, ratio=12.0))
    return file


def check(monkeypatch, kernel, *words):
    kernel.put_in(monkeypatch, verify)
    return main(["verify", *map(str, words)])


@pytest.mark.parametrize("text", [FAST, SLOW, f"%%refine\n{SLOW}\n"])
def test_a_cell_is_checked_before_it_runs_and_later_ones_dont(tmp_path, monkeypatch, capsys, text):
    file = accepted(write(tmp_path / "a.ipynb", "a = [1]", text, "print(t)"))
    monkeypatch.chdir(tmp_path)
    kernel = FakeKernel(verify=HOLDS)
    assert check(monkeypatch, kernel) == 0
    assert kernel.asked == [("verify", {"slow": SLOW, "fast": FAST})]
    assert kernel.ran == ["a = [1]"]
    out, err = capsys.readouterr()
    assert f"{file.resolve()}\n  cell 3  " in out
    assert "faster 12×" in out
    assert "1 accepted suggestion, 0 not as accepted" in err


def test_what_no_longer_holds_exits_with_1(tmp_path, monkeypatch, capsys):
    file = accepted(write(tmp_path / "a.ipynb", FAST))
    assert check(monkeypatch, FakeKernel(verify=BROKEN), file, "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["checked"], said["broken"], said["exit_code"]) == (1, 1, 1)
    assert said["files"][0]["results"][0]["why"] == BROKEN["why"]


def test_a_check_that_cant_be_made_isnt_passed(tmp_path, monkeypatch, capsys):
    file = accepted(write(tmp_path / "a.ipynb", "1 / 0", FAST))
    kernel = FakeKernel({"1 / 0": "ZeroDivisionError: x"}, verify=HOLDS)
    assert check(monkeypatch, kernel, file) == 1
    assert "1 later cell couldn't be checked" in capsys.readouterr().out
    failing = FakeKernel(verify=answers.of_trouble("the sandbox doesn't start"))
    assert check(monkeypatch, failing, accepted(write(tmp_path / "b.ipynb", FAST))) == 1
    (tmp_path / "a.ipynb").write_text("{")
    assert check(monkeypatch, FakeKernel(), file) == 1


def test_what_is_gone_is_said_and_no_kernel_started(tmp_path, monkeypatch, capsys):
    file = accepted(write(tmp_path / "a.ipynb", "t = something_else"))
    gone = accepted(write(tmp_path / "b.ipynb", FAST))
    gone.unlink()
    monkeypatch.chdir(tmp_path)
    kernel = FakeKernel()
    assert check(monkeypatch, kernel) == 0
    out = capsys.readouterr().out
    assert "neither version is in the file" in out
    assert "there is no such file any more" in out
    assert kernel.begun == {}
    assert file.exists()


def test_only_this_folders_or_the_files_that_are_named(tmp_path, monkeypatch, capsys):
    here, other = tmp_path / "here", tmp_path / "other"
    for folder in (here, other):
        folder.mkdir()
        accepted(write(folder / "a.ipynb", FAST))
    monkeypatch.chdir(here)
    assert check(monkeypatch, FakeKernel(verify=HOLDS)) == 0
    assert str(other) not in capsys.readouterr().out
    assert check(monkeypatch, FakeKernel(verify=HOLDS), other / "a.ipynb") == 0
    assert str(other / "a.ipynb") in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert check(monkeypatch, FakeKernel()) == 0
    assert "nothing accepted is recorded here" in capsys.readouterr().err


def test_exported_edits_are_found_below_another_folder(tmp_path, monkeypatch, capsys):
    there, here = tmp_path / "alice" / "project" / "nb", tmp_path / "ci" / "checkout"
    there.mkdir(parents=True)
    (here / "nb").mkdir(parents=True)
    accepted(write(there / "a.ipynb", FAST))
    exported = here / "edits.json"
    edits.export(exported)
    edits.delete()
    write(here / "nb" / "a.ipynb", "a = [1]", FAST)
    monkeypatch.chdir(here)
    assert check(monkeypatch, FakeKernel(verify=HOLDS), "--from", exported) == 0
    assert str(here / "nb" / "a.ipynb") in capsys.readouterr().out
    for wrong in ("{", "[]", '{"edits": [{}]}', '{"edits": 3}'):
        exported.write_text(wrong)
        assert check(monkeypatch, FakeKernel(), "--from", exported) == 2
        assert "holds no edits" in capsys.readouterr().err


def test_texts_without_their_secrets_arent_run(tmp_path, monkeypatch, capsys):
    slow = f"password = 'Tr0ub4dor-3xyzzy'\n{SLOW}"
    fast = f"password = 'Tr0ub4dor-3xyzzy'\n{FAST}"
    file = accepted(write(tmp_path / "a.ipynb", fast), slow, fast)
    assert "Tr0ub4dor" not in edits.edits_of()[0].slow
    kernel = FakeKernel(verify=HOLDS)
    assert check(monkeypatch, kernel, file) == 1
    assert kernel.asked == []
    assert "a secret was taken out" in capsys.readouterr().out


def test_a_program_gets_its_inputs(tmp_path, monkeypatch, capsys):
    file = tmp_path / "a.py"
    file.write_text(FAST + "\n")
    accepted(file)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.txt").write_text("7\n")
    asked = []

    def judged(slow, fast, **how):
        asked.append((slow, fast, how["stdin"]))
        candidate = Candidate(fast, ("given",))
        return Refinement(slow, "program", slow, verdicts=(Different(candidate, "stdout"),))

    monkeypatch.setattr(judging, "judged", judged)
    assert main(["verify", str(file), "--stdin", str(tmp_path / "in")]) == 1
    assert asked == [(SLOW, FAST, ["7\n"])]
    assert "different: stdout" in capsys.readouterr().out


def timing(decision):
    return Timing(2.0, (1.5, 2.5), 2.0, "cpu", (1.0,), (0.5,), (1.0,), (0.5,), decision)


C = Candidate(FAST, ("given 1",))
GENERAL, ONLY_HERE = Evidence(own=1), Evidence(own=1, only_this_data="`t`: 1 instead of 2")


@pytest.mark.parametrize(
    ("verdict", "outcome", "holds"),
    [
        (Faster(C, GENERAL, timing("faster")), "faster", True),
        (Faster(C, ONLY_HERE, timing("faster")), "different", False),
        (NotFaster(C, GENERAL, timing("not faster")), "not faster", False),
        (NotFaster(C, GENERAL, timing("inconclusive")), "unclear", True),
        (Different(C, "`t`: 1 instead of 2"), "different", False),
        (Unverifiable(C, "not looked at: out of time"), "unchecked", False),
        (None, "unchecked", False),
    ],
)
def test_what_each_verdict_means(verdict, outcome, holds):
    found = Refinement(SLOW, "cell", SLOW, verdicts=(verdict,) if verdict else (), stopped="x")
    told = answers.of_verdict(found)
    assert (told["outcome"], told["holds"]) == (outcome, holds)
    json.dumps(told)

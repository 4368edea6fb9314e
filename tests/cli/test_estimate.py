"""`jupyter perf estimate`, with a kernel that answers as it is told."""

import json

import pytest
from cli_fakes import FakeKernel, write

from jupyter_perf.cli import answers, estimate, main
from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.result import Comparison, Estimate


def costing(seconds):
    found = Estimate("cell", "x", seconds=Range(seconds, seconds / 2, seconds * 2))
    return answers.of_estimate(found)


def run(monkeypatch, kernel, *words):
    kernel.put_in(monkeypatch, estimate)
    return main(["estimate", *map(str, words)])


def test_each_cell_is_estimated_and_then_run_but_the_last(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = 1", "%%bash\nls", "%%estimate\nb = 2", "c = 3")
    kernel = FakeKernel(estimate=costing(3.0))
    assert run(monkeypatch, kernel, file, "--target", "here,h100") == 0
    assert kernel.begun["line"] == "--target here,h100"
    assert [arguments["source"] for _, arguments in kernel.asked] == ["a = 1", "b = 2", "c = 3"]
    assert kernel.ran == ["a = 1", "%%bash\nls", "%%estimate\nb = 2"]
    out = capsys.readouterr().out
    assert "cell 2  a = 1  About 3 s" in out
    assert "cell 3  ls  not Python" in out


def test_only_one_may_be_estimated_and_nothing_runs_from_it_on(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = 1", "b = 2", "c = 3")
    kernel = FakeKernel(estimate=costing(3.0))
    assert run(monkeypatch, kernel, file, "--upto", "3", "--json") == 0
    assert kernel.ran == ["a = 1"]
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["cell"] == 3
    assert result["estimates"][0]["seconds"] == {"value": 3.0, "low": 1.5, "high": 6.0}


def test_a_cell_that_takes_too_long_isnt_run(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = 1", "b = 2")
    kernel = FakeKernel(estimate=costing(100.0))
    assert run(monkeypatch, kernel, file, "--longest", "60") == 1
    assert kernel.ran == []
    assert "longer than 1 min" in capsys.readouterr().err


def test_what_has_no_time_says_why_and_an_error_ends_it(tmp_path, monkeypatch, capsys):
    file = write(tmp_path / "a.ipynb", "a = 1", "1 / 0", "c = 3")
    nothing = Estimate("cell", "x", reasons={"seconds": "it writes files"})
    kernel = FakeKernel({"1 / 0": "ZeroDivisionError: x"}, estimate=answers.of_estimate(nothing))
    assert run(monkeypatch, kernel, file) == 1
    out = capsys.readouterr().out
    assert "No time can be given: it writes files" in out
    assert "it raises ZeroDivisionError" in out


def test_a_program_is_one_cell_that_isnt_run(tmp_path, monkeypatch, capsys):
    from jupyter_perf.magics import estimating

    asked = []

    class Engine:
        @staticmethod
        def prepare(question, _traced):
            asked.append(question.source if hasattr(question, "source") else question)
            return Prepared()

    class Prepared:
        reason = "it writes files"

        def result(self):
            one = Estimate("cell", "x", reasons={"seconds": self.reason})
            return Comparison((one, Estimate("cell", "x", "h100", seconds=Range(1, 1, 1))))

        def close(self):
            pass

    monkeypatch.setattr(estimating, "engine", lambda: Engine)
    file = tmp_path / "a.py"
    file.write_text("open('x', 'w').write(input())\n")
    assert main(["estimate", str(file), "--json"]) == 0
    out, told = capsys.readouterr()
    assert "--stdin DIR names a folder" in told
    said = json.loads(out)
    assert [each["target"] for each in said["results"][0]["estimates"]] == ["here", "h100"]
    assert len(asked) == 1
    assert not (tmp_path / "x").exists()


def test_a_program_gets_each_file_as_its_standard_input(tmp_path, monkeypatch, capsys):
    from jupyter_perf.magics import estimating

    asked = []

    class Engine:
        @staticmethod
        def prepare(question, _traced):
            asked.append(question.stdin)
            return Prepared()

    class Prepared:
        reason = "it writes files"

        def result(self):
            return Estimate("cell", "x", reasons={"seconds": self.reason})

        def close(self):
            pass

    monkeypatch.setattr(estimating, "engine", lambda: Engine)
    file, inputs = tmp_path / "a.py", tmp_path / "inputs"
    file.write_text("n = int(input())\n")
    inputs.mkdir()
    for name, text in {"b.txt": "2\n", "a.txt": "1\n", ".hidden": "3\n"}.items():
        (inputs / name).write_text(text)
    assert main(["estimate", str(file), "--stdin", str(inputs), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    titles = [each["title"] for each in said["results"]]
    assert titles == ["a.py < a.txt", "a.py < b.txt"]
    assert asked == ["1\n", "2\n"]


@pytest.mark.parametrize(
    "words",
    [["no.ipynb"], ["."], ["a.txt"], ["a.ipynb", "--upto", "9"], ["a.ipynb", "--longest", "0"],
     ["a.ipynb", "--stdin", "."], ["a.py", "--stdin", "nowhere"], ["a.py", "--stdin", "empty"],
     ["a.ipynb", "--target", "no-such"], ["a.ipynb", "--budget", "-1"], ["r.ipynb"]],
)  # fmt: skip
def test_wrong_uses_exit_with_2(tmp_path, monkeypatch, capsys, words):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.ipynb", "a = 1")
    write(tmp_path / "r.ipynb", "a <- 1", language="R")
    (tmp_path / "a.txt").touch()
    (tmp_path / "a.py").touch()
    (tmp_path / "empty").mkdir()
    assert run(monkeypatch, FakeKernel(), *words) == 2
    assert capsys.readouterr().err.startswith("jupyter perf: ")

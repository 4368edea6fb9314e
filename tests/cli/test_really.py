"""Each command's main path, as processes: what a shell or a CI runs."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from cli_fakes import sources_in, write

ROOT = Path(__file__).resolve().parents[2]
SLOW = (
    "seen = []\nfor i in range(16000):\n    k = i * 7 % 15991\n    if k not in seen:\n"
    "        seen.append(k)\n"
)


def started(folder, *words, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JUPYTER_PERF_HOME": str(folder / "home")}
    environment.pop("PYTEST_CURRENT_TEST", None)
    return subprocess.Popen(
        [sys.executable, "-m", "jupyter_perf.cli", *map(str, words)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def run(folder, *words):
    process = started(folder, *words)
    out, err = process.communicate(timeout=240)
    return process.returncode, out, err


def test_help_is_quick_to_load():
    code = (
        "import sys\nfrom jupyter_perf.cli import main\n"
        "try:\n    main(['refine', '--help'])\nexcept SystemExit:\n    pass\n"
        "slow = {'pandas', 'numpy', 'IPython', 'nbformat', 'jupyter_client'}\n"
        "print(sorted(slow & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Exit code:" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_notebook_is_refined_written_and_verified(tmp_path):
    file = write(
        tmp_path / "a.ipynb",
        "n = 3",
        f"%%refine --wait\n{SLOW}",
        "import asyncio\nawait asyncio.sleep(0)",
        "!true",
        "total = sum(seen)",
    )
    words = ("refine", file, "--slower", "0.01", "--budget", "100", "--only", "grown-list-to-set")
    code, out, err = run(tmp_path, *words, "--json", "--write")
    said = json.loads(out)
    results = {row["cell"]: row for row in said["files"][0]["results"]}
    assert code == 0, err
    assert (results[3]["outcome"], results[3]["written"]) == ("faster", True)
    assert results[3]["low"] > 1
    assert not any(row["outcome"] == "failed" for row in results.values())
    written = sources_in(file)
    assert written[1].startswith("%%refine --wait\nseen = []\n")
    assert "set(" in written[1]
    assert [*written[:1], *written[2:]] == ["n = 3", "import asyncio\nawait asyncio.sleep(0)",
                                            "!true", "total = sum(seen)"]  # fmt: skip

    code, out, err = run(tmp_path, "verify", "--budget", "100", "--json")
    (row,) = json.loads(out)["files"][0]["results"]
    assert (row["cell"], row["outcome"] in ("faster", "unclear")) == (3, True)
    assert code == 0

    same = file.read_bytes()
    code, out, err = run(tmp_path, "estimate", file, "--upto", "3", "--json")
    (row,) = json.loads(out)["results"]
    assert (code, row["cell"]) == (0, 3), err
    assert row["estimates"][0]["seconds"]["value"] > 0
    assert file.read_bytes() == same


def test_a_program_is_interrupted_and_nothing_is_left(tmp_path):
    (tmp_path / "a.py").write_text(SLOW + "print(len(seen))\n")
    process = started(tmp_path, "refine", "a.py", "--json", "--write", start_new_session=True)
    while "starting the sandbox" not in process.stderr.readline():
        assert process.poll() is None
    time.sleep(0.5)
    started_by_it = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    out, _err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(out)["interrupted"]
    assert (tmp_path / "a.py").read_text() == SLOW + "print(len(seen))\n"
    _gone, alive = psutil.wait_procs(started_by_it, timeout=10)
    assert not alive


def test_problems_are_really_measured(tmp_path):
    folder = tmp_path / "problems" / "squares"
    (folder / "inputs").mkdir(parents=True)
    (folder / "slow.py").write_text(
        "n = int(input())\nt = 0\nfor i in range(n):\n    for j in range(n):\n        t += 1\n"
        "print(t)\n"
    )
    (folder / "reference.py").write_text("n = int(input())\nprint(n * n)\n")
    (folder / "inputs" / "a.txt").write_text("300\n")
    words = ("bench", "problems", "--budget", "5", "--only", "grown-list-to-set")
    code, out, err = run(tmp_path, *words[:4], "--json")
    assert code == 0, err
    (row,) = json.loads(out)["problems"]
    slow, best = (row["programs"][name] for name in ("slow.py", "reference.py"))
    assert slow["correct"]
    assert best["correct"]
    assert slow["seconds"][0] > best["seconds"][0] > 0
    assert row["samples"][0]["correct"]
    assert row["eff@1"] >= 0
    assert row["dps"] >= 50


def test_the_doctor_tries_a_sandbox(tmp_path):
    code, out, err = run(tmp_path, "doctor", "--json")
    said = json.loads(out)
    found = {each["topic"]: each["finding"] for each in said["findings"]}
    assert code == (1 if said["broken"] else 0), err
    assert found["isolation"]
    assert "home" in found["records"]


@pytest.mark.parametrize("words", [[], ["nothing"], ["refine"], ["refine", "x.ipynb", "--no-such"]])
def test_what_isnt_understood_exits_with_2(tmp_path, words):
    code, out, err = run(tmp_path, *words)
    assert (code, out) == (2, "")
    assert "usage: jupyter perf" in err or "jupyter perf:" in err

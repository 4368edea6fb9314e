"""The check on what tests leave behind can itself fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

MESSY = """
import os, subprocess, sys, warnings
import pytest

SLEEP = [sys.executable, "-c", "import time; time.sleep(8)"]

@pytest.fixture(scope="module")
def helper():
    process = subprocess.Popen(SLEEP)
    yield process
    process.kill()
    process.wait()

def test_tidy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIDY", "1")
    subprocess.run([sys.executable, "-c", ""], check=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")

def test_what_a_wider_fixture_started_may_stay(helper):
    assert helper.poll() is None

def test_folder(tmp_path):
    os.chdir(tmp_path)

def test_environment():
    os.environ["LEFT_BEHIND"] = "1"

def test_warnings():
    warnings.simplefilter("ignore")

def test_process():
    subprocess.Popen(SLEEP)
"""


def test_each_kind_of_mess_is_told_and_nothing_else(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_messy.py").write_text(MESSY)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    blamed = re.findall(r"^ERROR \S+::(\w+)", done.stdout, re.MULTILINE)
    expected = ["test_folder", "test_environment", "test_warnings", "test_process"]
    assert blamed == expected, done.stdout
    assert "6 passed" in done.stdout

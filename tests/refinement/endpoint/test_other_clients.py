"""The scenarios with other versions of `openai`: the oldest that is supported, and one of 2.x.

Each in an environment of its own. Where it can't be made (no index of packages is reached), the
test is skipped and says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TESTS = [
    "test_every_scenario.py",
    "test_ends_in_time.py",
    "test_hostile.py",
    "test_staying.py",
]
NEEDED = ["pytest>=8.2", "psutil"]


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.92.0", "2.54.0"])
def test_scenarios_with_another_version(version: str, tmp_path: Path) -> None:
    python = environment(tmp_path / "environment", [f"openai=={version}", *NEEDED])
    tests = [str(Path(__file__).with_name(name)) for name in TESTS]
    ran = subprocess.run(
        [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]


def environment(folder: Path, packages: list[str]) -> str:
    """Its interpreter; skips the test where the packages can't be had."""
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    made = subprocess.run(
        [*install, *packages],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip(f"{packages[0]} can't be installed: {made.stderr[-200:]}")
    return python

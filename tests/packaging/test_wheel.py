"""What a user gets: all that the package needs, nothing that only its makers need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

import jupyter_perf

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jupyter_perf"
BUILT = PACKAGE / "labextension"
MOST_BYTES = 8_000_000
MAKERS = re.compile(
    r"(^|/)(tests?|docs|notebooks|node_modules|__pycache__|\.[a-z]+)/|\.(map|ts|pyc)$"
)
FRONT_END = "share/jupyter/labextensions/jupyter-perf"
EXTRAS = {"all", "blocks", "dask", "jax", "lab", "numba", "torch"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    if not (BUILT / "static" / "style.js").exists():
        pytest.skip("the extension isn't built: `make labextension`")
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.fixture(scope="module")
def about(wheel: zipfile.ZipFile) -> Message:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(wheel.read(name).decode())


def test_every_file_of_the_package_is_in_it(wheel: zipfile.ZipFile) -> None:
    ours = {
        file.relative_to(ROOT).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and BUILT not in file.parents and file.suffix != ".pyc"
    }
    assert ours - set(wheel.namelist()) == set()
    assert {
        "jupyter_perf/py.typed",
        "jupyter_perf/estimation/models/granite/weights/zen4.npz",
    } <= ours


def test_nothing_of_its_makers_is_in_it(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if MAKERS.search(name)] == []
    assert sum(each.compress_size for each in wheel.infolist()) < MOST_BYTES


def test_jupyterlab_and_the_server_find_their_parts(wheel: zipfile.ZipFile) -> None:
    there = {name.partition(".data/data/")[2] for name in wheel.namelist()}
    assert "etc/jupyter/jupyter_server_config.d/jupyter_perf.json" in there
    wanted = ("package.json", "install.json", "static/style.js", "static/third-party-licenses.json")
    assert {f"{FRONT_END}/{name}" for name in wanted} <= there
    assert not any(name.startswith("jupyter_perf/labextension") for name in wheel.namelist())


def test_the_version_is_the_same_everywhere(wheel: zipfile.ZipFile, about: Message) -> None:
    assert about["Version"] == jupyter_perf.__version__
    data = next(n for n in wheel.namelist() if n.endswith(f"{FRONT_END}/package.json"))
    as_npm_writes_it = json.loads(wheel.read(data))["version"]
    assert as_npm_writes_it.replace("-", ".") == jupyter_perf.__version__.replace("rc", ".rc")


def test_its_metadata_is_whole(wheel: zipfile.ZipFile, about: Message) -> None:
    assert about["License-Expression"] == "BSD-3-Clause"
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
    assert set(about.get_all("Provides-Extra") or []) == EXTRAS
    assert about["Requires-Python"] == ">=3.11"


def test_what_makers_need_isnt_offered_to_users() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {"dev", "test", "release"} <= set(project["dependency-groups"])
    assert set(project["project"]["optional-dependencies"]) == EXTRAS

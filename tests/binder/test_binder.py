"""What Binder gets: files that agree with each other, and a pod that is one.

The whole of it, which takes minutes, is `make binder`.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import pod

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BINDER = ROOT / "binder"
NEW_USER_NAMESPACE = 0x10000000
TRY_UNSHARE = f"""
import ctypes, threading
libc = ctypes.CDLL(None, use_errno=True)
print(libc.unshare({NEW_USER_NAMESPACE}), ctypes.get_errno())
thread = threading.Thread(target=print, args=("threads start",))
thread.start()
thread.join()
"""


def requirements() -> list[str]:
    lines = (BINDER / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return found


def workspace() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BINDER / "tour.jupyterlab-workspace").read_text())
    return found


def test_what_is_installed_is_pinned_and_exists() -> None:
    constraint, own, *others = requirements()
    assert (BINDER / constraint.split()[1]).resolve() == ROOT / "constraints.txt"
    extras = re.fullmatch(r"\.\[(.*)\]", own)
    assert extras
    assert set(extras[1].split(",")) <= set(project()["optional-dependencies"])
    pinned = {line.partition("==")[0] for line in (ROOT / "constraints.txt").read_text().split()}
    assert {name for name in others if not name.startswith("uv")} <= pinned
    assert "torch" in pinned  # by postBuild, for processors
    assert "torch" not in extras[1]


def test_python_is_one_that_is_supported() -> None:
    version = (BINDER / "runtime.txt").read_text().strip().removeprefix("python-")
    assert f"Programming Language :: Python :: {version}" in project()["classifiers"]


def test_the_workspace_opens_the_tour_with_the_panel() -> None:
    data = workspace()["data"]
    layout = data["layout-restorer:data"]
    opened = [name for name in data if name.startswith("notebook:")]
    assert layout["main"]["dock"]["widgets"] == opened
    assert all((ROOT / data[name]["data"]["path"]).exists() for name in opened)
    assert not layout["right"]["collapsed"]
    ids = (ROOT / "labextension/src/ids.ts").read_text()
    assert f"PANEL_ID = '{layout['right']['current']}'" in ids


def test_the_badge_leads_to_the_workspace() -> None:
    path = f"urlpath=lab/workspaces/{workspace()['metadata']['id']}"
    assert path in (ROOT / "docs/binder.md").read_text()
    assert path.partition("=")[2] in (HERE / "simulate.py").read_text()


def test_no_host_stands_in_what_binder_gets() -> None:
    assert not [path for path in BINDER.iterdir() if "://" in path.read_text()]


def test_post_build_prepares_a_home(tmp_path: Path) -> None:
    import jupyterlab  # noqa: F401 (it is its command that takes the workspace in)

    tools = tmp_path / "bin"
    tools.mkdir()
    uv = tools / "uv"
    uv.write_text('#!/bin/sh\necho "$@" > "$HOME/uv"\n')
    uv.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    path = f"{tools}:{Path(sys.executable).parent}:/usr/bin:/bin"
    subprocess.run(
        [BINDER / "postBuild"],
        cwd=ROOT,
        env={"HOME": str(home), "PATH": path},
        check=True,
        capture_output=True,
    )
    assert "--torch-backend cpu" in (home / "uv").read_text()
    (imported,) = (home / ".jupyter/lab/workspaces").iterdir()
    assert json.loads(imported.read_text())["data"] == workspace()["data"]
    settings = home / ".jupyter/labconfig/default_setting_overrides.json"
    assert json.loads(settings.read_text())


@pytest.mark.skipif(sys.platform != "linux", reason="a pod runs Linux")
def test_a_pod_refuses_namespaces_and_nothing_that_is_needed() -> None:
    python = shutil.which("python3", path="/usr/bin") or sys.executable
    ready = pod.Filter()
    done = subprocess.run(
        [python, "-c", TRY_UNSHARE],
        preexec_fn=ready.install,
        env=dict(os.environ),
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == [f"-1 {errno.EPERM}", "threads start"]

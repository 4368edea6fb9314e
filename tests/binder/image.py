"""repo2docker's steps for this repository, in a folder, without Docker."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BUILDPACK = Path(__file__).parent / "buildpack.py"
PASSED_ON = re.compile(r"(PIP|UV|NODE|SSL|npm_config)_|.*_(proxy|PROXY|CA_BUNDLE)$")
"""How this machine reaches package registries; the rest of the environment stays outside."""


@dataclass(frozen=True)
class Image:
    """A built environment: the user's home, which is the repository, and a prefix beside it."""

    home: Path
    prefix: Path
    user: int
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def python(self) -> str:
        return str(self.prefix / "bin/python")

    def process(self, enter: Callable[[], None]) -> dict[str, Any]:
        """Keywords of `subprocess` to start something in it; `enter` runs between fork and exec."""
        return {
            "cwd": self.home,
            "env": self.environment,
            "preexec_fn": enter,
            "stdin": subprocess.DEVNULL,
        }

    def run(self, command: str) -> None:
        """A shell command as the user. Raises CalledProcessError where it fails."""
        started = time.monotonic()
        print(f"  $ {' '.join(command.split())}", flush=True)
        subprocess.run(["bash", "-c", command], **self.process(self._become_user), check=True)
        print(f"    {time.monotonic() - started:.0f} s", flush=True)

    def _become_user(self) -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(self.user)
            os.setuid(self.user)


def build(root: Path, folder: Path, options: argparse.Namespace) -> Image:
    """Copy the repository and do what repo2docker would, with an empty home.

    `options.torch`, where given, is a requirement that pip installs before `postBuild`.
    """
    home, prefix = folder / "home", folder / "notebook"
    copy_repository(root, home)
    plan = asked_of_repo2docker(folder / "repo2docker", home)
    print(f"repo2docker: {plan['buildpack']}, Python {plan['python']}")
    python = options.python or found_python(plan["python"])
    subprocess.run([python, "-m", "venv", prefix], check=True)
    user = options.user
    if os.getuid() == 0:
        for path in (home, prefix):
            subprocess.run(["chown", "-R", f"{user}:{user}", path], check=True)
    image = Image(home, prefix, user, _environment(plan["environment"], home, prefix))
    pip = f"{prefix}/bin/pip install --quiet --no-cache-dir"
    image.run(f"{pip} {' '.join(plan['base'])}")
    for who, script in plan["steps"]:
        if who == "${NB_USER}":
            image.run(script)
        else:
            print(f"  left out, as {who}: {' '.join(script.split())}")
    if options.torch:
        image.run(f"{pip} --constraint constraints.txt {options.torch}")
    for script in plan["post_build"]:
        image.run(f"./{script}")
    return image


def found_python(version: str) -> str:
    """An interpreter of the machine, which another user may read. Raises SystemExit."""
    found = shutil.which(f"python{version}", path="/usr/local/bin:/usr/bin:/bin")
    if found is None:
        raise SystemExit(f"No Python {version} for all users was found: name one by --python.")
    return found


def copy_repository(root: Path, home: Path) -> None:
    """What a clone would have, and files that aren't committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (root / name).is_file():
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / name).read_bytes())
            target.chmod((root / name).stat().st_mode & 0o755 | 0o600)


def asked_of_repo2docker(tools: Path, home: Path) -> dict[str, Any]:
    subprocess.run([sys.executable, "-m", "venv", tools], check=True)
    python = str(tools / "bin/python")
    install = [python, "-m", "pip", "install", "--quiet", "jupyter-repo2docker"]
    subprocess.run(install, check=True)
    said = subprocess.run([python, BUILDPACK], cwd=home, capture_output=True, text=True, check=True)
    plan: dict[str, Any] = json.loads(said.stdout)
    return plan


def _environment(wanted: dict[str, str], home: Path, prefix: Path) -> dict[str, str]:
    """As in the image, with a folder of this machine for each of its."""
    passed = {name: value for name, value in os.environ.items() if PASSED_ON.match(name)}
    places = {"HOME": str(home), "REPO_DIR": str(home), "NB_PYTHON_PREFIX": str(prefix)}
    path = f"{home}/.local/bin:{prefix}/bin:/usr/local/bin:/usr/bin:/bin"
    kept = {name: value for name, value in wanted.items() if name == "KERNEL_PYTHON_PREFIX"}
    for name, value in kept.items():
        kept[name] = value.replace("${NB_PYTHON_PREFIX}", str(prefix))
    language = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "SHELL": "/bin/bash", "USER": "jovyan"}
    return {**passed, **places, **language, **kept, "PATH": path, "PYTHONUNBUFFERED": "1"}

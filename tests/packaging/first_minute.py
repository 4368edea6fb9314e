"""Seconds from `git clone` to the first accepted rewrite: `make bench-first-minute`.

What a new user does, step by step, in an empty folder with an empty home and no node on the path:
clone, make an environment, install from the clone, run one `%%refine --apply`. `--wheel` takes a
wheel in the place of the clone. Ends with status 1 where a step fails or nothing was accepted.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST_CELL = Path(__file__).with_name("first_cell.py")

OF_THE_NETWORK = ("PIP_", "npm_config_", "NODE_EXTRA_CA_", "SSL_CERT_", "REQUESTS_CA_", "http")
"""Beginnings of variables that say how packages are reached: no user's own choice."""


class Stopped(Exception):
    """A step failed; holds what it printed."""


@dataclass
class Steps:
    """Runs commands one after the other, and keeps how long each took in wall seconds."""

    environment: Mapping[str, str]
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self, name: str, command: Sequence[str | Path], folder: Path) -> str:
        """What it printed; raises Stopped with that where it fails."""
        before, worked = time.perf_counter(), _cpu_seconds()
        done = subprocess.run(
            command,
            cwd=folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.seconds[name] = time.perf_counter() - before
        cpu = f"(processor: {_cpu_seconds() - worked:.1f} s)"
        print(f"{self.seconds[name]:8.1f} s  {name} {cpu}", flush=True)
        if done.returncode:
            raise Stopped(f"{name} failed:\n{done.stdout}")
        return done.stdout


def _cpu_seconds() -> float:
    """Of all commands so far, which load by others doesn't lengthen."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    options = _parser().parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} of others at the start")
    with tempfile.TemporaryDirectory(prefix="jupyter-perf-") as place:
        steps = Steps(fresh(Path(place), options.cold))
        try:
            found = json.loads(first_minute(steps, Path(place), options).splitlines()[-1])
        except Stopped as failure:
            print(failure, file=sys.stderr)
            return 1
    print(f"{sum(steps.seconds.values()):8.1f} s  in all; load {os.getloadavg()[0]:.1f} at the end")
    print(f"accepted: {found['ratio']:.3g}× faster" if found["accepted"] else "nothing accepted")
    return 0 if found["accepted"] else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cold", action="store_true", help="use nothing that pip or npm has kept")
    parser.add_argument("--wheel", help="install this instead of a clone")
    parser.add_argument("--extras", default="lab", help="what to install beside; may be empty")
    parser.add_argument("--python", default=sys.executable, help="makes the environment")
    return parser


def fresh(place: Path, is_cold: bool) -> dict[str, str]:
    """The variables of somebody who has just come: an empty home, only the system's programs."""
    (place / "home").mkdir()
    kept = {name: os.environ[name] for name in os.environ if name.startswith(OF_THE_NETWORK)}
    kept |= {"HOME": str(place / "home"), "PATH": path_without_node(place)}
    if not is_cold:
        said = [sys.executable, "-m", "pip", "cache", "dir"]
        pips = subprocess.run(said, capture_output=True, text=True, check=True).stdout.strip()
        npms = Path.home() / ".npm"
        kept |= {"PIP_CACHE_DIR": pips, "npm_config_cache": str(npms)}
    return kept


def path_without_node(place: Path) -> str:
    """A folder with links to what a clone and a build need of the system."""
    folder = place / "bin"
    folder.mkdir()
    for program in ("git", "sh", "bash", "env", "uname", "nproc", "ldd", "cat", "rm", "mkdir"):
        for where in map(Path, os.get_exec_path()):
            if (where / program).is_file():
                (folder / program).symlink_to(where / program)
                break
    return str(folder)


def first_minute(steps: Steps, place: Path, options: argparse.Namespace) -> str:
    """What the first cell printed."""
    clone, python = place / "clone", place / "env" / "bin" / "python"
    if not options.wheel:
        steps.run("git clone", ["git", "clone", "--quiet", ROOT, clone], place)
    steps.run("python -m venv", [options.python, "-m", "venv", place / "env"], place)
    extras = f"[{options.extras}]" if options.extras else ""
    wanted = f"{Path(options.wheel).resolve() if options.wheel else clone}{extras}"
    kept = "warm cache" if "PIP_CACHE_DIR" in steps.environment else "nothing kept"
    steps.run(f"pip install .{extras} ({kept})", [python, "-m", "pip", "install", wanted], place)
    printed = steps.run("in IPython, of which", [python, FIRST_CELL], place)
    for name, seconds in json.loads(printed.splitlines()[-1])["steps"].items():
        print(f"{seconds:12.1f} s  {name}")
    return printed


if __name__ == "__main__":
    sys.exit(main())

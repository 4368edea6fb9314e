"""Run the tests on the wheel, in a fresh environment, without the extras that aren't asked for.

`make test-python` and `make test-oldest`. The tests see the installed package in the place of the
sources. What needs an extra that isn't there is skipped, with its reason (`without_extras`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from oldest import oldest_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "jupyter_perf"
NOT_COPIED = shutil.ignore_patterns(
    *(".git", ".venv", ".bench", ".*_cache", ".hypothesis", "__pycache__", "node_modules", "dist"),
    *("lib", PACKAGE),
)
NEED_EXTRAS = ("tests/bench", "tests/ui", "tests/interop", "tests/packaging")
"""Folders of tests whose every test needs what isn't installed, or the sources."""
USUAL = ["-q", "-rs", "-n", "2", "--dist", "loadfile", "-m", "not slow"]


def main() -> int:
    options, tests = _parser().parse_known_args()
    wheel = next((ROOT / "dist").glob("*.whl"), None)
    if wheel is None:
        print("dist/ holds no wheel: run `make dist`", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="jupyter-perf-") as place:
        python = environment(Path(place) / "env", options.python)
        install(python, wheel, options.extras, constraints(Path(place), options.oldest))
        tree = Path(place) / "tree"
        shutil.copytree(ROOT, tree, ignore=NOT_COPIED)
        (tree / PACKAGE).symlink_to(installed(python))
        # What old versions of others warn of is theirs.
        lenient = ["-o", "filterwarnings=default"] if options.oldest else []
        return run(python, tree, [*lenient, *tests])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").splitlines()[0],
        epilog="What isn't known is handed to pytest: tests, -k, -x, …",
    )
    parser.add_argument("--python", default=sys.executable, help="the interpreter")
    parser.add_argument("--extras", default="", help="numba,blocks,…: installed too")
    parser.add_argument("--oldest", action="store_true", help="the oldest versions allowed")
    return parser


def environment(folder: Path, python: str) -> Path:
    """The interpreter of a new environment, with a pip that knows dependency groups."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    inside = folder / "bin" / "python"
    _pip(inside, "--upgrade", "pip>=25.1")
    said = subprocess.run([inside, "--version"], capture_output=True, text=True, check=True)
    print(said.stdout.strip(), flush=True)
    return inside


def constraints(folder: Path, is_oldest: bool) -> Path:
    if not is_oldest:
        return ROOT / "constraints.txt"
    file = folder / "oldest.txt"
    file.write_text("\n".join(oldest_of(ROOT / "pyproject.toml")) + "\n", "utf-8")
    return file


def install(python: Path, wheel: Path, extras: str, constraints: Path) -> None:
    wanted = f"{wheel}[{extras}]" if extras else str(wheel)
    _pip(python, "--constraint", str(constraints), wanted)
    _pip(python, "--constraint", str(constraints), "--group", f"{ROOT / 'pyproject.toml'}:test")


def _pip(python: Path, *arguments: str) -> None:
    quietly = ("--quiet", "--disable-pip-version-check")
    subprocess.run([python, "-m", "pip", "install", *quietly, *arguments], check=True)


def installed(python: Path) -> Path:
    """Where the package is, asked from a folder in which no other one is found."""
    ask = f"import pathlib, {PACKAGE}; print(pathlib.Path({PACKAGE}.__file__).parent)"
    said = subprocess.run([python, "-I", "-c", ask], capture_output=True, text=True, check=True)
    return Path(said.stdout.strip())


def run(python: Path, tree: Path, tests: list[str]) -> int:
    left_out = [f"--ignore={folder}" for folder in NEED_EXTRAS]
    command = [str(python), "-m", "pytest", "-p", "without_extras", *USUAL, *left_out, *tests]
    paths = {"PYTHONPATH": str(tree / "tests" / "packaging")}
    return subprocess.run(command, cwd=tree, env=os.environ | paths, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

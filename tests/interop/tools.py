"""The servers that aren't ours: installed into `.bench/interop`, started on loopback, ended.

python tests/interop/tools.py      installs both
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".bench" / "interop"
AIMOCK = "@copilotkit/aimock@1.43"
SERVING = ("transformers[serving]==5.23.*", "torch==2.13.0")
_INSTALL_SECONDS = 1200
_READY_SECONDS = 180
_END_SECONDS = 10


class Absent(Exception):
    """A server isn't installed; the message says why."""


def aimock(*, install: bool) -> list[str]:
    """The command that starts the mock. Raises Absent."""
    folder = FOLDER / "aimock"
    script = folder / "node_modules" / ".bin" / "llmock"
    node, npm = _beside("node"), _beside("npm")
    if not (node and npm):
        raise Absent("node and npm aren't there")
    if not script.exists():
        if not install:
            raise Absent("the mock isn't installed: `make interop` does that")
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        _run([npm, "install", "--prefix", str(folder), *quiet, AIMOCK])
    return [node, str(script.resolve())]


def transformers(*, install: bool) -> tuple[str, list[str]]:
    """The interpreter that has transformers, and the command that serves. Raises Absent."""
    folder = FOLDER / "transformers"
    python, command = folder / "bin" / "python", folder / "bin" / "transformers"
    done = folder / ".installed"
    if not done.exists():
        if not install:
            raise Absent("transformers isn't installed: `make interop` does that")
        venv.create(folder, with_pip=True, clear=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        _run([str(python), "-m", "pip", "install", *quiet, *SERVING])
        done.touch()
    return str(python), [str(command), "serve"]


def _beside(name: str) -> str:
    """The program of that name in this environment, or else in the path."""
    own = Path(sys.executable).with_name(name)
    return str(own) if own.exists() else shutil.which(name) or ""


def _run(command: Sequence[str]) -> None:
    folder = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    try:
        subprocess.run(
            command,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_INSTALL_SECONDS,
            env={**os.environ, "PATH": folder},
        )
    except subprocess.CalledProcessError as error:
        raise Absent(f"it can't be installed: {error.stdout[-300:]}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Absent(f"it can't be installed: {error}") from None


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextlib.contextmanager
def serving(
    command: Sequence[str], port: int, ready: str, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The base URL of the server that `command` starts, once the address `ready` answers."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        try:
            if not _answers(process, f"http://127.0.0.1:{port}{ready}"):
                log.seek(0)
                said = log.read().decode("utf-8", "replace")
                raise RuntimeError(f"{command[0]} doesn't serve: {said[-1000:]}")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            try:
                process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(process: subprocess.Popen[bytes], address: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with direct.open(address, timeout=2):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, install in (("aimock", aimock), ("transformers serve", transformers)):
        try:
            install(install=True)
        except Absent as why:
            print(f"{name}: {why}")
        else:
            print(f"{name}: installed")


if __name__ == "__main__":
    main()

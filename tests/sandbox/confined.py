"""The smallest sandbox that the layers can be tested in: a zygote, forked repetitions, a kill.

with Confined(level, read_paths) as confined:
    run = confined.run("print(6 * 7)")
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]

# Speaks over its one inherited socket: a line of JSON with the repetition's own socket beside it.
ZYGOTE = """
import importlib, json, os, socket, sys
sys.path.insert(0, {root!r})
from jupyter_perf.sandbox import limits
from jupyter_perf.sandbox.work import Limits

channel = socket.socket(fileno={descriptor})
sys.dont_write_bytecode = True
for name in {preload!r}:
    importlib.import_module(name)
os.chdir({cwd!r})
installed = limits.lock_down_zygote({read!r}, max_level={level})
channel.sendall(json.dumps(installed).encode() + b"\\n")
while True:
    text, files, _, _ = socket.recv_fds(channel, 1 << 20, 1)
    if not files:
        os._exit(0)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            request = json.loads(text)
            channel.close()
            os.setpgid(0, 0)
            os.dup2(files[0], 1)
            os.dup2(files[0], 2)
            os.close(files[0])
            limits.lock_down_repetition(Limits(**request["limits"]), {level})
            os.write(1, b"R")
            exec(compile(request["source"], "<attack>", "exec"), {{"__name__": "__main__"}})
            sys.stdout.flush()
            code = 0
        except BaseException as error:
            print(f"{{type(error).__name__}}: {{error}}", flush=True)
        finally:
            os._exit(code)
    os.close(files[0])
    while True:
        pid, status = os.wait()
        if pid == child:
            break
    channel.sendall(b"%d\\n" % os.waitstatus_to_exitcode(status))
"""
MOST_OUTPUT = 16 << 20
_CREDENTIALS = struct.Struct("iii")
LIMITS = {"memory_bytes": 256 << 20}


@dataclass(frozen=True)
class Run:
    """What became of one repetition, seen from outside it."""

    output: str
    status: int
    timed_out: bool
    too_much: bool


class Confined:
    """One zygote at one level; `run` forks a repetition from it."""

    def __init__(
        self,
        level: int,
        read: Sequence[str],
        cwd: str,
        preload: Sequence[str] = (),
        prefix: str = "",
    ) -> None:
        self.channel, theirs = socket.socketpair()
        code = prefix + ZYGOTE.format(
            root=str(ROOT),
            descriptor=theirs.fileno(),
            preload=tuple(preload),
            cwd=cwd,
            read=[*read, *_import_paths()],
            level=level,
        )
        clean = {"PATH": os.defpath, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", code],
            stdin=subprocess.DEVNULL,
            env=clean | {"MPLBACKEND": "Agg", "ARROW_DEFAULT_MEMORY_POOL": "system"},
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self._lines = self.channel.makefile("rb")
        self.installed: list[str] = json.loads(self._lines.readline() or b"[]")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self.channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        self.process.kill()
        self.process.wait()

    def run(self, source: str, *, seconds: float = 20.0, **limits: Any) -> Run:
        """Run `source` until its end, or until time or output is used up: then kill its group."""
        ours, theirs = socket.socketpair()
        with ours:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            request = json.dumps({"source": source, "limits": LIMITS | limits}).encode()
            socket.send_fds(self.channel, [request], [theirs.fileno()])
            theirs.close()
            pid = _first_sender(ours)
            output, why = _read_until(ours, time.monotonic() + seconds)
            if why:
                _kill(pid)
            line = self._lines.readline()
            assert line, "the zygote is gone"
            status = int(line)
        return Run(output.decode(errors="replace"), status, why == "time", why == "output")


def descendants(pid: int | str = "self") -> set[int]:
    """All processes below `pid`, as fast as a test of every attack needs it."""
    found: set[int] = set()
    for task in _tasks(pid):
        with contextlib.suppress(OSError):
            for child in map(int, (task / "children").read_text().split()):
                found |= {child} | descendants(child)
    return found


def _tasks(pid: int | str) -> list[Path]:
    with contextlib.suppress(OSError):
        return list(Path(f"/proc/{pid}/task").iterdir())
    return []


def _import_paths() -> list[str]:
    return [str(ROOT / "jupyter_perf"), *(entry for entry in sys.path if "site-packages" in entry)]


def _first_sender(channel: socket.socket) -> int:
    """The process that sent the first byte, numbered as this process sees it."""
    _, ancillary, _, _ = channel.recvmsg(1, socket.CMSG_SPACE(_CREDENTIALS.size))
    for _level, kind, content in ancillary:
        if kind == socket.SCM_CREDENTIALS:
            return int(_CREDENTIALS.unpack(content)[0])
    raise AssertionError("no repetition was started")


def _read_until(channel: socket.socket, deadline: float) -> tuple[bytes, str]:
    """All output, and why reading ended early (`time`, `output`) or empty at its end."""
    output = bytearray()
    while len(output) < MOST_OUTPUT:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([channel], [], [], left)[0]:
            return bytes(output), "time"
        try:
            chunk = channel.recv(1 << 20)
        except ConnectionResetError:
            chunk = b""
        if not chunk:
            return bytes(output), ""
        output += chunk
    return bytes(output), "output"


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)

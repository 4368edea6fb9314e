"""What attacks aim at, laid out where nothing of value is, and what they leave there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import secrets
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Self

# A process of the same user, with a secret in its environment and a word in its memory.
VICTIM = """
import ctypes, signal, sys
word = ctypes.create_string_buffer(b"untouched")
print(ctypes.addressof(word), flush=True)
sys.stdin.read()
"""
UNTOUCHED = b"untouched"
SHARED_PLACES = ("/tmp", "/var/tmp", "/dev/shm")


class Ground:
    """Files, servers and a process to attack; a context manager outside the sandbox.

    The sandbox must be given `notebook` and `package` to read and nothing else of it.
    """

    def __init__(self) -> None:
        self.secret = f"secret-{secrets.token_hex(12)}"
        self.token = f"jp-attack-{secrets.token_hex(8)}"
        self._cleanup = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            self.root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jp-ground-")))
            self._lay_out_files()
            self._open_servers(stack)
            self._start_victim(stack)
            self._cleanup = stack.pop_all()
        self._before = self._state()
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    @property
    def notebook(self) -> str:
        return str(self.root / "notebook")

    @property
    def package(self) -> str:
        return str(self.root / "site" / "package")

    @property
    def target(self) -> dict[str, Any]:
        """What attacks are told, as plain data."""
        return {
            "token": self.token,
            "notebook": self.notebook,
            "package": self.package,
            "secret": str(self.root / "keys" / "id_ed25519"),
            "outside": str(self.root / "outside"),
            "file": str(self.root / "outside" / "file.txt"),
            "tcp": self._tcp.getsockname()[1],
            "udp": self._udp.getsockname()[1],
            "unix": self._unix.getsockname(),
            "datagram": self._datagram.getsockname(),
            "abstract": self.token,
            "victim": self._victim.pid,
            "address": self._address,
        }

    def traces(self) -> list[str]:
        """All that differs from how it was laid out; clears away what was left."""
        after = self._state()
        changed = [name for name in self._before if self._before[name] != after[name]]
        return [*(f"{name} changed" for name in changed), *self._planted(), *self._reached()]

    def bytes_planted(self) -> int:
        """Total size of the files that attacks have created."""
        return sum(path.stat().st_size for path in self._planted_paths())

    def _lay_out_files(self) -> None:
        for folder in ("notebook", "site/package", "keys", "outside"):
            (self.root / folder).mkdir(parents=True)
        (self.root / "notebook" / "data.txt").write_text("1\n2\n3\n")
        (self.root / "notebook" / "link").symlink_to(self.root / "keys" / "id_ed25519")
        (self.root / "site" / "package" / "__init__.py").write_text("value = 1\n")
        (self.root / "keys" / "id_ed25519").write_text(self.secret)
        (self.root / "outside" / "file.txt").write_text("kept as it is")

    def _open_servers(self, stack: contextlib.ExitStack) -> None:
        def listening(family: int, kind: int, address: Any) -> socket.socket:
            server = stack.enter_context(socket.socket(family, kind))
            server.bind(address)
            server.setblocking(False)
            if kind == socket.SOCK_STREAM:
                server.listen(8)
            return server

        sockets = stack.enter_context(tempfile.TemporaryDirectory(prefix="jp-"))
        loopback = ("127.0.0.1", 0)
        self._tcp = listening(socket.AF_INET, socket.SOCK_STREAM, loopback)
        self._udp = listening(socket.AF_INET, socket.SOCK_DGRAM, loopback)
        self._unix = listening(socket.AF_UNIX, socket.SOCK_STREAM, f"{sockets}/stream")
        self._datagram = listening(socket.AF_UNIX, socket.SOCK_DGRAM, f"{sockets}/datagram")
        self._abstract = listening(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + self.token)

    def _start_victim(self, stack: contextlib.ExitStack) -> None:
        self._victim = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", VICTIM, self.secret],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"KEY": self.secret},
            )
        )
        stack.callback(self._victim.send_signal, signal.SIGKILL)
        assert self._victim.stdout is not None
        self._address = int(self._victim.stdout.readline())

    def _state(self) -> dict[str, object]:
        pid = self._victim.pid
        return {
            "files": {str(path): _describe(path) for path in sorted(self.root.rglob("*"))},
            "the victim": _process(pid),
            "the victim's memory": _peek(pid, self._address),
            "own limits": resource.getrlimit(resource.RLIMIT_NOFILE),
            "the host name": socket.gethostname(),
            "shared memory segments": Path("/proc/sysvipc/shm").read_text().count("\n"),
            "mounts": Path("/proc/self/mountinfo").read_text(),
        }

    def _planted_paths(self) -> list[Path]:
        places = [*map(Path, SHARED_PLACES), Path.home(), Path.cwd(), self.root / "notebook"]
        return [place / self.token for place in places if os.path.lexists(place / self.token)]

    def _planted(self) -> list[str]:
        found = self._planted_paths()
        for path in found:
            path.unlink()
        return [f"{path} exists" for path in found]

    def _reached(self) -> list[str]:
        found = []
        for name in ("_tcp", "_unix", "_abstract"):
            with contextlib.suppress(BlockingIOError):
                getattr(self, name).accept()[0].close()
                found.append(f"the {name[1:]} server saw a connection")
        for name in ("_udp", "_datagram"):
            with contextlib.suppress(BlockingIOError):
                getattr(self, name).recv(100)
                found.append(f"the {name[1:]} server got a datagram")
        return found


def _describe(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    shown: tuple[object, ...] = (status.st_mode, status.st_uid, status.st_mtime_ns, status.st_nlink)
    if stat.S_ISREG(status.st_mode):
        return (*shown, hashlib.sha256(path.read_bytes()).hexdigest(), tuple(os.listxattr(path)))
    return (*shown, os.readlink(path)) if stat.S_ISLNK(status.st_mode) else shown


def _process(pid: int) -> tuple[object, ...]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    return (
        status["State"][0] in "TtZX",
        status["TracerPid"],
        status["SigPnd"],
        status["ShdPnd"],
        os.getpriority(os.PRIO_PROCESS, pid),
        sorted(os.sched_getaffinity(pid)),
        resource.prlimit(pid, resource.RLIMIT_NOFILE),
    )


def _peek(pid: int, address: int) -> bytes:
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(len(UNTOUCHED))

"""Canaries: attempts to get out of the sandbox, made for real from inside it.

The supervisor lays out what they reach for (`Targets`), runs `probe` as a repetition, and then
looks from outside at what was reached.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from .limits import kernel, namespaces

_PTRACE_SEIZE = 0x4206
_PERMISSION = (errno.EPERM, errno.EACCES)
_WRITE_PLACES = ("/tmp", "/var/tmp", "/dev/shm")


def probe(namespace: object, payload: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Try to get out; run inside the sandbox with what `Targets.payload` gave.

    Returns `{"breaches": canary → got through, "namespaces": name → identity}`.
    """
    outside = int(payload["pid"])
    attempts: dict[str, Callable[[], object]] = {
        "read a file that wasn't allowed": lambda: open(payload["secret"], "rb").close(),
        "connect over TCP": lambda: _connect(socket.AF_INET, tuple(payload["tcp"])),
        "connect to a Unix socket": lambda: _connect(socket.AF_UNIX, payload["unix"]),
        "start a process": _fork,
        "run a program": _execute,
        "trace another process": lambda: _trace(outside),
        "read another process's memory": lambda: _read_memory(outside),
        "signal another process": lambda: os.kill(outside, 0),
        "hold memory outside its limit": lambda: os.close(os.memfd_create("canary")),
    }
    for place, path in payload["write"].items():
        attempts[place] = lambda path=path: open(path, "xb").close()  # type: ignore[misc]
    return {
        "breaches": {name: _succeeds(attempt) for name, attempt in attempts.items()},
        "namespaces": namespaces.identities("self"),
    }


class Targets:
    """What the canaries reach for; a context manager, in the supervisor.

    `secret` is a file that the sandbox must not read. Where it lies inside `read_paths`, as every
    temporary file does when the notebook lies in /tmp, another place is looked for.
    """

    def __init__(self, read_paths: Iterable[str], cwd: str, secret: str = "") -> None:
        self._cleanup = contextlib.ExitStack()
        self._read_paths = [os.path.realpath(path) for path in read_paths]
        self._secret = secret
        token = f"jupyter-perf-canary-{secrets.token_hex(8)}"
        places = dict.fromkeys([cwd, *_WRITE_PLACES])
        self._write = {
            f"write a file in {place}": os.path.join(place, token)
            for place in places
            if os.path.isdir(place)
        }

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            folder = tempfile.mkdtemp(prefix="jp-")
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            if not self._secret or self._is_allowed(self._secret):
                self._secret = self._make_secret(stack)
            self._tcp = stack.enter_context(_listener(socket.AF_INET, ("127.0.0.1", 0)))
            self._unix = stack.enter_context(_listener(socket.AF_UNIX, f"{folder}/socket"))
            self._cleanup = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    @property
    def payload(self) -> dict[str, Any]:
        """What `probe` needs, as plain data."""
        return {
            "secret": self._secret,
            "write": self._write,
            "tcp": list(self._tcp.getsockname()),
            "unix": self._unix.getsockname(),
            "pid": os.getpid(),
        }

    def breaches(self, reported: Mapping[str, bool]) -> list[str]:
        """What got through, by what was reported and by what shows outside; removes its traces."""
        found = {name for name, got_through in reported.items() if got_through}
        for name, path in self._write.items():
            if os.path.lexists(path):
                found.add(name)
                os.unlink(path)
        if _was_reached(self._tcp):
            found.add("connect over TCP")
        if _was_reached(self._unix):
            found.add("connect to a Unix socket")
        return sorted(found)

    def _make_secret(self, stack: contextlib.ExitStack) -> str:
        for folder in (tempfile.gettempdir(), *_WRITE_PLACES, os.path.expanduser("~/.cache")):
            if self._is_allowed(folder):
                continue
            with contextlib.suppress(OSError):
                return stack.enter_context(
                    tempfile.NamedTemporaryFile(prefix="jupyter-perf-canary-", dir=folder)
                ).name
        # All of these places may be read: this file shows as a breach, which is the truth.
        return self._secret or self._tmp_secret(stack)

    def _tmp_secret(self, stack: contextlib.ExitStack) -> str:
        return stack.enter_context(tempfile.NamedTemporaryFile(prefix="jupyter-perf-canary-")).name

    def _is_allowed(self, path: str) -> bool:
        real = os.path.realpath(path)
        return any(
            real == allowed or real.startswith(allowed.rstrip("/") + "/")
            for allowed in self._read_paths
        )


def _listener(family: socket.AddressFamily, address: Any) -> socket.socket:
    listener = socket.socket(family)
    listener.bind(address)
    listener.listen(4)
    listener.setblocking(False)
    return listener


def _was_reached(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except OSError:
        return False
    return True


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    # A system without the call (memfd_create on macOS) has nothing to get through.
    except (OSError, AttributeError):
        return False
    return True


def _connect(family: socket.AddressFamily, address: Any) -> None:
    with socket.socket(family) as connection:
        connection.settimeout(1.0)
        connection.connect(address)


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _execute() -> None:
    """Refused before the program is looked for, or not refused."""
    try:
        os.execv("/no/such/program", ["canary"])
    except FileNotFoundError:
        return


def _trace(pid: int) -> None:
    """Attach without stopping it; ends with this process."""
    libc = kernel.libc()
    if not hasattr(libc, "ptrace"):
        raise AttributeError("ptrace")
    kernel.checked(libc.ptrace(_PTRACE_SEIZE, pid, None, None))


def _read_memory(pid: int) -> None:
    """Any answer but a refusal means that the memory was within reach."""
    import ctypes

    buffer = ctypes.create_string_buffer(8)
    piece = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), len(buffer))
    try:
        kernel.checked(kernel.libc().process_vm_readv(pid, piece, 1, piece, 1, 0))
    except OSError as error:
        if error.errno in (*_PERMISSION, errno.ESRCH, errno.ENOSYS):
            raise

"""What sandboxed code tried that isn't allowed, from the interpreter's own audit events."""

from __future__ import annotations

import os
import sys
from typing import Any

_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_KINDS = {
    "socket.connect": "network",
    "socket.bind": "network",
    "socket.getaddrinfo": "network",
    "socket.sendto": "network",
    "sqlite3.connect": "write",
    "subprocess.Popen": "process",
    "os.fork": "process",
    "os.forkpty": "process",
    "os.exec": "process",
    "os.posix_spawn": "process",
    "os.system": "process",
    "os.kill": "process",
    "os.mkdir": "write",
    "os.remove": "write",
    "os.rename": "write",
    "os.rmdir": "write",
    "os.link": "write",
    "os.symlink": "write",
    "os.truncate": "write",
    "os.chmod": "write",
    "os.chown": "write",
    "os.utime": "write",
    "shutil.copyfile": "write",
    "shutil.move": "write",
    "shutil.rmtree": "write",
    "tempfile.mkstemp": "write",
    "tempfile.mkdtemp": "write",
}

_WORDS = {
    "write": "the cell writes files",
    "network": "the cell talks to a network",
    "process": "the cell starts or signals processes",
}


def words_for(kind: str) -> str:
    """What was refused, by its kind alone: what a repetition says beside that isn't repeated."""
    return _WORDS.get(kind, "the cell does what the sandbox doesn't allow")


class Denials:
    """An audit hook's memory: the first forbidden thing that the code tried."""

    def __init__(self) -> None:
        self.last = ""
        self.detail = ""

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self.last:
            return
        if (event != "open" and event not in _KINDS) or _importing():
            return
        if event == "open":
            self._opened(args)
        else:
            self.last = _KINDS[event]
            self.detail = _detail(self.last, event, args)

    def _opened(self, args: tuple[Any, ...]) -> None:
        path, mode, flags = args
        writes = set(mode) & set("wax+") if isinstance(mode, str) else False
        if not writes and isinstance(flags, int):
            writes = bool(flags & _WRITE_FLAGS)
        if writes and path != os.devnull:
            self.last, self.detail = "write", _detail("write", "open", args)


def _importing() -> bool:
    """Whether a module is being imported: what packages try then, they can do without."""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
    return False


def _detail(kind: str, event: str, args: tuple[Any, ...]) -> str:
    about = next((repr(arg)[:200] for arg in args if isinstance(arg, str | bytes)), event)
    return f"{_WORDS[kind]} ({about})"

"""Members of an archive of object files (`libfoo.a`), found without unpacking it."""

from __future__ import annotations

from collections.abc import Iterator

from ....errors import UsageError
from .raw import Raw

MAGIC = b"!<arch>\n"
_HEADER_BYTES = 60
_NAME, _SIZE, _END = slice(0, 16), slice(48, 58), slice(58, 60)
_INDEXES = ("/", "/SYM64/", "__.SYMDEF", "__.SYMDEF SORTED")
_LONG_NAMES = "//"
_BSD_NAME = "#1/"


def is_archive(held: Raw) -> bool:
    """Whether it begins as one."""
    return held.size >= len(MAGIC) and held.read(0, len(MAGIC), "the header") == MAGIC


def members(held: Raw) -> Iterator[Raw]:
    """The files in it, named as there. Raises UsageError where it is damaged."""
    at, long_names = len(MAGIC), b""
    while at + _HEADER_BYTES <= held.size:
        header = held.read(at, _HEADER_BYTES, "a member's header")
        size = header[_SIZE].strip()
        if header[_END] != b"`\n" or not size.isdigit():
            raise UsageError(f"{held.name} is damaged: there is no member at byte {at}")
        name = header[_NAME].decode("latin-1").rstrip()
        start, length = at + _HEADER_BYTES, int(size)
        # Members begin at even places.
        at = start + length + length % 2
        if name == _LONG_NAMES:
            long_names = held.read(start, length, "the names of its members")
        elif name.startswith(_BSD_NAME) and name[len(_BSD_NAME) :].isdecimal():
            ahead = int(name[len(_BSD_NAME) :])
            name = held.read(start, ahead, "a member's name").rstrip(b"\0").decode("latin-1")
            if name not in _INDEXES:
                yield held.part(start + ahead, length - ahead, name)
        elif name not in _INDEXES:
            yield held.part(start, length, _plain(name, long_names))


def _plain(name: str, long_names: bytes) -> str:
    if name.startswith("/") and name[1:].isdecimal():
        start = int(name[1:])
        return long_names[start : start + 4096].split(b"/\n", 1)[0].decode("latin-1")
    return name.removesuffix("/")

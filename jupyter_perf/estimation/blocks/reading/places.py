"""A function named by its file: `path/to/libfoo.so:dot`, `libfoo.a(bar.o):dot`, `a.out:0x1234`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ....errors import UsageError
from . import elf
from .archives import is_archive, members
from .listing import Listing
from .loops import Function, chosen
from .plain import block_of, has_marks
from .raw import Raw, raw
from .symbols import Code, code_at, code_of, largest, symbols_of

_PLACE = re.compile(
    r"(?P<path>[^:()'\"]+)(?:\((?P<member>[^()]+)\))?:(?P<name>\S+|[\w:~<>., ]+\(.*\))"
)
_BINARY = re.compile(
    r".*\.(?:so(?:\.\d+)*|o|lo|a|ko|dylib|dll|exe|pyd|obj|lib|bin|out)", re.IGNORECASE
)
_ADDRESS = re.compile(r"0[xX][0-9a-fA-F]{1,16}")


class Place(NamedTuple):
    """What was named."""

    path: Path
    member: str
    """Of an archive; empty elsewhere."""
    name: str
    """Of the function, or its address; empty where none was given."""


def place_of(text: str) -> Place | None:
    """What `text` names, where it reads as a file with a function; None where it doesn't."""
    found = _PLACE.fullmatch(text.strip())
    path = found["path"] if found else text.strip()
    if (
        not path
        or (len(path.split()) > 1 and "/" not in path)
        or not _may_be_file(path, bool(found))
    ):
        return None
    member = (found["member"] or "") if found else ""
    return Place(Path(path).expanduser(), member, found["name"] if found else "")


def listing_of(place: Place, number: int | None = None) -> Listing:
    """The body of the hot loop of the function that `place` names. Raises UsageError."""
    held = raw(place.path)
    if is_archive(held):
        held = _member(held, place)
    if not place.name:
        named = largest(symbols_of(elf.image(held)))
        such = f", such as {', '.join(named)}" if named else ""
        raise UsageError(f"say which function of {held.name}: `{place.path}:NAME`{such}")
    code = _code(held, place.name)
    function = Function(
        code.code,
        f"{_short(code.symbol.name)} in {held.name}",
        code.address,
        code.pending,
        code.notes,
    )
    if has_marks(code.code):
        return block_of(function, number)
    return chosen([function], number)


def _code(held: Raw, name: str) -> Code:
    image = elf.image(held)
    return code_at(image, int(name, 16)) if _ADDRESS.fullmatch(name) else code_of(image, name)


def _member(held: Raw, place: Place) -> Raw:
    """The member of an archive that was named, or that defines the function."""
    known = list(members(held))
    if place.member:
        named = [each for each in known if each.name == place.member]
        if not named:
            shown = ", ".join(each.name for each in known[:8])
            raise UsageError(f"{held.name} has no member {place.member}: it has {shown}")
        return named[0]
    for each in known:
        found = [symbol for symbol in symbols_of(elf.image(each)) if symbol.section]
        if any(symbol.name == place.name for symbol in found):
            return each
    raise UsageError(
        f"no member of {held.name} has a function {place.name or '(none was named)'}: name one as "
        f"in `{held.name}({known[0].name if known else 'member.o'}):NAME`"
    )


def _may_be_file(path: str, with_name: bool) -> bool:
    if "\n" in path or len(path) > 4096:
        return False
    if _BINARY.fullmatch(path) or (with_name and "/" in path):
        return True
    try:
        return ("/" in path or with_name) and Path(path).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):  # no such user, or no name that a file can have
        return False


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:77]}…"

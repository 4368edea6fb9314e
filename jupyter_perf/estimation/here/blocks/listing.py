"""From the listings beside this file to machine code; no assembler is needed to run it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import layout

_ADDRESS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Listing:
    """Machine code, and where in it each label stands (bytes from its start)."""

    code: bytes
    labels: dict[str, int]


@dataclass(frozen=True)
class Line:
    """One line of a listing: a label, or `times` an instruction and what it does in words."""

    label: str = ""
    code: bytes = b""
    times: int = 1
    words: str = ""


def listing(name: str) -> Listing:
    """The code of `<name>.lst`; addresses are those of `layout`."""
    code, labels = b"", {}
    for line in lines(name):
        if line.label:
            labels[line.label] = len(code)
        code += line.code * line.times
    return Listing(code, labels)


def lines(name: str) -> Iterator[Line]:
    """What stands in `<name>.lst`, without its comments."""
    text = (Path(__file__).parent / f"{name}.lst").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.endswith(":"):
            yield Line(label=line[:-1])
        elif line and not line.startswith("#"):
            written, _, words = line.partition("|")
            times, _, digits = written.strip().rpartition("*")
            code = bytes.fromhex(_ADDRESS.sub(_address, digits))
            yield Line("", code, int(times or 1), words.strip())


def _address(found: re.Match[str]) -> str:
    return int(layout.NAMES[found[1]]).to_bytes(8, "little").hex()

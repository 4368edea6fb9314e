"""Names of x86-64's registers, and which of them are parts of one another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .decoding import iced_x86


class _Register(NamedTuple):
    full: str
    """The widest register that this is a part of."""
    half: str
    """The name of its lower 32 bits, for a general-purpose register; else its own name."""
    general: bool
    bytes: int


def full(name: str) -> str:
    """`rax` of `al`, `zmm3` of `xmm3`; any other name is its own."""
    return _registers()[name].full if name in _registers() else name


def narrowed(name: str) -> str:
    """`eax` of `rax`; any other name is its own."""
    return _registers()[name].half if is_wide(name) else name


def is_wide(name: str) -> bool:
    """Whether it is a general-purpose register of 64 bits."""
    found = _registers().get(name)
    return found is not None and found.general and found.bytes == 8


def is_partial(name: str) -> bool:
    """Whether it is a general-purpose one of 8 or 16 bits: writing it keeps the other bits."""
    found = _registers().get(name)
    return found is not None and found.general and found.bytes < 4


@lru_cache(maxsize=1)
def register_names() -> dict[int, str]:
    """iced-x86's number of a register → its name; without its number for no register."""
    iced = iced_x86()
    numbers = {name: value for name, value in vars(iced.Register).items() if name.isupper()}
    return {
        number: name.lower()
        for name, number in numbers.items()
        if number != iced.Register.NONE and not name.startswith("DONTUSE")
    }


@lru_cache(maxsize=1)
def _registers() -> dict[str, _Register]:
    names, about = register_names(), iced_x86().RegisterExt
    return {
        name: _Register(
            names[about.full_register(number)],
            names[about.full_register32(number)],
            about.is_gpr(number),
            about.size(number),
        )
        for number, name in names.items()
    }

"""A few words of classic BPF, enough to judge a system call by its number and arguments.

A filter sees `struct seccomp_data`: number, architecture, instruction pointer, six arguments of
64 bits. It reads 32 bits at a time; both architectures supported here are little-endian.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterable

_LOAD = 0x20
_AND = 0x54
_JUMP_EQUAL = 0x15
_JUMP_AT_LEAST = 0x35
_RETURN = 0x06

NUMBER_OFFSET = 0
ARCH_OFFSET = 4
_ARGUMENTS_OFFSET = 16

ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000
REFUSE = 0x00050000 | errno.EPERM
UNKNOWN = 0x00050000 | errno.ENOSYS

Code = list[bytes]
"""Assembled instructions, eight bytes each."""


def _instruction(operation: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, then, otherwise, value & 0xFFFFFFFF)


def load(offset: int) -> Code:
    return [_instruction(_LOAD, offset)]


def ret(action: int) -> Code:
    return [_instruction(_RETURN, action)]


def when_equal(value: int, block: Code) -> Code:
    """Run `block`, which must end in a return, if the loaded word is `value`."""
    return [_instruction(_JUMP_EQUAL, value, 0, len(block)), *block]


def unless_equal(value: int, block: Code) -> Code:
    """Run `block`, which must end in a return, if the loaded word isn't `value`."""
    return [_instruction(_JUMP_EQUAL, value, len(block), 0), *block]


def when_at_least(value: int, block: Code) -> Code:
    """Run `block`, which must end in a return, if the loaded word is `value` or more."""
    return [_instruction(_JUMP_AT_LEAST, value, 0, len(block)), *block]


def argument(index: int, mask: int | None = None) -> Code:
    """Load the low half of an argument (all that the kernel reads of an int), masked."""
    low = load(_ARGUMENTS_OFFSET + 8 * index)
    return low if mask is None else [*low, _instruction(_AND, mask)]


def high_half(index: int) -> Code:
    return load(_ARGUMENTS_OFFSET + 8 * index + 4)


def allow_if(loaded: Code, value: int) -> Code:
    """A block that allows the call only where the word that `loaded` loads is `value`."""
    return allow_if_one_of(loaded, [value])


def allow_if_one_of(loaded: Code, values: Iterable[int]) -> Code:
    allow = ret(ALLOW)
    return [*loaded, *(word for value in values for word in when_equal(value, allow)), *ret(REFUSE)]


def refuse_if_one_of(loaded: Code, values: Iterable[int]) -> Code:
    refuse = ret(REFUSE)
    return [*loaded, *(word for value in values for word in when_equal(value, refuse)), *ret(ALLOW)]


def refuse_unless_null(index: int) -> Code:
    """Refuse where a pointer argument isn't null; falls through where it is."""
    refuse = ret(REFUSE)
    return [
        *argument(index),
        *unless_equal(0, refuse),
        *high_half(index),
        *unless_equal(0, refuse),
    ]

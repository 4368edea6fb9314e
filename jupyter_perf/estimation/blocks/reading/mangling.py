"""Finds a function by the name that its source gives it: `ns::f` is `_ZN2ns1fEi` in the file.

Only names are read out of mangled ones (Itanium's scheme, which C++ and older Rust use); template
arguments and parameters are skipped. What isn't understood is found by its mangled name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar

_MOST_SHOWN = 5
_MOST_COMPARED = 5_000
"""Names that are compared letter by letter with one that isn't there."""
_COLD = ".cold"
_QUALIFIERS = "KVrRO"
_RUST_HASH = re.compile(r"h[0-9a-f]{16}")
_NUMBER = re.compile(r"\d+")
_SUBSTITUTION = re.compile(r"S(?:[0-9A-Z]*_|[a-z])")


class Named(Protocol):
    """What has a name, as a symbol."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


def matches(wanted: str, symbols: Iterable[N]) -> list[N]:
    """Those that `wanted` names: exactly, else without a version, else as the source would."""
    known = list(symbols)
    exact = [each for each in known if each.name == wanted]
    if exact:
        return exact
    plain = [each for each in known if each.name.partition("@")[0] == wanted.partition("@")[0]]
    if plain:
        return plain
    parts = source_parts(wanted)
    named = [(each, name_parts(each.name)) for each in known if parts and parts[-1] in each.name]
    whole = [each for each, own in named if own == parts]
    found = whole or [each for each, own in named if own[-len(parts) :] == parts]
    # Compilers move what is seldom run into a function of its own.
    return [each for each in found if not each.name.endswith(_COLD)] or found


def suggestions(wanted: str, names: Iterable[str]) -> list[str]:
    """Up to five names like `wanted`, nearest first."""
    known = sorted(set(names))
    low = (source_parts(wanted) or [wanted])[-1].lower()
    holding = [each for each in known if low in each.lower()]
    if holding:
        return sorted(holding, key=len)[:_MOST_SHOWN]
    alike = [each for each in known if each[:2].lower() == low[:2]] or known
    return get_close_matches(wanted, alike[:_MOST_COMPARED], _MOST_SHOWN, 0.6)


def source_parts(name: str) -> list[str]:
    """`["ns", "f"]` of `ns::f<int>(double)`."""
    bare = re.sub(r"<[^<>]*>", "", re.sub(r"<[^<>]*>", "", name)).partition("(")[0].strip()
    return [each for each in re.split(r"::|\.", bare) if each]


def name_parts(mangled: str) -> list[str]:
    """`["ns", "f"]` of `_ZN2ns1fEi`; of another name, the name itself."""
    if not mangled.startswith("_Z"):
        return [mangled.partition("@")[0]]
    nested = mangled[2:3] == "N"
    at = 3 if nested else 2
    found: list[str] = []
    while at < len(mangled):
        here = mangled[at]
        number = _NUMBER.match(mangled, at)
        if number:
            start = number.end()
            at = start + int(number[0][:6])
            found.append(mangled[start:at])
            # A function that isn't in a namespace ends with its name: parameters follow.
            if not nested:
                break
        elif here == "I":
            at = _after_arguments(mangled, at)
        elif here in _QUALIFIERS or here == "L":
            at += 1
        elif substitution := _SUBSTITUTION.match(mangled, at):
            at = substitution.end()
        else:
            break
    if found and _RUST_HASH.fullmatch(found[-1]):
        found.pop()
    return found or [mangled]


def _after_arguments(mangled: str, at: int) -> int:
    """Past `I…E` at `at`."""
    depth = 0
    while at < len(mangled):
        here = mangled[at]
        number = _NUMBER.match(mangled, at)
        if number:
            at = number.end() + int(number[0][:6])
            continue
        if here == "L":  # A literal: its digits are no length.
            at = mangled.find("E", at)
            if at < 0:
                break
        elif here in "INXJF":
            depth += 1
        elif here == "E":
            depth -= 1
            if depth == 0:
                return at + 1
        elif here in "ST" and (found := re.compile(r"[ST][0-9A-Z]*_").match(mangled, at)):
            at = found.end()
            continue
        at += 1
    return len(mangled)

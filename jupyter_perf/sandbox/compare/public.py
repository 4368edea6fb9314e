"""Names that everybody knows: of the interpreter and of installed packages.

A class can be called anything while code runs, what stands in the user's data included. So a name
that a repetition reports counts as a library's only if it stands in that library's own files, which
are read here and never imported.
"""

from __future__ import annotations

import builtins
import re
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_BUILTINS = frozenset(dir(builtins)) | {"NoneType", "ellipsis", "NotImplementedType", "generator"}
_BUILTINS |= {"function", "method", "mappingproxy", "dict_keys", "dict_values", "dict_items"}
_NAMED_BY_US = re.compile(r"(pandas|numpy)\.[A-Z]?[a-zA-Z]*(Array|Index)")
"""Extension arrays and indexes, which pandas keeps in modules of its own."""
_SUFFIXES = (".py", ".pyi")
_MOST_BYTES = 4 << 20


@cache
def is_public(dotted: str) -> bool:
    """Whether `dotted`, such as `ValueError` or `pandas.errors.MergeError`, is such a name."""
    module, _, name = dotted.rpartition(".")
    if not module:
        return name in _BUILTINS
    if not all(part.isidentifier() and part.isascii() for part in dotted.split(".")):
        return False
    if match := _NAMED_BY_US.fullmatch(dotted):
        return _mentions((f"{match[1]}.arrays", match[1], f"{match[1]}.core.api"), name)
    return _mentions((module,), name)


def _mentions(modules: tuple[str, ...], name: str) -> bool:
    whole = re.compile(rf"\b{re.escape(name)}\b")
    return any(whole.search(text) for module in modules for text in _texts(module))


def _texts(module: str) -> Iterator[str]:
    """What stands in the files of `module`, or of the class in it that a nested one belongs to."""
    for folder in _library_folders():
        base = folder.joinpath(*module.split("."))
        for suffix in _SUFFIXES:
            for path in (base.with_suffix(suffix), base / f"__init__{suffix}"):
                if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                    yield path.read_text(errors="replace")


@cache
def _library_folders() -> tuple[Path, ...]:
    paths = sysconfig.get_paths()
    kinds = ("stdlib", "platstdlib", "purelib", "platlib")
    return tuple(dict.fromkeys(Path(paths[kind]) for kind in kinds if kind in paths))

"""The machine code of functions that numba compiled, as it lies in its libraries.

Read from `Dispatcher.overloads` and each one's `library`; nothing is compiled or called here.
Checked with numba 0.68; what a version doesn't have is said to be unreadable.
"""

from __future__ import annotations

from dataclasses import dataclass
from pickle import UnpicklingError
from typing import Any

from ....errors import UsageError
from . import elf
from .debug_lines import lines_in
from .loops import Function
from .source_lines import only_loop_of
from .symbols import Symbol, code_of, symbols_of

_WRAPPERS = ("_ZN7cpython", "cfunc.", "NRT_", "numba_")
"""Beginnings of functions that only hand over arguments, or count references."""
_KERNEL = "__gufunc__."
"""Beginning of a function that runs a share of a parallel loop."""
_FUNCTION = 2


@dataclass(frozen=True)
class Compiled:
    """What numba made of a function for one signature."""

    title: str
    """`dot(array(float64, 1d, C))`."""
    result: Any
    """numba's own `CompileResult`."""


def is_numba(value: object) -> bool:
    """Whether it is something that numba makes; numba isn't imported."""
    return type(value).__module__.partition(".")[0] == "numba"


def functions_of(value: Any, called: str, signature: str | None = None) -> list[Function]:
    """The functions of `value`'s code that may have its hot loop, the most likely ones first.

    `signature` is a number, from 1 in the order of compiling, or a part of it as numba prints it or
    takes it (`float64[:]`); without one, what was compiled last. Raises UsageError.
    """
    compiled = _compiled(value, called)
    picked = _picked(compiled, called, signature)
    notes = []
    if len(compiled) > 1:
        number = compiled.index(picked) + 1
        notes.append(f"signature {number} of {len(compiled)}: --signature picks another")
    image = elf.image(_object_code(value, picked, called), f"numba's code of {called}")
    known = [each for each in symbols_of(image) if each.kind == _FUNCTION and each.section]
    wanted = [each for each in known if not each.name.startswith(_WRAPPERS)]
    own = str(picked.result.fndesc.mangled_name)
    line_of = lines_in(image) or only_loop_of(value, {each.name for each in symbols_of(image)})
    found = []
    for each in sorted(wanted, key=lambda each: (not _is_kernel(each), each.name != own)):
        code = code_of(image, each.name)
        found.append(
            Function(
                code.code,
                f"numba: {picked.title}",
                code.address,
                code.pending,
                (*code.notes, *notes),
                line_of,
                _in_words(each, own) if len(wanted) > 1 else "",
                preferred=_is_kernel(each),
            )
        )
    return found


def _is_kernel(symbol: Symbol) -> bool:
    """Whether it runs a share of a parallel loop, which is where such a function's time goes."""
    return symbol.name.startswith(_KERNEL)


def _in_words(symbol: Symbol, own: str) -> str:
    if _is_kernel(symbol):
        return "in a parallel loop"
    return "in the function itself" if symbol.name == own else "in a function that it calls"


def _compiled(value: Any, called: str) -> list[Compiled]:
    kind = type(value).__name__
    if "CUDA" in kind:
        raise UsageError(f"{called} is code for a GPU: only 64-bit x86 is predicted")
    if kind in ("DUFunc", "GUFunc", "UFuncDispatcher"):
        raise UsageError(
            f"numba keeps no code of the loop around {called}, which is made for NumPy: write the "
            "loop in a function with @numba.njit, and give that"
        )
    overloads = getattr(value, "overloads", None)
    if not isinstance(overloads, dict):
        raise UsageError(f"{called} is numba's {kind}: give a function with @numba.njit")
    if not overloads:
        raise UsageError(
            f"{called} isn't compiled yet: call it once with the arguments that it is for"
        )
    name = getattr(value, "__name__", called)
    found = []
    for arguments, result in overloads.items():
        kinds: Any = getattr(arguments, "args", arguments)
        title = f"{name}({', '.join(map(str, kinds))})"
        if not result.objectmode:
            found.append(Compiled(title, result))
        for lifted in result.lifted:
            found += _lifted(lifted, title)
    if not found:
        raise UsageError(
            f"{called} runs in numba's object mode, where Python's interpreter does the work: "
            "compile it with @numba.njit"
        )
    return found


def _lifted(loop: Any, title: str) -> list[Compiled]:
    """The loops of a function in object mode that were compiled by themselves."""
    return [
        Compiled(f"{title}, a loop lifted out of it", each)
        for each in loop.overloads.values()
        if not each.objectmode
    ]


def _picked(compiled: list[Compiled], called: str, signature: str | None) -> Compiled:
    if signature is None:
        return compiled[-1]
    asked = signature.strip()
    if asked.isdecimal() and 1 <= int(asked) <= len(compiled):
        return compiled[int(asked) - 1]
    bare = asked.replace(" ", "").replace("::1", ":")
    found = [each for each in compiled if bare and any(bare in form for form in _forms(each))]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} signatures with" if found else "no signature"
    listed = "".join(
        f"\n  --signature {number}: {each.title}" for number, each in enumerate(compiled, 1)
    )
    raise UsageError(f"{called} has {what} {asked[:80]}:{listed}")


def _forms(compiled: Compiled) -> tuple[str, str]:
    """Its signature as numba prints it and as a decorator takes it, without spaces."""
    kinds = getattr(compiled.result.signature, "args", ())
    short = ",".join(map(_short, kinds))
    return compiled.title.replace(" ", ""), f"({short})"


def _short(kind: Any) -> str:
    """`float64[:,:]`; whichever way the array lies in memory."""
    dimensions, inner = getattr(kind, "ndim", None), getattr(kind, "dtype", None)
    if not isinstance(dimensions, int) or inner is None:
        return str(kind).replace(" ", "")
    return f"{inner}[{','.join(':' * dimensions)}]"


def _object_code(value: Any, picked: Compiled, called: str) -> bytes:
    """The object file with the function. Raises UsageError where numba keeps none."""
    library = picked.result.library
    code = getattr(library, "_compiled_object", None)
    if not code:
        code = _cached_code(value, picked)
    if not isinstance(code, bytes):
        raise UsageError(
            f"numba keeps no code of {called} to read, as it was loaded from the cache: run "
            f"`{called}.recompile()`, or compile it without cache=True"
        )
    return code


def _cached_code(value: Any, picked: Compiled) -> object:
    """The object file in numba's cache, from which it loaded the function; None where not found."""
    cache = getattr(value, "_cache", None)
    file, key_of = getattr(cache, "_cache_file", None), getattr(cache, "_index_key", None)
    if file is None or key_of is None:
        return None
    arguments = next(key for key, each in value.overloads.items() if each is picked.result)
    try:
        # As numba itself does to load it: (name, kind, (object file, …)) stands first.
        saved = file.load(key_of(arguments, picked.result.library.codegen))
        _, kind, (code, *_) = saved[0]
    except (OSError, EOFError, UnpicklingError, TypeError, ValueError, AttributeError):
        return None
    return code if kind == "object" else None

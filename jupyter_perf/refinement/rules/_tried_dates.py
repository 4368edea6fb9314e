"""Functions that try to read a date, and give a missing one where that fails."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..source import Function
from ..syntax import is_name
from ._bodies import without_docstring
from ._elements import function_of

_READERS = {"pandas.to_datetime": False, "datetime.datetime.strptime": True}
_MISSING = {"pandas.NaT": True, "pandas.NA": False, "numpy.nan": False, "math.nan": False}
_ANY = frozenset({"Exception", "BaseException"})


@dataclass(frozen=True)
class TriedDate:
    """How a text is read: in which format, by what, and what comes of those that are no dates."""

    format: str
    by_strptime: bool
    takes_missing: bool
    """Whether missing texts give missing dates too."""
    missing_date: bool
    """Whether what is given for others is pandas' missing date."""


def tried_date(function: ast.expr, facts: Facts) -> TriedDate | None:
    """What a function does with a text, as far as it is that; None for any other."""
    reader, constants = function_of(function, facts), dict[str, ast.expr]()
    if isinstance(reader, ast.Lambda):
        called = _called(reader, facts)
        if called is None:
            return None
        reader, constants = called
    if not isinstance(reader, ast.FunctionDef) or reader.decorator_list:
        return None
    text = _text_of(reader, constants)
    body = without_docstring(reader.body)
    while len(body) > 1 and _passes_missing(body[0], text, facts):
        body = body[1:]
    if not text or len(body) > 2 or not isinstance(body[0], ast.Try):
        return None
    return _of_try(body[0], body[1:], text, constants, facts)


def _called(function: ast.Lambda, facts: Facts) -> tuple[Function, dict[str, ast.expr]] | None:
    """(the function that a lambda hands its element on to, what the further parameters get)."""
    call, own = function.body, [argument.arg for argument in function.args.args]
    if not isinstance(call, ast.Call) or len(own) != 1 or function.args.defaults:
        return None
    reader = function_of(call.func, facts)
    if (
        not isinstance(reader, ast.FunctionDef)
        or not call.args
        or not is_name(call.args[0], own[0])
    ):
        return None
    names = [argument.arg for argument in reader.args.args]
    further = dict(zip(names[1:], call.args[1:], strict=False))
    further |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    known = all(isinstance(value, ast.Constant) for value in further.values())
    return (
        (reader, further)
        if known and len(further) == len(call.args[1:]) + len(call.keywords)
        else None
    )


def _text_of(reader: ast.FunctionDef, constants: dict[str, ast.expr]) -> str:
    """The parameter that is given the text; empty where another one isn't known."""
    spec = reader.args
    names = [argument.arg for argument in spec.args]
    defaults = dict(zip(names[len(names) - len(spec.defaults) :], spec.defaults, strict=True))
    for name in names[1:]:
        constants.setdefault(name, defaults.get(name, ast.Name(name, ast.Load())))
    if spec.posonlyargs or spec.kwonlyargs or spec.vararg or spec.kwarg or not names:
        return ""
    return names[0] if all(isinstance(constants[n], ast.Constant) for n in names[1:]) else ""


def _of_try(
    tried: ast.Try, rest: list[ast.stmt], text: str, constants: dict[str, ast.expr], facts: Facts
) -> TriedDate | None:
    returned = tried.body[0]
    if (
        len(tried.body) != 1
        or not isinstance(returned, ast.Return)
        or tried.orelse
        or tried.finalbody
    ):
        return None
    call = returned.value
    full = facts.full_name(call.func) or "" if isinstance(call, ast.Call) else ""
    if not isinstance(call, ast.Call) or full not in _READERS:
        return None
    written = _format(call, full, text, constants)
    caught, missing = set[str](), set[bool | None]()
    for handler in tried.handlers:
        caught |= _caught(handler)
        passed = len(handler.body) == 1 and isinstance(handler.body[0], ast.Pass)
        last = rest[0] if passed and rest else handler.body[0]
        if handler.name is not None or (len(handler.body) > 1 or (rest and not passed)):
            return None
        missing.add(_missing(last, facts))
    if written is None or None in missing or not (caught & (_ANY | {"ValueError"})):
        return None
    by_strptime = _READERS[full]
    takes_missing = not by_strptime or bool(caught & (_ANY | {"TypeError"}))
    return TriedDate(written, by_strptime, takes_missing, missing == {True})


def _format(call: ast.Call, full: str, text: str, constants: dict[str, ast.expr]) -> str | None:
    if not call.args or not is_name(call.args[0], text):
        return None
    if full == "pandas.to_datetime":
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        if len(call.args) > 1 or set(named) != {"format"}:
            return None
        given = named["format"]
    elif len(call.args) == 2 and not call.keywords:
        given = call.args[1]
    else:
        return None
    if isinstance(given, ast.Name):
        given = constants.get(given.id, given)
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    return None


def _caught(handler: ast.ExceptHandler) -> set[str]:
    if handler.type is None:
        return {"BaseException"}
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {one.id for one in types if isinstance(one, ast.Name)}


def _missing(stmt: ast.stmt, facts: Facts) -> bool | None:
    """Whether what is given is pandas' missing date; None for what is no missing value."""
    if not isinstance(stmt, ast.Return):
        return None
    value = stmt.value
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
        return False
    if isinstance(value, ast.Call) and ast.unparse(value) in ("float('nan')", "float('NaN')"):
        return False
    return _MISSING.get(facts.full_name(value) or "")


def _passes_missing(stmt: ast.stmt, text: str, facts: Facts) -> bool:
    """True for `if pd.isna(text): return pd.NaT` and the like: no date is read of such anyway."""
    if not isinstance(stmt, ast.If) or stmt.orelse or len(stmt.body) != 1:
        return False
    if _missing(stmt.body[0], facts) is not True:
        return False
    test = stmt.test
    if isinstance(test, ast.Call):
        full = facts.full_name(test.func) or ""
        asked = full in ("pandas.isna", "pandas.isnull") and len(test.args) == 1
        return asked and is_name(test.args[0], text)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return is_name(test.operand, text)
    return ast.unparse(test) in (f"{text} is None", f"{text} == ''")

"""What a compiled function gives back, and how that becomes what the original returns."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ..source import Decline
from .bounds import EXACT_BITS
from .functions import repr_of
from .inner_functions import Callee
from .kinds import ENDLESS, NONE, WHOLE, Num, Seq, Tup, Value

WHOLE_AGAIN = "whole_again"
_CASTS = {"npfloat": "float64", "npint": "int64", "npbool": "bool_", "npcomplex": "complex128"}


@dataclass(frozen=True)
class Result:
    """The kind of result that is compiled; returns of other kinds are left to the original.

    `given` is the input that is returned itself, if that is what all returns do.
    """

    value: Value
    others: frozenset[ast.AST]
    given: str = ""


def result_of(entry: Callee) -> Result:
    """The kind that most returns have, the last one's where they differ; raises Decline."""
    kinds = [(at, value, _kind(value)) for at, value in _alike(entry.returned)]
    known = [(at, value, kind) for at, value, kind in kinds if kind is not None]
    if not known:
        raise Decline("a result whose type depends on the data")
    settled = [one for one in known if one[1] != NONE]
    if not settled:
        if len(known) < len(kinds):
            raise Decline("a result whose type depends on the data")
        settled = known
    _, value, kind = settled[-1]
    allowed = {kind, repr_of(NONE)} if isinstance(value, Num | Tup) else {kind}
    others = frozenset(at for at, _, other in kinds if other not in allowed)
    if entry.node in others:
        raise Decline("a function that may end without a result")
    if any(v == NONE for at, v in entry.returned if at not in others) and value != NONE:
        _check_optional(value)
    if isinstance(value, Seq) and value.given:
        return Result(NONE, others, value.given)
    return Result(value, others)


def _alike(returned: list[tuple[ast.AST, Value]]) -> list[tuple[ast.AST, Value]]:
    """The same, with all whole numbers taken for what may be infinite if one of them may."""
    both = [v for _, v in returned if isinstance(v, Num) and v.tags <= ENDLESS | {"int", "none"}]
    tags = frozenset(tag for value in both for tag in value.plain)
    if not (tags & ENDLESS and tags & WHOLE):
        return returned
    if any(value.bits > EXACT_BITS for value in both):
        raise Decline("large whole numbers beside infinite ones")
    return [
        (at, Num(tags | value.tags, value.bits) if value in both else value)  # type: ignore[union-attr]
        for at, value in returned
    ]


def _check_optional(value: Value) -> None:
    parts = value.items if isinstance(value, Tup) else (value,)
    if any(isinstance(p, Seq) or (isinstance(p, Num) and p.tags & set(_CASTS)) for p in parts):
        raise Decline("None or one of numpy's numbers")


def _kind(value: Value) -> object:
    """A description of a result whose Python type is certain; None for others."""
    if isinstance(value, Num):
        if value.plain & ENDLESS:
            return _endless_kind(value)
        certain = len(value.plain) <= 1 and value.plain != {"char"}
        return tuple(sorted(value.plain)) or ("none",) if certain else None
    if isinstance(value, Tup):
        kinds = [_kind(part) if isinstance(part, Num) else _seq_kind(part) for part in value.items]
        lists = [part.root for part in value.items if isinstance(part, Seq)]
        endless = any(isinstance(part, Num) and part.tags & ENDLESS for part in value.items)
        # One list twice would come back as two.
        fine = None not in kinds and len(set(lists)) == len(lists) and not endless
        return ("tuple", *kinds) if fine else None
    return ("given", value.given) if value.given and not value.row else _seq_kind(value)


def _endless_kind(value: Num) -> object:
    """The kind of a number that may be infinite: it comes back as whole where it isn't."""
    if not value.plain & WHOLE:
        return ("float",) if value.plain <= ENDLESS else None
    return ("int or infinite",) if value.plain <= ENDLESS | {"int"} else None


def _seq_kind(value: Value) -> object:
    if not isinstance(value, Seq) or value.given or value.row or value.form in ("set", "deque"):
        return None
    item = value.item
    if value.form == "text":
        return ("text",)
    if value.form == "ndarray":
        return ("ndarray", repr_of(item)) if isinstance(item, Num) else ("ndarray", id(value.root))
    if isinstance(item, Seq):
        inner = item.item
        plain = isinstance(inner, Num) and item.form == "list" and _is_plain(inner)
        numpy = isinstance(inner, Num) and any(t.startswith("np") for t in inner.tags)
        return ("lists", repr_of(inner)) if plain and not numpy and not item.given else None
    if isinstance(item, Tup):
        kind = _kind(item)
        numpy = any(isinstance(p, Num) and p.tags & set(_CASTS) for p in item.items)
        return ("list", kind) if kind is not None and not numpy else None
    if not isinstance(item, Num) or item.tags & {"char"}:
        return None
    if item.tags & ENDLESS:
        kind = _endless_kind(item)
        return ("list", kind) if kind is not None else None
    return ("list", repr_of(item)) if len(item.tags) == 1 else None


def _is_plain(item: Num) -> bool:
    return _endless_kind(item) is not None if item.tags & ENDLESS else len(item.tags) == 1


def wrapped(value: Value, text: str, np: str) -> str:
    """`text`, turned into the types that the original would return; raises Decline."""
    if isinstance(value, Num):
        cast = _CASTS.get(next(iter(value.plain), ""))
        if cast and "none" in value.tags:
            raise Decline("None or one of numpy's numbers")
        if value.plain & ENDLESS and value.plain & WHOLE:
            return f"{WHOLE_AGAIN}({text})"
        return f"{np}.{cast}({text})" if cast else text
    if isinstance(value, Tup):
        if any(isinstance(p, Num) and p.tags & set(_CASTS) for p in value.items):
            raise Decline("numpy's numbers in a tuple")
        if any(isinstance(p, Seq) and wrapped(p, "", np) for p in value.items):
            raise Decline("numpy's numbers in a list in a tuple")
        return text
    item = value.item
    if value.form == "text":
        return f"text_of({text})"
    if isinstance(item, Num) and item.tags & ENDLESS and item.tags & WHOLE:
        return f"[{WHOLE_AGAIN}(value) for value in {text}]"
    inner = item.item if isinstance(item, Seq) else None
    if isinstance(inner, Num) and inner.tags & ENDLESS and inner.tags & WHOLE:
        return f"[[{WHOLE_AGAIN}(value) for value in row] for row in {text}]"
    numpy = isinstance(item, Num) and bool(item.tags & set(_CASTS))
    return f"list({np}.array({text}))" if numpy and value.form == "list" else text


def shared_rows(callees: list[Callee], names: dict[str, bool]) -> Iterator[ast.AST]:
    """Places where one list may become a row of others twice, which a result doesn't show."""
    for callee in callees:
        for node in ast.walk(callee.node):
            for field in ("body", "orelse"):
                yield from _shared(getattr(node, field, None), names)
            parts = node.elts if isinstance(node, ast.List) else []
            parts = [*parts, node.elt] if isinstance(node, ast.ListComp) else parts
            yield from (p for p in parts if isinstance(p, ast.Name) and p.id in names)


def _shared(block: object, names: dict[str, bool]) -> Iterator[ast.AST]:
    made: set[str] = set()
    for stmt in block if isinstance(block, list) else []:
        if isinstance(stmt, ast.Assign) and not isinstance(stmt.value, ast.Name):
            made |= {t.id for t in stmt.targets if isinstance(t, ast.Name)}
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            for argument in call.args:
                if isinstance(argument, ast.Name) and argument.id in names:
                    if argument.id not in made:
                        yield argument
                    made.discard(argument.id)

"""Signatures, docstrings and fields of the package's objects as Markdown."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_CODE = re.compile(r"`[^`]*`")
_LONGEST_LINE = 88
_STARS: dict[Any, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
}


@dataclass(frozen=True)
class Field:
    """A field or property of a class: its type as written, its default as written ("" for none)."""

    name: str
    type: str
    default: str
    about: str


def found(name: str) -> Any:
    """The function or class of a dotted name; a module of the same name doesn't count."""
    owner, _, last = name.rpartition(".")
    try:
        holder: Any = importlib.import_module(owner)
    except ModuleNotFoundError:
        holder = found(owner)
    return getattr(holder, last)


def function(shown: str, thing: Callable[..., Any], level: int = 2) -> str:
    """Heading, signature and docstring of a function or method, under the name that users write."""
    heading = f"{'#' * level} `{shown}`"
    return f"{heading}\n\n{signature(shown.rpartition('.')[2], thing)}\n\n{docstring(thing)}"


def signature(name: str, thing: Callable[..., Any]) -> str:
    """As a block of code, one parameter a line where they don't fit in one."""
    whole = inspect.signature(thing)
    parameters = [each for each in whole.parameters.values() if each.name not in ("self", "cls")]
    words = list(_parameters(parameters))
    returns = whole.return_annotation
    ending = "" if returns is inspect.Signature.empty else f" -> {_plain(returns)}"
    line = f"{name}({', '.join(words)}){ending}"
    if len(line) > _LONGEST_LINE:
        inside = "".join(f"    {word},\n" for word in words)
        line = f"{name}(\n{inside}){ending}"
    return f"```text\n{line}\n```"


def _parameters(parameters: Iterable[inspect.Parameter]) -> Iterator[str]:
    bare = True  # until a star stands there
    for each in parameters:
        if each.kind is each.KEYWORD_ONLY and bare:
            yield "*"
        bare = bare and each.kind not in (each.KEYWORD_ONLY, each.VAR_POSITIONAL)
        star = _STARS.get(each.kind, "")
        kind = "" if each.annotation is each.empty else f": {_plain(each.annotation)}"
        default = "" if each.default is each.empty else f" = {_default(each.default)}"
        yield f"{star}{each.name}{kind}{default}"


def _plain(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _default(value: Any) -> str:
    written = repr(value)
    return "…" if " at 0x" in written else written


def docstring(thing: Any) -> str:
    """As Markdown; raises ValueError where there is none, since the reference would have a hole."""
    text = inspect.getdoc(thing)
    if not text:
        raise ValueError(f"{getattr(thing, '__qualname__', thing)} has no docstring")
    return safe(text)


def safe(text: str) -> str:
    """`text` in which nothing outside of code is taken for markup of HTML."""
    at, parts = 0, []
    for match in _CODE.finditer(text):
        parts += [text[at : match.start()].replace("<", "&lt;"), match[0]]
        at = match.end()
    return "".join([*parts, text[at:].replace("<", "&lt;")])


def described(name: str, level: int = 2) -> str:
    """A class: docstring, fields, properties and public methods. `name` is dotted."""
    thing = found(name)
    parts = [f"{'#' * level} {thing.__name__}", f"`{name}`", docstring(thing)]
    if rows := [*fields(thing), *properties(thing)]:
        parts.append(table(rows))
    for method_name, method in methods(thing):
        parts.append(function(f"{thing.__name__}.{method_name}", method, level + 1))
    return "\n\n".join(parts)


def fields(thing: type) -> list[Field]:
    """Of a dataclass, as its source has them, with the text that follows each; bases' first."""
    own = [each for base in reversed(thing.__mro__[:-1]) for each in _own_fields(base)]
    return list({each.name: each for each in own}.values())


def _own_fields(thing: type) -> Iterator[Field]:
    if not thing.__module__.startswith("jupyter_perf."):
        return
    body = ast.parse(inspect.cleandoc("\n" + inspect.getsource(thing))).body[0]
    assert isinstance(body, ast.ClassDef)
    previous: list[ast.AnnAssign] = []  # those that a text may be about: it follows the last
    rows: dict[str, Field] = {}
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            previous.append(node)
            if not node.target.id.startswith("_"):
                rows[node.target.id] = _field(node, node.target.id)
        elif previous and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            last = previous[-1].target
            assert isinstance(last, ast.Name)
            if last.id in rows:
                about = " ".join(str(node.value.value).split())
                rows[last.id] = Field(*_first_three(rows[last.id]), about)
        else:
            previous = []
    yield from rows.values()


def _first_three(field: Field) -> tuple[str, str, str]:
    return field.name, field.type, field.default


def _field(node: ast.AnnAssign, name: str) -> Field:
    default = "" if node.value is None else ast.unparse(node.value)
    if "field(" in default:
        made = re.search(r"default_factory=(\w+)", default)
        default = {"dict": "{}", "list": "[]"}.get(made[1], f"{made[1]}()") if made else ""
        if said := re.search(r"default=([^,)]+)", ast.unparse(node.value) if node.value else ""):
            default = said[1]
    return Field(name, ast.unparse(node.annotation), default, "")


def properties(thing: type) -> list[Field]:
    """Public properties with the first sentences of their docstrings."""
    rows = []
    for name, value in inspect.getmembers(thing, lambda each: isinstance(each, property)):
        if not name.startswith("_"):
            kind = inspect.signature(value.fget).return_annotation
            about = " ".join((inspect.getdoc(value) or "").split())
            rows.append(Field(name, _plain(kind), "", about))
    return rows


def methods(thing: type) -> list[tuple[str, Any]]:
    """Public methods that have a docstring and are the package's own."""
    found = []
    for name, value in inspect.getmembers(thing, inspect.isroutine):
        own = getattr(value, "__module__", "") or ""
        if not name.startswith("_") and own.startswith("jupyter_perf") and value.__doc__:
            found.append((name, value))
    return found


def table(rows: Iterable[Field]) -> str:
    """Fields as a table; what nobody wrote about stays empty."""
    lines = ["| Field | Type | |", "|---|---|---|"]
    for row in rows:
        default = f" = {row.default}" if row.default else ""
        lines.append(f"| `{row.name}` | `{cell(row.type + default)}` | {cell(safe(row.about))} |")
    return "\n".join(lines)


def cell(text: str) -> str:
    """`text` inside a table: in one line, with no bar that would end the cell."""
    return " ".join(text.split()).replace("|", "\\|")


def rows_of(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of plain cells."""
    names = list(heading)
    lines = [names, ["---"] * len(names), *([cell(each) for each in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS, Decline
from ..writing import conjunction
from ._dates import layout
from ._guarded import is_fallback
from ._place import library
from ._rule import Rewrite, rule

WIDTH = 80
_WHOLE = frozenset({"Series", "DataFrame", "ndarray", "list", "tuple", "int", "float"})
"""Kinds that aren't one text."""

_HELPER = """def {name}(text):
    if {tests}:
        try:
            return {made}
        except ValueError:
            pass
    return {original}
"""


@rule(ast.Call, safety=Safety.CHECK, gain=60.0, hints=("to_datetime",))
def to_datetime_to_timestamp(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Read one date by `Timestamp`, not by a function that is made for columns.

    What it does:
        `pd.to_datetime(text)` that is repeated, in a loop, a comprehension or a function that is
        called for each row, calls a function that reads texts in ISO order by `pd.Timestamp`.
        With a format of digits alone, the parts are put in ISO order first. A text of another
        form, what is no text and what is no date still go to `to_datetime`.

    Why it is slow:
        `to_datetime` makes an array of the one value, finds out about its format and takes the
        result out again, some 100 microseconds; `Timestamp` takes one.

    Before:
        for row in trips.itertuples():
            minutes.append((pd.to_datetime(row.end) - pd.to_datetime(row.start)).seconds / 60)

    After:
        def read_time(text):
            if type(text) is str and text[:4].isdigit() and text[4:5] == "-":
                try:
                    return pd.Timestamp(text)
                except ValueError:
                    pass
            return pd.to_datetime(text)

        for row in trips.itertuples():
            minutes.append((read_time(row.end) - read_time(row.start)).seconds / 60)

    When not:
        Columns, lists and numbers; names of months or days; other options than `format` and
        `errors`; a date that is read once.

    Source:
        The pandas documentation of `to_datetime` and `Timestamp`; measured: 100 to 400 times a
        call.
    """
    if facts.full_name(node.func) not in _READERS or len(node.args) != 1:
        return None
    given = node.args[0]
    if isinstance(given, ast.Starred | ast.Constant | ast.List | ast.Tuple):
        return None
    if not _for_each(node, facts) or is_fallback(node, facts) or _in_helper(node, facts):
        return None
    if facts.kind_of(given) in _WHOLE or _is_column(given, facts):
        raise Decline("more than one text")
    form = _options(node, facts)
    text = facts.source.segment(given)
    names = [n for n in (_numbered(i) for i in range(1, 100)) if facts.is_free(n)]
    name = names[_forms(facts).index(_form(node))]
    helper, imports = _helper(name, node, form, facts)
    return Rewrite((Swap(node, f"{name}({text})"),), (*imports, helper))


_READERS = ("pandas.to_datetime", "pandas.core.tools.datetimes.to_datetime")


def _options(node: ast.Call, facts: Facts) -> str | None:
    """The format that is given, or None; declines where anything else is said."""
    form = None
    for option in node.keywords:
        given = _known(option.value, facts)
        value = given.value if isinstance(given, ast.Constant) else None
        if option.arg == "errors" and value in ("raise", "coerce"):
            continue
        if option.arg != "format" or not isinstance(value, str):
            raise Decline("another option, or a format that isn't known")
        form = value
    return form


def _known(node: ast.expr, facts: Facts) -> ast.expr | None:
    """What a name is given once, by the source itself; the node where it is no name."""
    return facts.assigned(node) if isinstance(node, ast.Name) else node


def _form(node: ast.Call) -> str:
    """What tells apart calls that need a function of their own."""
    return ", ".join(sorted(ast.unparse(option) for option in node.keywords))


def _forms(facts: Facts) -> list[str]:
    calls = facts.source.all(ast.Call)
    return list(dict.fromkeys(_form(c) for c in calls if facts.full_name(c.func) in _READERS))


def _numbered(number: int) -> str:
    return "read_time" if number == 1 else f"read_time_{number}"


def _helper(
    name: str, node: ast.Call, form: str | None, facts: Facts
) -> tuple[str, tuple[str, ...]]:
    """The function that reads one text, and imports that it needs."""
    if not facts.is_builtin("type", "len", "str", "ValueError", at=facts.source.tree.body[0]):
        raise Decline("`type` or `len` is something else here")
    assert isinstance(node.func, ast.Attribute | ast.Name)
    pandas, line = facts.module("pandas", "pd")
    imports: tuple[str, ...] = (line,) if line else ()
    if form is None:
        tests = ["type(text) is str", "text[:4].isdigit()", 'text[4:5] == "-"']
        made = f"{pandas}.Timestamp(text)"
    else:
        found = layout(form)
        if found is None or found.named:
            raise Decline("a format of parts without a fixed width")
        datetime, more = library("datetime.datetime", facts)
        imports += more
        tests = found.tests("text")
        made = f"{pandas}.Timestamp({datetime}.fromisoformat({found.rearranged('text')}))"
    swaps: dict[ast.expr, str] = {node.args[0]: "text"}
    for option in node.keywords:
        given = _known(option.value, facts)
        if given is not None and given is not option.value:
            # A name of the place where the call stands may mean nothing in a function elsewhere.
            swaps[option.value] = facts.source.segment(given)
    original = facts.source.render(node, swaps)
    written = _HELPER.format(
        name=name, tests=conjunction(tests, WIDTH + 1, "    "), made=made, original=original
    )
    return written, imports


def _for_each(node: ast.Call, facts: Facts) -> bool:
    """True where the call runs for each of many: in a loop, or in a function given to many."""
    if facts.source.loops(node):
        return True
    for parent in facts.source.ancestors(node):
        if isinstance(parent, (*COMPREHENSIONS, ast.Lambda)):
            return True
        if isinstance(parent, FUNCTIONS) and isinstance(parent, ast.FunctionDef):
            return parent.name == facts.entry or _given_to_many(parent, facts)
    return False


def _given_to_many(function: ast.FunctionDef, facts: Facts) -> bool:
    """True for a function that is called in a loop, or handed to `apply` and the like."""
    for use in facts.source.all(ast.Name):
        if use.id != function.name or facts.source.inside(use, function):
            continue
        call = facts.source.parents[use]
        if not (isinstance(call, ast.Call) and call.func is use):
            return True
        around = facts.source.ancestors(call)
        repeated = any(isinstance(p, (*COMPREHENSIONS, ast.Lambda)) for p in around)
        if repeated or facts.source.loops(call):
            return True
    return False


_OF_COLUMNS = frozenset({"str", "dt", "astype", "apply", "map", "to_numpy", "unique"})


def _is_column(node: ast.expr, facts: Facts) -> bool:
    """True for `frame['c']`, `frame.c` and what is made of all of it, as far as that is known."""
    if any(isinstance(n, ast.Attribute) and n.attr in _OF_COLUMNS for n in ast.walk(node)):
        return True
    if not isinstance(node, ast.Subscript | ast.Attribute):
        return False
    return facts.kind_of(node.value) == "DataFrame"


def _in_helper(node: ast.Call, facts: Facts) -> bool:
    """True for the call that an earlier rewrite left for texts of another form."""
    around = facts.source.function(node)
    return isinstance(around, ast.FunctionDef) and around.name.startswith(_numbered(1))

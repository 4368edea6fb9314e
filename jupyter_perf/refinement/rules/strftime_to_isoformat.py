from __future__ import annotations

import ast
import re

from ...core.code import Safety
from ..concrete import Swap
from ..facts import Facts
from ._hot import is_hot
from ._moments import moment_kind
from ._rule import Rewrite, rule

_ISO = {
    "%Y-%m-%d": "{}.isoformat()[:10]",
    "%Y-%m": "{}.isoformat()[:7]",
    "%Y-%m-%d %H:%M:%S": '{}.isoformat(" ")[:19]',
    "%Y-%m-%dT%H:%M:%S": "{}.isoformat()[:19]",
    "%Y-%m-%d %H:%M": '{}.isoformat(" ")[:16]',
    "%Y-%m-%dT%H:%M": "{}.isoformat()[:16]",
}
_PARTS = {"Y": "year", "m": "month:02", "d": "day:02", "H": "hour:02", "M": "minute:02",
          "S": "second:02"}  # fmt: skip
_TIMES = ("%H", "%M", "%S")


@rule(ast.Call, safety=Safety.CHECK, gain=3.0, hints=("strftime",))
def strftime_to_isoformat(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Write dates by their parts instead of by `strftime`.

    What it does:
        `day.strftime("%Y-%m-%d")` and other formats of years, months, days, hours, minutes and
        seconds, where it is done again and again, become a part of `day.isoformat()`, or a text
        made of `day.year`, `day.month` and so on. Years before 1000 are still left to `strftime`,
        which doesn't write them alike everywhere.

    Why it is slow:
        `strftime` looks the format through, puts a time together for the C library and asks it,
        four to six times the work.

    Before:
        for line in lines:
            day = datetime.fromisoformat(line)
            keys.append(day.strftime("%Y-%m-%d"))

    After:
        for line in lines:
            day = datetime.fromisoformat(line)
            keys.append(day.isoformat()[:10] if day.year > 999 else day.strftime("%Y-%m-%d"))

    When not:
        Names of days and months, which hang on the language; what isn't known to be a `datetime` or
        `date` of Python's; a date that is written once.

    Source:
        The Python documentation of `datetime.isoformat`; measured: 4 to 6 times.
    """
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr != "strftime" or node.keywords:
        return None
    if not isinstance(called.value, ast.Name) or len(node.args) != 1 or _is_kept(node, facts):
        return None
    form = node.args[0]
    if not (isinstance(form, ast.Constant) and isinstance(form.value, str)):
        return None
    name, kind = called.value.id, moment_kind(called.value, facts)
    text = _written(name, form.value)
    if kind is None or text is None or not is_hot(node, facts):
        return None
    if kind == "date" and any(part in form.value for part in _TIMES):
        return None
    if "%Y" in form.value:
        text = f"({text} if {name}.year > 999 else {facts.source.segment(node)})"
    return Rewrite((Swap(node, text),))


def _written(name: str, form: str) -> str | None:
    """The expression that writes a moment so; None for formats that say more."""
    if form in _ISO:
        return _ISO[form].format(name)
    plain = re.sub(r"%[YmdHMS]", "", form)
    if "%" in plain or not form.isascii() or set(plain) & set("{}\\\"'\n") or plain == form:
        return None
    inside = re.sub(r"%([YmdHMS])", lambda found: f"{{{name}.{_PARTS[found[1]]}}}", form)
    return f'f"{inside}"'


def _is_kept(node: ast.Call, facts: Facts) -> bool:
    """True for the call that was left for early years."""
    parent = facts.source.parents[node]
    return (
        isinstance(parent, ast.IfExp)
        and parent.orelse is node
        and ast.unparse(parent.test).endswith(".year > 999")
    )

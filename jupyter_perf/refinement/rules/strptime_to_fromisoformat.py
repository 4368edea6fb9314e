from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Swap
from ..facts import Facts
from ..source import Decline
from ..writing import conjunction
from ._dates import Layout, is_repeated, layout
from ._rule import Rewrite, rule

WIDTH = 80

_HELPER = """def {name}(text):
    if {tests}:
        try:
            return {datetime}.fromisoformat({rearranged})
        except {wrong}:
            pass
    return {strptime}
"""
_MONTHS = '{months} = {{name: f"{{number:02}}" for number, name in enumerate({names})}}\n\n\n'


@rule(ast.Call, safety=Safety.CHECK, gain=12.0, hints=("strptime",))
def strptime_to_fromisoformat(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Read dates of a fixed width by `fromisoformat`, which is written in C.

    What it does:
        `datetime.strptime(text, format)` that is repeated, with digits and short names of months
        in the format, becomes a function that puts the parts in ISO order and reads them at once.
        A text of another form, and one that is no date, still goes to `strptime`.

    Why it is slow:
        `strptime` is written in Python: it looks the format's regular expression up, matches it,
        and works out the day of the week and of the year, some 6 microseconds a text.

    Before:
        days = [datetime.strptime(text, "%d/%m/%Y") for text in texts]

    After:
        def read_date(text):
            if type(text) is str and len(text) == 10 and text[2] == text[5] == "/":
                try:
                    return datetime.fromisoformat(f"{text[6:]}-{text[3:5]}-{text[:2]}")
                except ValueError:
                    pass
            return datetime.strptime(text, "%d/%m/%Y")

        days = [read_date(text) for text in texts]

    When not:
        Full names of months, names of days, years of two digits, time zones, a format that isn't a
        constant, a date that is read once.

    Source:
        The Python documentation of `datetime.fromisoformat`; measured: 6 to 15 times.
    """
    if facts.full_name(node.func) != "datetime.datetime.strptime":
        return None
    if len(node.args) != 2 or node.keywords or not is_repeated(node, facts):
        return None
    form = node.args[1]
    if not (isinstance(form, ast.Constant) and isinstance(form.value, str)):
        return None
    found = layout(form.value)
    if found is None or isinstance(node.args[0], ast.Starred) or _is_fallback(node, facts):
        return None
    name = _name(form.value, facts)
    text = facts.source.segment(node.args[0])
    imports: tuple[str, ...] = (_helper(name, node, found, facts),)
    if found.named:
        if "locale" in facts.source.text:
            raise Decline("months may get other names")
        imports = (facts.module("calendar")[1], *imports)
    return Rewrite((Swap(node, f"{name}({text})"),), imports)


def _name(form: str, facts: Facts) -> str:
    """A name of its own for each format that the source reads dates by."""
    calls = facts.source.all(ast.Call)
    given = (c.args[1] for c in calls if len(c.args) == 2 and "strptime" in ast.unparse(c.func))
    forms = list(dict.fromkeys(g.value for g in given if isinstance(g, ast.Constant)))
    numbers = (n for n in range(1, 1000) if facts.is_free(_numbered(n)))
    return next(_numbered(n) for n, other in zip(numbers, forms, strict=False) if other == form)


def _numbered(number: int) -> str:
    return "read_date" if number == 1 else f"read_date_{number}"


def _helper(name: str, node: ast.Call, found: Layout, facts: Facts) -> str:
    assert isinstance(node.func, ast.Attribute)
    class_ = facts.source.segment(node.func.value)
    strptime = f"{class_}.strptime(text, {facts.source.segment(node.args[1])})"
    if not facts.is_builtin(
        "type", "len", "str", "ValueError", "KeyError", "enumerate", at=facts.source.tree.body[0]
    ):
        raise Decline("`type` or `len` is something else here")
    months = facts.fresh("month_numbers") if found.named else ""
    names = f"{facts.module('calendar')[0]}.month_abbr"
    made = _MONTHS.format(months=months, names=names) if months else ""
    return made + _HELPER.format(
        name=name,
        strptime=strptime,
        datetime=class_,
        tests=conjunction(found.tests("text"), WIDTH + 1, "    "),
        rearranged=found.rearranged("text", months),
        wrong="(KeyError, ValueError)" if months else "ValueError",
    )


def _is_fallback(node: ast.Call, facts: Facts) -> bool:
    """True for the call that an earlier rewrite left for texts of another form."""
    around = facts.source.function(node)
    parts = ast.walk(around) if around is not None else ()
    return any(isinstance(part, ast.Attribute) and part.attr == "fromisoformat" for part in parts)

from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline, Loop
from ._output import is_print, speaks_otherwise
from ._rule import Rewrite, rule


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=1.3, hints=("print(",))
def print_once(node: Loop, facts: Facts) -> Rewrite | None:
    """Print a loop's lines together instead of one by one.

    What it does:
        `print(...)` in a loop becomes `lines.append(...)`, and one `print` of the joined lines
        follows the loop, however it is left.

    Why it is slow:
        Each `print` looks up the stream, converts, and writes twice, the text and the line's end;
        in a notebook it also wakes the thread that sends output to the page.

    Before:
        for x in data:
            print(x)

    After:
        lines = []
        try:
            for x in data:
                lines.append(str(x))
        finally:
            if lines:
                print("\\n".join(lines))

    When not:
        Other output in the loop, also by functions and methods called there; `file`, `flush`, a
        `sep` or `end` that isn't constant; a loop that waits or asks.

    Source:
        The Python documentation of `print`; seen gains 1.2 to 1.5 times.
    """
    if not _matches(node, facts) or any(_matches(loop, facts) for loop in facts.source.loops(node)):
        return None
    prints = _prints(node)
    lines = facts.fresh("lines")
    plain = all(_ending(call) == "\n" for call in prints)
    swaps: dict[ast.expr, str] = {
        call: f"{lines}.append({_line(call, plain, facts)})" for call in prints
    }
    loop = facts.source.block_text(node, swaps)
    if loop is None:
        return None
    joined = f'"\\n".join({lines})' if plain else f'"".join({lines}), end=""'
    body = "".join(f"    {line}".rstrip() + "\n" for line in loop.split("\n"))
    end = f"finally:\n    if {lines}:\n        print({joined})"
    return Rewrite((Instead(node, f"{lines} = []\ntry:\n{body}{end}"),))


def _prints(loop: Loop) -> list[ast.Call]:
    return [n for n in ast.walk(loop) if isinstance(n, ast.Call) and is_print(n)]


def _matches(loop: Loop, facts: Facts) -> bool:
    prints = _prints(loop)
    if not prints or not facts.is_builtin("print", "str", "map", at=loop):
        return False
    within = facts.source.function(loop)
    for call in prints:
        if facts.source.function(call) is not within or _repeated_text(call):
            return False
        if not isinstance(facts.source.parents[call], ast.Expr):
            return False
        if any(k.arg not in ("sep", "end") or not _is_text(k.value) for k in call.keywords):
            return False
    return not speaks_otherwise(loop, facts)


def _repeated_text(call: ast.Call) -> bool:
    """True where an argument may not simply be written again, or several are unpacked."""
    starred = [a for a in call.args if isinstance(a, ast.Starred)]
    return flow.has(call, ast.NamedExpr) or (bool(starred) and len(call.args) > 1)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _given(call: ast.Call, name: str, otherwise: str) -> str:
    found = [k.value.value for k in call.keywords if k.arg == name and _is_text(k.value)]  # type: ignore[attr-defined]
    return str(found[0]) if found else otherwise


def _ending(call: ast.Call) -> str:
    return _given(call, "end", "\n")


def _line(call: ast.Call, plain: bool, facts: Facts) -> str:
    """The text that `print` would write, the line's end left out where all have the same."""
    end = _ending(call)
    alone = plain or not end
    text = _joined(call.args, _given(call, "sep", " "), alone, facts)
    if alone:
        return text
    return _quoted(end) if text == '""' else f"{text} + {_quoted(end)}"


def _joined(arguments: Sequence[ast.expr], sep: str, alone: bool, facts: Facts) -> str:
    """What `print` writes of its arguments; with brackets where something is added to it."""
    if not arguments:
        return '""'
    segments = [facts.source.segment(argument) for argument in arguments]
    if len(arguments) > 1:
        short = _formatted(arguments, sep)
        return short or f"{_quoted(sep)}.join(map(str, ({', '.join(segments)})))"
    only = arguments[0]
    if isinstance(only, ast.Starred):
        return f"{_quoted(sep)}.join(map(str, {facts.source.segment(only.value)}))"
    if facts.kind_of(only) != "str":
        return f"str({segments[0]})"
    return segments[0] if alone or isinstance(only, _TIGHT) else f"({segments[0]})"


_TIGHT = (ast.Name, ast.Constant, ast.JoinedStr, ast.Call, ast.Attribute, ast.Subscript)


def _formatted(arguments: Sequence[ast.expr], sep: str) -> str:
    """An f-string of names and plain texts; empty where there is something else."""
    parts: list[str] = []
    for argument in arguments:
        if isinstance(argument, ast.Name):
            parts.append(f"{{{argument.id}!s}}")
        elif _is_text(argument) and argument.value.isprintable():  # type: ignore[attr-defined]
            parts.append(argument.value.translate(_ESCAPED))  # type: ignore[attr-defined]
        else:
            return ""
    if not sep.isprintable():
        return ""
    return 'f"' + sep.translate(_ESCAPED).join(parts) + '"'


_ESCAPED = str.maketrans({"{": "{{", "}": "}}", '"': '\\"', "\\": "\\\\"})


def _quoted(text: str) -> str:
    if '"' in text:
        return repr(text)
    quoted = repr(text)
    if quoted[0] != "'":
        raise Decline("a text that is quoted in an unusual way")
    return f'"{quoted[1:-1]}"'

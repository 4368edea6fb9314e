from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._long_work import takes_long
from ._made_first import common_block, reached_first
from ._reach import reached
from ._rule import Rewrite, rule
from ._scalar_values import is_scalar
from ._steady import steady
from ._used_on_the_spot import only_looked_at

_PARSERS = frozenset({"datetime.datetime.strptime", "datetime.datetime.fromisoformat",
                      "datetime.date.fromisoformat", "re.match", "re.search", "re.fullmatch",
                      "json.loads"})  # fmt: skip
_SEARCHES = frozenset({"match", "search", "fullmatch"})


@rule(ast.For, safety=Safety.CHECK, gain=2.0, hints=("for ",))
def same_call_once(node: ast.For, facts: Facts) -> Rewrite | None:
    """Keep what a round has worked out instead of working it out again.

    What it does:
        A call that a loop's body says several times, with the same arguments, is said once before
        the first statement that makes it: `json.loads(line)`, `datetime.strptime(text, form)`,
        `re.search(pattern, line)`, a function of yours, `sorted(word)`.

    Why it is slow:
        The same comes out each time.

    Before:
        for line in lines:
            if json.loads(line)["type"] == "sale":
                total += json.loads(line)["amount"]

    After:
        for line in lines:
            line_data = json.loads(line)
            if line_data["type"] == "sale":
                total += line_data["amount"]

    When not:
        The first call may not be reached, what it reads changes in between, it has an effect, or
        two uses would then share something that could be changed.

    Source:
        Aho, Lam, Sethi and Ullman, "Compilers", common subexpressions; measured: 1.5 to 3 times.
    """
    found: dict[str, list[ast.Call]] = {}
    for part in flow.walk(node.body):
        if isinstance(part, ast.Call) and _is_costly(part, facts) and _is_own(part, node, facts):
            found.setdefault(ast.unparse(part), []).append(part)
    for calls in found.values():
        calls.sort(key=lambda call: (call.lineno, call.col_offset))
        changes = _changes(calls, node, facts) if len(calls) > 1 else None
        if changes is not None:
            return Rewrite(changes)
    return None


def _is_costly(call: ast.Call, facts: Facts) -> bool:
    if facts.full_name(call.func) in _PARSERS:
        return True
    called = call.func
    if isinstance(called, ast.Attribute) and called.attr in _SEARCHES:
        return shapes.within(shapes_of(called.value, facts), "Pattern")
    return takes_long(call, facts)


def _is_own(call: ast.Call, loop: ast.For, facts: Facts) -> bool:
    """True for a call in this loop and no other one, nor in a function or comprehension."""
    if facts.source.loops(call)[:1] != [loop] or facts.source.inside(call, loop.iter):
        return False
    for parent in facts.source.ancestors(call):
        if parent is loop:
            return True
        if isinstance(parent, (*FUNCTIONS, *COMPREHENSIONS)):
            return False
    return False


def _changes(calls: list[ast.Call], loop: ast.For, facts: Facts) -> tuple[Change, ...] | None:
    first = calls[0]
    names = _read(first, facts)
    block = common_block(calls, loop, facts)
    stmt = next((one for one in block if facts.source.inside(first, one)), None)
    if names is None or stmt is None or not reached_first(first, stmt, facts):
        return None
    after = block[block.index(stmt) :]
    if names & flow.stores(after):
        return None
    changeable = names - _plain_names(first, facts)
    if changeable & facts.changed(_module(after)) or reached(after, changeable, facts):
        return None
    if not _shares_nothing(calls, facts):
        return None
    text = facts.source.segment(first)
    if "\n" in text:
        return None
    name = facts.fresh(_name(first))
    return (Around(stmt, before=f"{name} = {text}"), *(Swap(call, name) for call in calls))


def _plain_names(call: ast.Call, facts: Facts) -> set[str]:
    """Names of texts and numbers, which change in no other way than by being bound anew."""
    names = [part for part in ast.walk(call) if isinstance(part, ast.Name)]
    return {n.id for n in names if shapes.within(shapes_of(n, facts), *shapes.PLAIN, "Pattern")}


def _module(body: list[ast.stmt]) -> ast.Module:
    return ast.Module(body=body, type_ignores=[])


def _read(call: ast.Call, facts: Facts) -> set[str] | None:
    """Names that a call depends on; None where it may do something else."""
    known = facts.full_name(call.func) in _PARSERS
    called = call.func
    if not known and not (isinstance(called, ast.Attribute) and called.attr in _SEARCHES):
        return steady(call, facts)
    given = [*call.args, *(k.value for k in call.keywords)]
    if not all(shapes.within(shapes_of(one, facts), "str", "Pattern") for one in given):
        return None
    parts = [steady(one, facts) for one in given]
    found: set[str] = set() if known else flow.expression_loads(called)
    for one in parts:
        if one is None:
            return None
        found |= one
    return found


# ---- uses -------------------------------------------------------------------------------------


def _shares_nothing(calls: list[ast.Call], facts: Facts) -> bool:
    """True where no two uses would get one object that could be changed."""
    first = calls[0]
    full = facts.full_name(first.func)
    called = first.func
    if full in _PARSERS - {"json.loads"} or is_scalar(first, facts):
        return True
    if isinstance(called, ast.Attribute) and called.attr in _SEARCHES:
        return True
    if shapes.hashable(shapes_of(first, facts)):
        return True
    kept = [c for c in calls if not only_looked_at(c, facts) or isinstance(
        facts.source.parents[c], ast.Subscript)]  # fmt: skip
    if full != "json.loads":
        return not kept
    paths = [_path(call, facts) for call in kept]
    known = [path for path in paths if path]
    apart = all(
        a[: len(b)] != b and b[: len(a)] != a
        for number, a in enumerate(known)
        for b in known[number + 1 :]
    )
    return len(known) == len(paths) and apart


def _path(call: ast.Call, facts: Facts) -> tuple[object, ...]:
    """The keys by which a part is taken; empty where the whole is kept, or the part isn't known.

    A part that is used up on the spot is told apart from all others.
    """
    found: list[object] = []
    node: ast.expr = call
    while True:
        parent = facts.source.parents[node]
        if not (isinstance(parent, ast.Subscript) and parent.value is node):
            break
        if not isinstance(parent.slice, ast.Constant) or not isinstance(parent.ctx, ast.Load):
            return ()
        found.append(parent.slice.value)
        node = parent
    if found and only_looked_at(node, facts):
        return (call,)
    return tuple(found)


_RESULTS = {"loads": "data", "strptime": "date", "fromisoformat": "date", "search": "match",
            "fullmatch": "match", "join": "text"}  # fmt: skip
"""What comes out of a call, where its name says what it does."""
_VERBS = ("get_", "compute_", "calculate_", "calc_", "find_", "make_", "parse_", "to_")


def _name(call: ast.Call) -> str:
    """`line_data` for `json.loads(line)`, `item_price` for `get_price(item)`."""
    called = call.func
    verb = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "value")
    noun = _RESULTS.get(verb) or next(
        (verb.removeprefix(start) for start in _VERBS if verb.startswith(start)), verb
    )
    functions = {part.func for part in ast.walk(call) if isinstance(part, ast.Call)}
    named = [
        part.id
        for given in reversed(call.args)
        for part in ast.walk(given)
        if isinstance(part, ast.Name) and part not in functions and part.id != "self"
    ]
    name = f"{named[0]}_{noun}" if named else f"{noun}_value"
    return name if name.isidentifier() else "value"

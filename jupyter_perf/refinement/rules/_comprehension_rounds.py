"""A list's comprehension as a loop, where its rounds have something to do beforehand."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Mapping

from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..local_names import generator_of
from ..source import Decline
from ._as_if import facts_with
from ._key_extremes import simple_statement
from ._rounds import is_pure
from ._rule import Rewrite

_INNER = (ast.GeneratorExp, ast.ListComp, ast.Lambda)


def as_loop(
    node: ast.ListComp, facts: Facts, then: Callable[[ast.expr, Facts], Rewrite | None]
) -> Rewrite | None:
    """The loop that gathers the same; None where `then` has no use for it."""
    part = node.generators[0]
    inner = any(isinstance(one, _INNER) for one in ast.walk(node.elt))
    if len(node.generators) > 1 or part.is_async or not inner or not is_pure_but_keys(node, facts):
        return None
    stmt = simple_statement(node, facts)
    own = flow.stores([part.target])
    if stmt is None or _others(node, stmt) or own & _bound_inside(node):
        return None
    renamed = {} if _only_there(own, facts) else {name: facts.fresh(f"{name}_of") for name in own}
    found = facts.fresh("found")
    inside = f"{found}.append({_with_names(node.elt, renamed, facts)})"
    for test in reversed(part.ifs):
        inside = f"if {_with_names(test, renamed, facts)}:\n{textwrap.indent(inside, '    ')}"
    target = _with_names(part.target, renamed, facts)
    head = f"for {target} in {facts.source.segment(part.iter)}:"
    text = f"{found} = []\n{head}\n{textwrap.indent(inside, '    ')}"
    changes: list[Change] = [Around(stmt, text), Swap(node, found)]
    new = facts_with(changes, facts)
    if not any(_matches(one, new, then) for one in _appended(found, new)):
        return None
    return Rewrite(tuple(changes))


def is_pure_but_keys(node: ast.expr, facts: Facts) -> bool:
    """True for a pure expression, whose functions that are keys are pure too."""
    keys = [one for one in ast.walk(node) if isinstance(one, ast.Lambda)]
    if not keys:
        return is_pure(node, facts)
    parts = [part for key in keys for part in ast.walk(key)]
    if not all(is_pure(key.body, facts) for key in keys):
        return False
    others = [one for one in ast.walk(node) if isinstance(one, ast.Call) and one not in parts]
    return all(_is_quiet(one, facts) for one in others)


def _is_quiet(call: ast.Call, facts: Facts) -> bool:
    if not flow.has(call, ast.Lambda):
        return is_pure(call, facts)
    called = call.func
    if not isinstance(called, ast.Name) or not facts.is_builtin(called.id, at=called):
        return False
    return called.id in flow.QUIET_BUILTINS and called.id != "print"


def _others(node: ast.ListComp, stmt: ast.stmt) -> bool:
    """True where the statement has another such list, which would be gathered under one name."""
    own = [*ast.walk(node)]
    return any(isinstance(one, ast.ListComp) and one not in own for one in ast.walk(stmt))


def _bound_inside(node: ast.ListComp) -> set[str]:
    """Names that functions and comprehensions in the elements bind."""
    found: set[str] = set()
    for one in [part for test in (node.elt, *node.generators[0].ifs) for part in ast.walk(test)]:
        if isinstance(one, ast.comprehension):
            found |= flow.stores([one.target])
        elif isinstance(one, ast.Lambda):
            found |= set(flow.parameters(one))
    return found


def _with_names(node: ast.expr, renamed: Mapping[str, str], facts: Facts) -> str:
    texts: dict[ast.expr, str] = {
        one: renamed[one.id]
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and one.id in renamed
    }
    return facts.source.render(node, texts)


def _only_there(names: set[str], facts: Facts) -> bool:
    """True for names that stand for nothing outside of comprehensions."""
    if names & (facts.namespace.keys() | facts.taken.keys()):
        return False
    return all(
        generator_of(one, facts.source) is not None
        for one in facts.source.all(ast.Name)
        if one.id in names
    )


def _appended(found: str, facts: Facts) -> list[ast.expr]:
    """All parts of what the loop appends."""
    for call in facts.source.all(ast.Call):
        if ast.unparse(call.func) == f"{found}.append":
            return [one for one in ast.walk(call.args[0]) if isinstance(one, ast.expr)]
    return []


def _matches(
    node: ast.expr, facts: Facts, then: Callable[[ast.expr, Facts], Rewrite | None]
) -> bool:
    try:
        return then(node, facts) is not None
    except Decline:
        return False

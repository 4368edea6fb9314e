from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._bodies import body_text, indented
from ._rounds import is_pure
from ._rule import Rewrite, rule

_SIMPLE = (
    *(ast.Name, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.UnaryOp, ast.USub, ast.Compare),
    *(ast.cmpop, ast.expr_context, ast.Call, ast.Not, ast.Mod, ast.Mult),
)
_FREE = frozenset({"len"})


@rule(ast.BoolOp, ast.If, safety=Safety.CHECK, gain=2.0, hints=("def ", "if "))
def cheap_test_first(node: ast.BoolOp | ast.If, facts: Facts) -> Rewrite | None:
    """Ask the cheap question before the expensive one.

    What it does:
        Of two tests that must both hold, in one `and` or in two `if`s inside each other, the
        one that only compares numbers comes first where the other calls a pure function.

    Why it is slow:
        The expensive test is made even where the cheap one rules everything out.

    Before:
        if is_palindrome(part):
            if len(part) > len(best):
                best = part

    After:
        if len(part) > len(best):
            if is_palindrome(part):
                best = part

    When not:
        A test with an effect, a cheap test that may fail where the other one protects it. Where
        the cheap test nearly always holds, nothing is gained.

    Source:
        Bentley, "Writing Efficient Programs", 1982: reordering tests.
    """
    if not facts.source.loops(node):
        return None
    if isinstance(node, ast.BoolOp):
        return _in_one(node, facts)
    inner = node.body[0] if len(node.body) == 1 else None
    if not isinstance(inner, ast.If) or node.orelse or inner.orelse:
        return None
    if not (_costly(node.test, facts) and _cheap(inner.test, facts)):
        return None
    outer_text, inner_text = map(facts.source.segment, (node.test, inner.test))
    if "\n" in outer_text + inner_text:
        return None
    if facts.source.statement(node) is not node:
        changes: tuple[Change, ...] = (Swap(node.test, inner_text), Swap(inner.test, outer_text))
        return Rewrite(changes)
    body = body_text(inner.body, facts.source)
    text = f"if {inner_text}:\n    if {outer_text}:\n{indented(body, 2)}"
    return Rewrite((Instead(node, text),))


def _in_one(node: ast.BoolOp, facts: Facts) -> Rewrite | None:
    if not isinstance(node.op, ast.And) or len(node.values) != 2:
        return None
    first, second = node.values
    if not (_costly(first, facts) and _cheap(second, facts)):
        return None
    # Outside of a test the value of `and` itself is seen, and may be either side.
    parent = facts.source.parents[node]
    if not (isinstance(parent, ast.If | ast.While | ast.IfExp) and parent.test is node):
        within = isinstance(parent, ast.comprehension) and node in parent.ifs
        if not within:
            return None
    texts = facts.source.segment(first), facts.source.segment(second)
    return Rewrite((Swap(first, texts[1]), Swap(second, texts[0])))


def _costly(test: ast.expr, facts: Facts) -> bool:
    """True for a pure test that calls a function of the user's, sorts, or makes a set."""
    if not is_pure(test, facts):
        return False
    for part in ast.walk(test):
        if isinstance(part, ast.Call):
            name = getattr(part.func, "id", "")
            if name in ("sorted", "set", "all", "any", "sum", "list", "reversed"):
                return _never_fails(test, facts)
            body = facts.definition(name) if name else None
            if body is not None:
                # Where it refuses some arguments, what is refused must be asked first.
                return not flow.has(body, ast.Raise, ast.Assert, ast.Try)
        if isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice):
            return _never_fails(test, facts)
    return False


def _never_fails(test: ast.expr, facts: Facts) -> bool:
    """True where all that the test touches are texts and numbers, so that order can't matter."""
    names = [n for n in ast.walk(test) if isinstance(n, ast.Name) and n.id in _loaded(test, facts)]
    return all(shapes.within(shapes_of(n, facts), "str", "int", "list", "tuple") for n in names)


def _loaded(test: ast.expr, facts: Facts) -> set[str]:
    return {n for n in flow.expression_loads(test) if not facts.is_builtin(n, at=test)}


def _cheap(test: ast.expr, facts: Facts) -> bool:
    """True for a comparison of whole numbers and lengths, which neither costs nor fails."""
    if not isinstance(test, ast.Compare) or not all(isinstance(p, _SIMPLE) for p in ast.walk(test)):
        return False
    if any(isinstance(op, ast.In | ast.NotIn) for op in test.ops):
        return False
    for part in ast.walk(test):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mod):
            by = part.right.value if isinstance(part.right, ast.Constant) else 0
            if type(by) is not int or by == 0:
                return False
        if isinstance(part, ast.Call):
            plain = isinstance(part.func, ast.Name) and part.func.id in _FREE
            if not plain or not facts.is_builtin("len", at=test):
                return False
            if not shapes.within(
                shapes_of(part.args[0], facts), "str", "list", "tuple", "dict", "set"
            ):
                return False
    return all(shapes.within(shapes_of(s, facts), "int") for s in [test.left, *test.comparators])

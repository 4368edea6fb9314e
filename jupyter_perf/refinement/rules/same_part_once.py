from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._after import Uses
from ._hot import is_compiled
from ._rule import Rewrite, rule
from ._scalar_values import is_scalar

_PARTS = (ast.Name, ast.Constant, ast.BinOp, ast.Subscript, ast.operator, ast.expr_context)
_INDEXED = ("list", "tuple", "str", "dict")
_ENOUGH = 2
"""So many operations must be saved: keeping a value takes nearly as long as one of them."""
_WORDS = 5
"""Names that would be longer say less than `value`."""
_LOAD = ast.Load()
_OPERATORS = flow.words(
    "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __floordiv__ __mod__ __getitem__"
)


@rule(ast.BinOp, ast.Subscript, safety=Safety.CHECK, gain=1.22, hints=("for ", "while "),
      kinds=("function", "program"))  # fmt: skip
def same_part_once(node: ast.expr, facts: Facts) -> Rewrite | None:
    """Keep a part of a formula that a round would work out again.

    What it does:
        `best[c - w] + v`, said again in the same round after nothing that it reads can have
        changed, gets a name where it is worked out first.

    Why it is slow:
        Each index is worked out and each element looked up once more.

    Before:
        for c in range(room, w - 1, -1):
            if best[c - w] + v > best[c]:
                best[c] = best[c - w] + v

    After:
        for c in range(room, w - 1, -1):
            if (value := best[c - w] + v) > best[c]:
                best[c] = value

    When not:
        A name or a container that it reads may have changed in between; the first place may be
        passed by; the formula might make a list, which both would then share; a single look-up
        that is said twice, which is as fast as a name; what is said again only where the loop
        ends.

    Source:
        Aho, Lam, Sethi and Ullman, "Compilers", common subexpressions; measured: 1.1 to 1.35
        times.
    """
    if not _is_formula(node, facts) or not facts.source.loops(node) or is_compiled(node, facts):
        return None
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Subscript) and not isinstance(parent.ctx, ast.Load):
        return None
    uses = _uses(node, facts)
    if uses is None or not uses.found or _ends_the_loop(node, uses, facts):
        return None
    if _operations(node) * len(uses.found) < _ENOUGH or _is_larger(node, uses, facts):
        return None
    if isinstance(node, ast.BinOp) and not is_scalar(node, facts):
        kept = [use for use in (node, *uses.found) if not _looked_at(use, facts)]
        if len(kept) > 1:
            return None
    name = _name(node, facts)
    first = f"({name} := {facts.source.segment(node)})"
    changes: list[Change] = [Swap(node, first)]
    return Rewrite((*changes, *(Swap(use, name) for use in uses.found)))


def _is_formula(node: ast.expr, facts: Facts) -> bool:
    """True for look-ups and arithmetic on names, by the meaning that Python gives them."""
    inside = list(ast.walk(node))
    if not all(isinstance(part, _PARTS) for part in inside) or node.lineno != node.end_lineno:
        return False
    counting = not any(isinstance(part, ast.Subscript) for part in inside)
    if counting and _operations(node) < _ENOUGH:
        return False
    if not flow.loads(node) or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        return False
    if any(d.name in _OPERATORS for d in facts.source.all(ast.FunctionDef)):
        return False
    return all(
        shapes.within(shapes_of(part.value, facts), *_INDEXED)
        for part in inside
        if isinstance(part, ast.Subscript)
    )


def _ends_the_loop(node: ast.expr, uses: Uses, facts: Facts) -> bool:
    """True where a test works it out in each round, and what says it again ends the loop: once."""
    stmt = facts.source.statement(node)
    if not isinstance(stmt, ast.If) or not isinstance(stmt.body[-1], ast.Break | ast.Return):
        return False
    return all(any(facts.source.inside(use, inner) for inner in stmt.body) for use in uses.found)


def _operations(node: ast.expr) -> int:
    return sum(isinstance(part, ast.Subscript | ast.BinOp) for part in ast.walk(node))


def _uses(node: ast.expr, facts: Facts) -> Uses | None:
    """What says the same after `node` has surely been worked out, in the same round."""
    stmt = facts.source.statement(node)
    uses = Uses(node, facts)
    sure, when_true = _reached(node, stmt, facts)
    if isinstance(stmt, ast.If | ast.While):
        if not (sure or when_true) or uses.changes(stmt.test):
            return None
        if sure:
            uses.collect(stmt.test, after=node)
        goes_on = uses.follow(stmt.body)
        if isinstance(stmt, ast.While):
            return uses
        if not sure:
            return uses
        goes_on = uses.follow(stmt.orelse) and goes_on
    elif isinstance(stmt, ast.Assign) and sure and isinstance(stmt.targets[0], ast.Name):
        if len(stmt.targets) > 1 or uses.changes(stmt.value):
            return None
        uses.collect(stmt.value, after=node)
        goes_on = not uses.changes(stmt)
    elif isinstance(stmt, ast.AugAssign) and sure and isinstance(stmt.target, ast.Name):
        if uses.changes(stmt.value):
            return None
        uses.collect(stmt.value, after=node)
        goes_on = not uses.changes(stmt)
    else:
        return None
    if goes_on:
        block = facts.source.block(stmt)
        uses.follow(block[block.index(stmt) + 1 :])
    return uses


def _reached(node: ast.expr, stmt: ast.stmt, facts: Facts) -> tuple[bool, bool]:
    """(whether a statement always works `node` out, whether it has where its test holds)."""
    sure, when_true = True, True
    child: ast.AST = node
    for parent in facts.source.ancestors(node):
        if parent is stmt:
            break
        if isinstance(parent, (*COMPREHENSIONS, *FUNCTIONS, ast.JoinedStr, ast.NamedExpr)):
            return False, False
        every = isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.And)
        # Only "and" hands on that all of its parts have been reached.
        when_true &= sure or every
        if isinstance(parent, ast.IfExp):
            sure &= child is parent.test
            when_true &= child is parent.test
        elif isinstance(parent, ast.BoolOp):
            sure &= child is parent.values[0]
            when_true &= sure or every
        elif isinstance(parent, ast.Compare):
            sure &= child not in parent.comparators[1:]
        child = parent
    tested = isinstance(stmt, ast.If | ast.While) and child is stmt.test
    valued = isinstance(stmt, ast.Assign | ast.AugAssign) and child is stmt.value
    return sure and (tested or valued), when_true and tested


def _is_larger(node: ast.expr, uses: Uses, facts: Facts) -> bool:
    """True where all places are parts of one larger formula, which is then taken as a whole."""
    texts: set[str] = set()
    for one in (node, *uses.found):
        parent = facts.source.parents[one]
        whole = isinstance(parent, ast.BinOp | ast.Subscript) and _is_formula(parent, facts)
        texts.add(ast.unparse(parent) if whole else str(len(texts)))
    return len(texts) == 1 and not texts & {"0"}


def _looked_at(node: ast.expr, facts: Facts) -> bool:
    """True for a value that is compared or counted with, so that nothing keeps it."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Subscript):
        return parent.slice is node and isinstance(parent.ctx, ast.Load)
    return isinstance(parent, ast.Compare | ast.BinOp | ast.UnaryOp)


def _name(node: ast.expr, facts: Facts) -> str:
    """`best_c` for `best[c]`, `value` for anything longer; another one for each other formula."""
    first = _first_name(node)
    times: dict[str, int] = {}
    for other in facts.source.all(ast.BinOp, ast.Subscript):
        loaded = isinstance(getattr(other, "ctx", _LOAD), ast.Load)
        if loaded and _is_formula(other, facts) and _first_name(other) == first:
            text = ast.unparse(other)
            times[text] = times.get(text, 0) + 1
    several = [text for text, found in times.items() if found > 1]
    at = several.index(ast.unparse(node))
    return facts.fresh(first if at == 0 else f"{first}_no{at + 1}")


def _first_name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript) and isinstance(flow.root(node), ast.Name):
        text = ast.unparse(node).replace("][", " ").replace("[", " ").replace("]", " ")
        words = text.replace("+", "plus").replace("-", "minus").split()
        name = "_".join(words)
        if name.isidentifier() and len(words) <= _WORDS:
            return name
    return "value"

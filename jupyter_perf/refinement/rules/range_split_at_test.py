from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..source import FUNCTIONS
from ..vectorise.loop import is_kept
from ._bodies import body_text, indented
from ._clamps import Clamp, clamp_in
from ._guarded import is_fallback
from ._hot import is_compiled
from ._index_tests import Cut, index_test, ways
from ._range_parts import ends_of, parts_of
from ._rule import Rewrite, rule
from ._split_lists import split_list

_MOST = 6
"""Statements beside the test that are written twice."""


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=2.0, hints=("range(",))
def range_split_at_test(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Split a loop where a test of its index turns, so that no round has to ask.

    What it does:
        A loop over a range that does one thing as long as `i < k` (`i == 0`, `i + 1 >= k`, …) and
        another one from there on becomes two loops over the parts of the range. Rounds come in
        the same order, and the index ends up the same. So do comprehensions that choose by such a
        test, and loops over windows that are cut off at an end, as in `x[max(0, i - k):i + 1]`.

    Why it is slow:
        Each round asks what is known beforehand; and a loop whose rounds all do the same can be
        computed on whole arrays, which one with an exception at its start can't.

    Before:
        for i in range(len(x)):
            if i < 23:
                means.append(None)
            else:
                means.append(np.mean(x[i - 23:i + 1]))

    After:
        for i in range(min(23, len(x))):
            means.append(None)
        for i in range(23, len(x)):
            means.append(np.mean(x[i - 23:i + 1]))

    When not:
        The limit or an end of the range may change in the loop or isn't known to be a whole
        number, the loop is left early, one part would do nothing, a lot stands beside the test.

    Source:
        Allen and Kennedy, "Optimizing Compilers for Modern Architectures" (2001), index-set
        splitting.
    """
    if isinstance(node, ast.ListComp):
        return split_list(node, facts)
    index = node.target
    if not isinstance(index, ast.Name) or node.orelse or is_compiled(node, facts):
        return None
    if is_fallback(node, facts) or is_kept(node, facts) or _leaves_early(node.body):
        return None
    ends = ends_of(node.iter, facts.changed(node), facts)
    if ends is None or index.id in flow.stores(node.body):
        return None
    clamp = clamp_in(node.body, index.id, ends[0], facts)
    if clamp is not None and not clamp.cut.names & facts.changed(node.body):
        return _split_windows(node, index.id, clamp, ends, facts)
    for at, stmt in enumerate(node.body):
        if _is_choice(stmt, facts):
            continue
        if isinstance(stmt, ast.If) and at + _shared(stmt, node.body[at + 1 :]) <= _MOST:
            cut = index_test(stmt.test, index.id, ends[0], facts)
            if cut is not None and not cut.names & facts.changed(node.body):
                return _split(node, index.id, at, cut, ends, facts)
    return None


def _is_choice(stmt: ast.stmt, facts: Facts) -> bool:
    """True for the test between a loop's array form and the loop: each round has to make it."""
    return isinstance(stmt, ast.If) and any(is_kept(kept, facts) for kept in stmt.orelse)


def _leaves_early(body: Sequence[ast.stmt]) -> bool:
    """True where a `break` may end the loop itself."""
    for stmt in body:
        if isinstance(stmt, ast.Break):
            return True
        blocks = [getattr(stmt, part, []) for part in ("body", "orelse", "finalbody")]
        blocks += [one.body for part in ("cases", "handlers") for one in getattr(stmt, part, [])]
        if isinstance(stmt, (ast.For, ast.While)):
            blocks = [stmt.orelse]
        elif isinstance(stmt, (*FUNCTIONS, ast.ClassDef)):
            return True
        if any(_leaves_early(block) for block in blocks):
            return True
    return False


def _shared(test: ast.If, later: Sequence[ast.stmt]) -> int:
    """How many statements after a test belong to both of its ways."""
    goes_on = [way for way in (test.body, test.orelse) if way and isinstance(way[-1], ast.Continue)]
    return 0 if goes_on else len(later)


def _split(
    node: ast.For, index: str, at: int, cut: Cut, ends: tuple[str, str], facts: Facts
) -> Rewrite | None:
    test, first = node.body[at], node.body[:at]
    assert isinstance(test, ast.If)
    texts = [f"({t})" if len(cut.rest) > 1 else t for t in map(facts.source.segment, cut.rest)]
    rest = (" or " if cut.either else " and ").join(texts)
    bodies = [_body(first, *way, facts) for way in ways(test, cut, rest, node.body[at + 1 :])]
    if not all(bodies):
        # Where a part does nothing, its rounds still leave their number in the index.
        return None
    low, high = bodies if cut.below else reversed(bodies)
    return _two_loops(node, index, cut, ends, (low, high), facts)


def _split_windows(
    node: ast.For, index: str, clamp: Clamp, ends: tuple[str, str], facts: Facts
) -> Rewrite | None:
    """Two loops, in each of which a window's bound is one of two sums."""
    source, texts = facts.source, list[str]()
    for text in (clamp.low, clamp.high):
        swaps: dict[ast.expr, str] = dict.fromkeys(clamp.calls, text)
        lines = [source.block_text(stmt, swaps) for stmt in node.body]
        texts.append("\n".join(line.rstrip() for line in lines if line is not None))
        if None in lines:
            return None
    return _two_loops(node, index, clamp.cut, ends, (texts[0], texts[1]), facts)


def _two_loops(
    node: ast.For,
    index: str,
    cut: Cut,
    ends: tuple[str, str],
    bodies: tuple[str, str],
    facts: Facts,
) -> Rewrite | None:
    parts = parts_of(index, cut, ends, facts)
    if parts is None:
        return None
    (first, second), line = parts
    low, high = bodies
    lines = [line] if line else []
    lines += [f"for {index} in range({first}):", indented(low)]
    lines += [f"for {index} in range({second}):", indented(high)]
    return Rewrite((Instead(node, "\n".join(line.rstrip() for line in lines)),))


def _body(
    first: Sequence[ast.stmt],
    test: str,
    yes: Sequence[ast.stmt],
    no: Sequence[ast.stmt],
    facts: Facts,
) -> str:
    """What the rounds of one part do; empty where that is nothing."""
    blocks = [body_text(first, facts.source)] if first else []
    if test:
        blocks.append(f"if {test}:\n{indented(_text(yes, facts) or 'pass')}")
        if no:
            blocks.append(f"else:\n{indented(_text(no, facts))}")
    elif yes:
        blocks.append(_text(yes, facts))
    return "\n".join(block.rstrip() for block in blocks)


def _text(stmts: Sequence[ast.stmt], facts: Facts) -> str:
    """Statements that needn't be neighbours, one below the other."""
    return "\n".join(body_text([stmt], facts.source).rstrip() for stmt in stmts)

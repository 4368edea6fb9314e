from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..source import FUNCTIONS
from ..vectorise.loop import is_kept
from ..vectorise.vector import summed
from ._bodies import body_text, indented
from ._guarded import is_fallback
from ._hot import is_compiled
from ._index_tests import Cut, index_test, is_whole, ways
from ._rule import Rewrite, rule

_MOST = 6
"""Statements beside the test that are written twice."""


@rule(ast.For, safety=Safety.CHECK, gain=1.25, hints=("range(",))
def range_split_at_test(node: ast.For, facts: Facts) -> Rewrite | None:
    """Split a loop where a test of its index turns, so that no round has to ask.

    What it does:
        A loop over a range that does one thing as long as `i < k` (`i == 0`, `i + 1 >= k`, …) and
        another one from there on becomes two loops over the parts of the range. Rounds come in
        the same order, and the index ends up the same.

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
    index = node.target
    if not isinstance(index, ast.Name) or node.orelse or is_compiled(node, facts):
        return None
    if is_fallback(node, facts) or is_kept(node, facts) or _leaves_early(node.body):
        return None
    ends = _ends(node, facts)
    if ends is None or index.id in flow.stores(node.body):
        return None
    for at, stmt in enumerate(node.body):
        if isinstance(stmt, ast.If) and at + _shared(stmt, node.body[at + 1 :]) <= _MOST:
            cut = index_test(stmt.test, index.id, ends[0], facts)
            if cut is not None and not cut.names & facts.changed(node.body):
                return _split(node, index.id, at, cut, ends, facts)
    return None


def _ends(node: ast.For, facts: Facts) -> tuple[str, str] | None:
    """Where a range of whole numbers starts and stops, both the same after the loop's rounds."""
    called = node.iter
    if not (isinstance(called, ast.Call) and isinstance(called.func, ast.Name)):
        return None
    if called.func.id != "range" or called.keywords or not 1 <= len(called.args) <= 2:
        return None
    if not facts.is_builtin("range", "len", "min", "max", at=node):
        return None
    changed = facts.changed(node)
    if not all(is_whole(a, facts) and not flow.loads(a) & changed for a in called.args):
        return None
    texts = [facts.source.segment(argument) for argument in called.args]
    return ("0", texts[0]) if len(texts) == 1 else (texts[0], texts[1])


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
    (start, stop), middle, lines = ends, cut.text, list[str]()
    if middle == start:
        return None
    if not _is_behind(middle, start):
        if not middle.lstrip("-").isdigit():
            middle = facts.fresh(f"{index}_middle")
            lines = [f"{middle} = max({start}, {cut.text})"]
        else:
            return None
    begin = "" if start == "0" else f"{start}, "
    until = middle if _is_behind(stop, middle) else f"min({middle}, {stop})"
    lines += [f"for {index} in range({begin}{until}):", indented(low)]
    lines += [f"for {index} in range({middle}, {stop}):", indented(high)]
    return Rewrite((Instead(node, "\n".join(line.rstrip() for line in lines)),))


def _is_behind(one: str, other: str) -> bool:
    """True where `one` is surely no less than `other`."""
    base, offset = summed(f"({one}) - ({other})")
    return not base and offset >= 0


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

from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ._bodies import body_text, indented, instead_of
from ._rounds import Rounds, element, is_pure
from ._rule import Rewrite, rule


@rule(ast.For, ast.Call, safety=Safety.CHECK, gain=5.0, hints=("for ",))
def characters_to_table(node: ast.For | ast.Call, facts: Facts) -> Rewrite | None:
    """Work out once what becomes of each distinct character, and translate the text by it.

    What it does:
        A loop over a string that puts together another one, each piece depending on its character
        alone, fills a table for the distinct characters and calls `str.translate`. So does
        `"".join(… for ch in text)`.

    Why it is slow:
        The interpreter works out the same piece for the same letter again and again.

    Before:
        for ch in text:
            if ch.isalpha():
                out += chr((ord(ch) - 97 + 3) % 26 + 97)
            else:
                out += ch

    After:
        out_table = dict.fromkeys(map(ord, text), "")
        for out_code in out_table:
            ch = chr(out_code)
            if ch.isalpha():
                out_table[out_code] += chr((ord(ch) - 97 + 3) % 26 + 97)
            else:
                out_table[out_code] += ch
        out += text.translate(out_table)

    When not:
        A piece depends on earlier characters or on the place, the loop does something else too,
        or is left early.

    Source:
        The Python documentation of `str.translate`.
    """
    if isinstance(node, ast.Call):
        return _from_join(node, facts)
    found = element(node, facts)
    if found is None or flow.has(node, ast.Return, ast.Yield, ast.Try, ast.While, ast.With):
        return None
    text, name, places = found
    if not _is_text(text, facts) or not facts.is_builtin("dict", "map", "ord", "chr", at=node):
        return None
    rounds = Rounds(node, flow.stores([node.target]), facts)
    if len(rounds.carried) != 1 or flow.has(node.body, ast.Break):
        return None
    out = next(iter(rounds.carried))
    pieces = _pieces(node, out, facts)
    front = _in_front(pieces, out)
    _check(node, out, facts)
    renamed = rounds.renamed({out})
    each = renamed.get(name, name) if name else facts.fresh("ch")
    table, code = facts.fresh(f"{out}_table"), facts.fresh(f"{out}_code")
    swaps: dict[ast.expr, str] = dict.fromkeys(places, each)
    for part in flow.walk(node.body):
        if isinstance(part, ast.Name) and part.id in renamed and part.id != out:
            swaps[part] = renamed[part.id]
    body = _filled(node, pieces, f"{table}[{code}]", swaps, facts)
    source = facts.source.segment(text)
    plain = source if isinstance(text, ast.Name | ast.Call | ast.Subscript) else f"({source})"
    lines = (
        f'{table} = dict.fromkeys(map(ord, {source}), "")\n'
        f"for {code} in {table}:\n{indented(f'{each} = chr({code})' + chr(10) + body)}\n"
    )
    end = f"{plain}[::-1].translate({table}) + {out}" if front else ""
    lines += f"{out} = {end}" if front else f"{out} += {plain}.translate({table})"
    return Rewrite(tuple(instead_of([node], lines)))


def _is_text(node: ast.expr, facts: Facts) -> bool:
    still = isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call)
    return still and is_pure(node, facts) and shapes.within(shapes_of(node, facts), "str")


def _pieces(node: ast.For, out: str, facts: Facts) -> dict[ast.stmt, tuple[ast.expr, bool]]:
    """Statement → (the piece that it adds, whether it puts it in front)."""
    found: dict[ast.stmt, tuple[ast.expr, bool]] = {}
    for stmt in flow.walk(node.body):
        if not isinstance(stmt, ast.Assign | ast.AugAssign):
            continue
        added = flow.accumulation(stmt)
        if added is not None and added[0] == out:
            found[stmt] = added[1], False
        elif isinstance(stmt, ast.Assign) and out in flow.stores(stmt):
            value = stmt.value
            right = value.right if isinstance(value, ast.BinOp) else None
            joined = isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add)
            if not (joined and isinstance(right, ast.Name) and right.id == out):
                raise Decline("the text is bound otherwise")
            found[stmt] = value.left, True  # type: ignore[attr-defined]
    for piece, _ in found.values():
        if not shapes.within(shapes_of(piece, facts), "str") or out in flow.loads(piece):
            raise Decline("a piece may not be text")
    return found


def _in_front(pieces: dict[ast.stmt, tuple[ast.expr, bool]], out: str) -> bool:
    sides = {front for _, front in pieces.values()}
    if len(sides) != 1:
        raise Decline(f"{out} grows at both ends")
    return sides.pop()


def _check(node: ast.For, out: str, facts: Facts) -> None:
    """Decline where a round does more than adding pieces, or more than one of them in front."""
    reads = 0
    for part in flow.walk(node.body):
        reads += isinstance(part, ast.Name) and part.id == out and isinstance(part.ctx, ast.Load)
        if not isinstance(part, ast.expr) or not isinstance(facts.source.parents[part], ast.stmt):
            continue
        if isinstance(getattr(part, "ctx", None), ast.Store):
            if not isinstance(part, ast.Name | ast.Tuple):
                raise Decline("it stores into something")
        elif not is_pure(part, facts):
            raise Decline("it has an effect")
    assigned = [
        s for s in flow.walk(node.body) if isinstance(s, ast.Assign) and out in flow.stores(s)
    ]
    if reads != len(assigned):
        raise Decline("the text is read in the loop")


def _filled(
    node: ast.For,
    pieces: dict[ast.stmt, tuple[ast.expr, bool]],
    place: str,
    swaps: dict[ast.expr, str],
    facts: Facts,
) -> str:
    """The loop's body, filling `place` instead of adding to the text."""
    for stmt, (_, front) in pieces.items():
        name = stmt.targets[0] if isinstance(stmt, ast.Assign) else stmt.target  # type: ignore[attr-defined]
        swaps[name] = place
        if isinstance(stmt, ast.Assign):
            assert isinstance(stmt.value, ast.BinOp)
            swaps[stmt.value.right if front else stmt.value.left] = place
    return body_text(node.body, facts.source, swaps)


def _from_join(node: ast.Call, facts: Facts) -> Rewrite | None:
    """`"".join(piece for ch in text if test)` as a translation."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr == "join" and len(node.args) == 1):
        return None
    empty = isinstance(called.value, ast.Constant) and called.value.value == ""
    inside = node.args[0]
    if not empty or not isinstance(inside, ast.GeneratorExp | ast.ListComp):
        return None
    part = inside.generators[0]
    if len(inside.generators) != 1 or part.is_async or not isinstance(part.target, ast.Name):
        return None
    if not _is_text(part.iter, facts) or not facts.is_builtin("dict", "ord", at=node):
        return None
    if not all(is_pure(e, facts) for e in (inside.elt, *part.ifs)):
        return None
    if not shapes.within(shapes_of(inside.elt, facts), "str"):
        return None
    name, text = part.target.id, facts.source.segment(part.iter)
    piece = facts.source.segment(inside.elt)
    if part.ifs:
        tests = [facts.source.segment(test) for test in part.ifs]
        joined = tests[0] if len(tests) == 1 else " and ".join(f"({test})" for test in tests)
        piece = f'{piece if isinstance(inside.elt, ast.Name) else f"({piece})"} if {joined} else ""'
    elif isinstance(inside.elt, ast.Name):
        return None
    table = f"{{ord({name}): {piece} for {name} in dict.fromkeys({text})}}"
    return Rewrite((Swap(node, f"{text}.translate({table})"),))

from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Swap
from ..facts import Facts
from ..source import Decline
from ._guarded import is_kept
from ._key_filters import KeyFilter, key_filter
from ._key_parts import Parts, always_made, looked_up, parts_of, tested
from ._known_frames import frame_at
from ._only_read import consumed
from ._place import applied, place
from ._rule import Rewrite, rule

_CALLERS = flow.words("apply map transform agg")


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=14.0, hints=("==",))
def filter_in_function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Let a function that filters a frame by a key look the key's rows up where it is repeated.

    What it does:
        A function of the cell's with `df[df['k'] == value]`, maybe with further tests, that a loop,
        a comprehension or `apply` calls with one and the same frame, gets a second form that takes
        the rows of `value` from a dictionary made before. The function itself stays as it is.

    Why it is slow:
        Each call compares whole columns and copies the rows that match, so that the time grows
        with the number of calls times the number of rows.

    Before:
        def price_of(df, sku):
            return df[df['sku'] == sku]['price'].max()
        best = [price_of(goods, sku) for sku in wanted]

    After:
        def price_of(df, sku):
            return df[df['sku'] == sku]['price'].max()
        goods_by_sku = dict(list(goods.groupby('sku', sort=False)))
        no_goods = goods.iloc[:0]
        def price_of_by_sku(df, sku):
            return goods_by_sku.get(sku, no_goods)['price'].max()
        best = [price_of_by_sku(goods, sku) for sku in wanted]

    When not:
        The frame changes meanwhile or in the function, or isn't the same in each call; keys are
        neither whole numbers nor text; a part of the frame is kept or changed.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gains 3 to 20 times.
    """
    plain = not node.decorator_list and facts.definition(node.name) is node
    if not plain or flow.has(node, ast.Yield, ast.YieldFrom, ast.Global, ast.Nonlocal):
        return None
    filters = _filters(node, facts)
    if not filters:
        return None
    uses = _uses(node, filters[0].frame, facts)
    if not uses:
        return None
    first = uses[0]
    known = frame_at(first.frame, first.before, facts)
    parts = parts_of(filters[0], first.frame, known.columns if known else None, first.before, facts)
    name = facts.fresh(f"{node.name}_by_{'_'.join(filters[0].keys)}".lower())
    if not name.isidentifier():
        raise Decline("keys that make no name")
    copy = _copied(node, name, filters, parts, facts)
    lines = [Around(first.before, line) for line in (*parts.lines, copy)]
    return Rewrite((*lines, *(Swap(use.name, name) for use in uses)), parts.imports)


@dataclass(frozen=True)
class _Use:
    """Where the function is called, or given to `apply`, again and again."""

    name: ast.Name
    frame: ast.Name
    before: ast.stmt
    """The statement before which the parts can be made."""


def _filters(node: ast.FunctionDef, facts: Facts) -> list[KeyFilter]:
    """The filters of one frame by the same keys, which the function leaves as it is."""
    found: list[KeyFilter] = []
    names = set(flow.parameters(node))
    for part in ast.walk(node):
        if not isinstance(part, ast.Subscript):
            continue
        one = key_filter(part, facts)
        if one is None or facts.source.function(part) is not node:
            continue
        frame = one.frame.id
        if frame in facts.changed(node.body) or frame in flow.stores(node.body):
            continue
        if not flow.loads(list(one.values)) & (names | flow.stores(node.body)):
            continue
        key = (frame, one.keys, one.either)
        same = not found or key == (found[0].frame.id, found[0].keys, found[0].either)
        if same and (one.rest or consumed(part, facts, in_function=True)):
            found.append(one)
    return found


def _uses(node: ast.FunctionDef, frame: ast.Name, facts: Facts) -> list[_Use]:
    """The repeated uses of the function with one frame, which nothing changes in between."""
    spec = node.args
    if spec.vararg or spec.kwarg or spec.posonlyargs:
        return []
    if not all(isinstance(d, ast.Constant) for d in [*spec.defaults, *spec.kw_defaults] if d):
        return []
    given = [arg.arg for arg in [*spec.args, *spec.kwonlyargs]]
    at = given.index(frame.id) if frame.id in given else None
    names = [n for n in facts.source.all(ast.Name) if n.id == node.name]
    found: list[_Use] = []
    for name in sorted(names, key=lambda n: (n.lineno, n.col_offset)):
        if facts.source.inside(name, node) or is_kept(name, facts):
            continue
        use = _use(name, at, frame, facts)
        if use is None:
            continue
        if found and not _together(found[0], use, facts):
            break
        found.append(use)
    return found


def _use(name: ast.Name, at: int | None, frame: ast.Name, facts: Facts) -> _Use | None:
    call = facts.source.parents[name]
    if not isinstance(call, ast.Call):
        return None
    called = call.func is name
    if at is None:
        given: ast.expr = frame
    elif not called:
        return None
    else:
        given = call.args[at] if at < len(call.args) else _keyword(call, frame.id)
    if not isinstance(given, ast.Name) or any(isinstance(a, ast.Starred) for a in call.args):
        return None
    fixed = {given.id}
    before = place(name, fixed, facts) or applied(name, fixed, facts)
    if before is None and not called and _applies(call, name):
        before = facts.source.statement(name)
        before = None if fixed & facts.changed(before) else before
    if before is None or isinstance(before, ast.While):
        return None
    return _Use(name, given, before)


def _keyword(call: ast.Call, name: str) -> ast.expr:
    found = [k.value for k in call.keywords if k.arg == name]
    return found[0] if found else call


def _applies(call: ast.Call, name: ast.Name) -> bool:
    """True for `values.apply(f)` and `map(f, values)`."""
    function = call.func
    method = isinstance(function, ast.Attribute) and function.attr in _CALLERS
    builtin = isinstance(function, ast.Name) and function.id == "map"
    return bool(call.args) and call.args[0] is name and (method or builtin)


def _together(first: _Use, use: _Use, facts: Facts) -> bool:
    """True where a later use sees the same frame, in the same block."""
    if use.before is first.before:
        return use.frame.id == first.frame.id
    block = facts.source.block(first.before)
    if use.frame.id != first.frame.id or use.before not in block:
        return False
    between = block[block.index(first.before) : block.index(use.before)]
    return first.frame.id not in facts.changed(between)


def _copied(
    node: ast.FunctionDef, name: str, filters: list[KeyFilter], parts: Parts, facts: Facts
) -> str:
    """The text of the function that looks parts up."""
    swaps: dict[ast.expr, str] = {}
    ahead: dict[ast.stmt, str] = {}
    part = facts.fresh("part")
    for one in filters:
        look, stmt = looked_up(one, parts, facts), facts.source.statement(one.node)
        top = stmt in node.body and stmt not in ahead
        if one.rest and top and always_made(one.node, stmt, facts):
            ahead[stmt] = f"{part} = {look}"
            swaps[one.node] = tested(one, part, part, facts)
        else:
            swaps[one.node] = tested(one, part, f"({part} := {look})" if one.rest else look, facts)
    dropped = [one.named for one in filters if one.named is not None]
    if not all(stmt in node.body for stmt in dropped):
        raise Decline("a comparison that is named further in")
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    lines = []
    for stmt in (stmt for stmt in body if stmt not in dropped):
        text = facts.source.block_text(stmt, swaps)
        if text is None:
            raise Decline("text that can't be indented")
        lines += [ahead[stmt]] if stmt in ahead else []
        lines += text.splitlines()
    spec = ast.unparse(node.args)
    return "\n".join([f"def {name}({spec}):", *(f"    {line}" if line else "" for line in lines)])

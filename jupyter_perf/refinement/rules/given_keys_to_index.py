from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..writing import bracketed_tuple
from ._bodies import body_text, indented
from ._hot import is_compiled
from ._inner_loops import swaps, unread_after
from ._key_work import is_known
from ._rounds import is_pure
from ._rounds_run import is_reached, rounds_asked
from ._rule import Rewrite, rule


@rule(ast.For, safety=Safety.CHECK, gain=83.0, hints=("==", "!="))
def given_keys_to_index(node: ast.For, facts: Facts) -> Rewrite | None:
    """Group a list's elements once by a key that each round works out, with steps between.

    What it does:
        An inner loop that first takes its element apart (splits a line, reads a number, a row of a
        csv file) and then does something only where a part of it equals something, goes through
        the elements that a dict, made once before the outer loop, has for that. The steps and the
        test stay, and so does the order.

    Why it is slow:
        Each element is taken apart anew for every value that is asked for.

    Before:
        for city in cities:
            for line in lines:
                parts = line.split(";")
                if parts[0] == city:
                    sums[city] += int(parts[1])

    After:
        lines_by_key = {}
        if cities:
            for line in lines:
                parts = line.split(";")
                lines_by_key.setdefault(parts[0], []).append(line)
        for city in cities:
            for line in lines_by_key.get(city, ()):
                parts = line.split(";")
                if parts[0] == city:
                    sums[city] += int(parts[1])

    When not:
        Steps with effects, a list or anything that the steps read that the outer loop changes, an
        inner loop that isn't surely come to, or that ends early where a later element may not be
        such that it can be taken apart, anything done for other elements.

    Source:
        Hash joins: Graefe, "Query Evaluation Techniques for Large Databases", 1993.
    """
    outer = facts.source.parents[node]
    listed = isinstance(node.iter, ast.Name) and isinstance(outer, ast.For)
    if not listed or is_compiled(node, facts) or node.orelse or node not in outer.body:  # type: ignore[attr-defined]
        return None
    assert isinstance(node.iter, ast.Name)
    assert isinstance(outer, ast.For)
    steps = _steps(node, facts)
    asked = rounds_asked(outer, facts)
    if steps is None or asked is None or not is_reached(outer, node):
        return None
    if not shapes.within(shapes_of(node.iter, facts), "list", "tuple"):
        return None
    own = flow.stores([node.target]) | steps.given.keys()
    if (flow.loads([steps.key, *steps.stmts]) - own | {node.iter.id}) & facts.changed(outer):
        return None
    if not _hashed(steps, node, facts) or not unread_after(node, steps.given, facts):
        return None
    ends = flow.has(node, ast.Break, ast.Return)
    if flow.has(node, ast.Yield) or own & facts.mutated(node):
        return None
    if ends and not _never_fails(steps, facts):
        return None  # what comes behind the first that fits would be taken apart, too
    return _written(node, outer, steps, asked, facts)


@dataclass(frozen=True)
class _Steps:
    """What a round does before it asks whether `key` equals `wanted`."""

    stmts: list[ast.stmt]
    given: Mapping[str, ast.expr]
    key: ast.expr
    wanted: ast.expr


def _steps(node: ast.For, facts: Facts) -> _Steps | None:
    stmts: list[ast.stmt] = []
    given: dict[str, ast.expr] = {}
    for at, stmt in enumerate(node.body):
        if isinstance(stmt, ast.Assign) and _is_step(stmt, given, node, facts):
            stmts.append(stmt)
            given |= dict.fromkeys(flow.stores(stmt.targets), stmt.value)
            continue
        if not isinstance(stmt, ast.If) or stmt.orelse:
            return None
        goes_on = [type(one) for one in stmt.body] == [ast.Continue]
        if not goes_on and at + 1 < len(node.body):
            return None
        found = _asked(stmt.test, ast.NotEq if goes_on else ast.Eq, given, node, facts)
        return _Steps(stmts, given, *found) if found is not None else None
    return None


def _is_step(stmt: ast.Assign, given: Mapping[str, ast.expr], node: ast.For, facts: Facts) -> bool:
    target = stmt.targets[0]
    names = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    plain = len(stmt.targets) == 1 and all(isinstance(name, ast.Name) for name in names)
    new = not flow.stores([target]) & (flow.stores([node.target]) | given.keys())
    return plain and new and is_pure(stmt.value, facts)


def _asked(
    test: ast.expr,
    sign: type[ast.cmpop],
    given: Mapping[str, ast.expr],
    node: ast.For,
    facts: Facts,
) -> tuple[ast.expr, ast.expr] | None:
    """(key, what it must equal), where that is asked first."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) and sign is ast.Eq:
        test = test.values[0]
    if not isinstance(test, ast.Compare) or [type(op) for op in test.ops] != [sign]:
        return None
    own = flow.stores([node.target]) | given.keys()
    for key, wanted in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        if not flow.loads(key) & own or flow.loads(wanted) & (own | flow.stores(node)):
            continue
        # Without elements nobody would look at what they must equal.
        if is_known(wanted, facts) and is_pure(key, facts):
            return key, wanted
    return None


def _hashed(steps: _Steps, node: ast.For, facts: Facts) -> bool:
    if not shapes.hashable(shapes_of(steps.wanted, facts)):
        return False
    # What is plainly there is left to others, who need no round to be sure of it.
    if not steps.stmts and not _is_csv_field(steps.key, node, facts):
        return False
    return shapes.hashable(shapes_of(steps.key, facts)) or _is_csv_field(steps.key, node, facts)


_TEXT = flow.words("strip lstrip rstrip lower upper casefold title replace split rsplit")


def _never_fails(steps: _Steps, facts: Facts) -> bool:
    """True where every text can be taken apart so, as by `line.strip().split(";")[0]`."""
    plain = all(isinstance(stmt.targets[0], ast.Name) for stmt in steps.stmts)  # type: ignore[attr-defined]
    return plain and all(
        _is_there(part, steps.given, facts) for part in (*steps.given.values(), steps.key)
    )


def _is_there(node: ast.expr, given: Mapping[str, ast.expr], facts: Facts) -> bool:
    if isinstance(node, ast.Call):
        called = node.func
        if not isinstance(called, ast.Attribute) or called.attr not in _TEXT or node.keywords:
            return False
        # An empty separator can't be split by.
        constant = all(isinstance(argument, ast.Constant) for argument in node.args)
        constant = constant and all(argument.value for argument in node.args[:1])  # type: ignore[attr-defined]
        text = shapes.within(shapes_of(called.value, facts), "str")
        return constant and text and _is_there(called.value, given, facts)
    if isinstance(node, ast.Subscript):
        made = given.get(node.value.id) if isinstance(node.value, ast.Name) else node.value
        if isinstance(node.slice, ast.Slice):
            plain = not node.slice.step and shapes.within(shapes_of(node.value, facts), "str")
            ends = [end for end in (node.slice.lower, node.slice.upper) if end is not None]
            return plain and all(isinstance(end, ast.Constant) for end in ends)
        # By a separator at least one part comes out; by blanks there may be none.
        split = isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute)
        split = split and made.func.attr in ("split", "rsplit") and bool(made.args)  # type: ignore[union-attr]
        first = ast.unparse(node.slice) in ("0", "-1")
        return bool(split) and first and _is_there(made, given, facts)  # type: ignore[arg-type]
    return isinstance(node, ast.Name)


def _is_csv_field(key: ast.expr, node: ast.For, facts: Facts) -> bool:
    """True for a field, of a name or number, of a row that `csv` has read: a text, or None."""
    part = key.value if isinstance(key, ast.Subscript) else None
    if not isinstance(part, ast.Name) or not isinstance(node.target, ast.Name):
        return False
    if part.id != node.target.id or not isinstance(key.slice, ast.Constant):  # type: ignore[attr-defined]
        return False
    label, rows = key.slice.value, node.iter  # type: ignore[attr-defined]
    assert isinstance(rows, ast.Name)
    made = 0
    for binder in facts.binders(rows.id, facts.scope(rows.id, rows)):
        stmt = facts.source.parents.get(binder)
        value = stmt.value if isinstance(stmt, ast.Assign) else None
        if isinstance(value, ast.List) and not value.elts:
            continue
        reader = value.args[0] if isinstance(value, ast.Call) and value.args else None
        if not isinstance(reader, ast.Call) or ast.unparse(value.func) != "list":  # type: ignore[union-attr]
            return False
        full = facts.full_name(reader.func)
        wanted = {"csv.reader": int, "csv.DictReader": str}.get(full or "")
        plain = len(reader.args) == 1 and all(k.arg == "delimiter" for k in reader.keywords)
        if type(label) is not wanted or not plain:
            return False
        made += 1
    return made > 0


def _written(
    node: ast.For, outer: ast.For, steps: _Steps, asked: str, facts: Facts
) -> Rewrite | None:
    assert isinstance(node.iter, ast.Name)
    name = facts.fresh(f"{node.iter.id}_by_key")
    own = flow.stores([node.target]) | steps.given.keys()
    stays = facts.source.function(node) is not None
    renamed = {} if stays else {one: facts.fresh(f"{one}_match") for one in sorted(own)}

    def written(part: ast.stmt | ast.expr) -> str:
        uses: dict[ast.expr, str] = {
            n: renamed[n.id] for n in ast.walk(part) if isinstance(n, ast.Name) and n.id in renamed
        }
        if isinstance(part, ast.stmt):
            return body_text([part], facts.source, uses).rstrip()
        return facts.source.render(part, uses)

    target = written(node.target)
    item = bracketed_tuple(target) if isinstance(node.target, ast.Tuple) else target
    lines = [written(stmt) for stmt in steps.stmts]
    lines.append(f"{name}.setdefault({written(steps.key)}, []).append({item})")
    filled = f"for {target} in {node.iter.id}:\n{indented(chr(10).join(lines))}"
    if asked:
        filled = f"if {asked}:\n{indented(filled)}"
    got = f"{name}.get({facts.source.segment(steps.wanted)}, ())"
    changes: list[Change] = [Around(outer, f"{name} = {{}}\n{filled}"), Swap(node.iter, got)]
    return Rewrite((*changes, *swaps(node, renamed)))

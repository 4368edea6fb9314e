from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..call_sites import argument_of
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import elements_of
from ..source import COMPREHENSIONS
from ._bodies import indented
from ._hot import is_hot
from ._inner_loops import Inner, inner_loops
from ._rule import Rewrite, rule
from ._sorted_views import looks
from ._steady_keys import is_own
from .nested_loop_to_index import asked_keys

_ODD = frozenset({"vars", "setattr", "getattr", "delattr", "asdict", "deepcopy", "dir"})
_CHANGERS = frozenset({"update", "pop", "popitem", "clear", "setdefault"})


@rule(
    ast.FunctionDef,
    safety=Safety.CHECK,
    gain=81.0,
    hints=("self.",),
    kinds=("function", "program"),
)
def search_in_method(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Let an object that is asked for elements by a key keep a dict of them.

    What it does:
        A method that goes through a list of its object for the elements with a key, and that a
        loop calls, goes through the elements of that key alone, by a dict that is made where the
        object gets its list. The test stays, and so does the order: the first that fits is still
        the first.

    Why it is slow:
        Each call compares the key with those of all elements.

    Before:
        class Customers:
            def __init__(self, rows):
                self.rows = rows
            def find(self, number):
                for row in self.rows:
                    if row["id"] == number:
                        return row
                return None

        found = [customers.find(number) for number in numbers]

    After:
        class Customers:
            def __init__(self, rows):
                self.rows = rows
                self.rows_by_key = {}
                for row in self.rows:
                    self.rows_by_key.setdefault(row["id"], []).append(row)
            def find(self, number):
                for row in self.rows_by_key.get(number, ()):
                    if row["id"] == number:
                        return row
                return None

        found = [customers.find(number) for number in numbers]

    When not:
        A list, or a key in it, that may change; keys that can't be hashed or may be missing; an
        object that is handed on, or whose attributes are looked at otherwise; a class with bases.

    Source:
        Hash joins: Graefe, "Query Evaluation Techniques for Large Databases", 1993.
    """
    owner = facts.source.parents[node]
    if not isinstance(owner, ast.ClassDef) or node.decorator_list or not _is_called(node, facts):
        return None
    for part in ast.walk(node):
        if not isinstance(part, (ast.For, *COMPREHENSIONS)) or facts.source.loops(part):
            continue
        if facts.source.function(part) is not node:
            continue
        for inner in inner_loops(part, facts, called=True):  # type: ignore[arg-type]
            found = _indexed(node, owner, inner, facts)
            if found is not None:
                return found
    return None


def _is_called(method: ast.FunctionDef, facts: Facts) -> bool:
    """True where a loop calls the method."""
    uses = [use for use in facts.source.all(ast.Attribute) if use.attr == method.name]
    return any(is_hot(use, facts) and not facts.source.inside(use, method) for use in uses)


def _indexed(
    method: ast.FunctionDef, owner: ast.ClassDef, inner: Inner, facts: Facts
) -> Rewrite | None:
    items = inner.iterated
    itself = flow.parameters(method)[:1]
    if not isinstance(items, ast.Attribute) or not isinstance(items.value, ast.Name):
        return None
    if [items.value.id] != itself or inner.given or not isinstance(inner.target, ast.Name):
        return None
    made = _made(items.attr, owner, facts)
    if made is None or not _keeps_to_itself(owner, facts):
        return None
    init = facts.source.function(made)
    if not isinstance(init, ast.FunctionDef) or inner.target.id in flow.local_names(init):
        return None
    for key, wanted in asked_keys(inner, facts):
        if flow.loads(key) - inner.own or not _is_there(key, items, owner, facts):
            continue
        if _is_set(key, facts):
            continue
        name = _fresh(f"{items.attr}_by_key", facts)
        own, row, me = flow.parameters(init)[0], inner.target.id, itself[0]
        text = (
            f"{own}.{name} = {{}}\nfor {row} in {own}.{items.attr}:\n"
            f"    {own}.{name}.setdefault({facts.source.segment(key)}, []).append({row})"
        )
        found = f"{me}.{name}.get({wanted}, ())"
        if facts.kind == "function" and not _is_field(key, items, facts):
            # Records of various fields: one may lack this one, and only a search tells if it does.
            text = (
                f"try:\n{indented(text)}\nexcept (LookupError, TypeError):\n    {own}.{name} = None"
            )
            found = f"({me}.{items.attr} if {me}.{name} is None else {found})"
        return Rewrite((Around(made, after=text), Swap(items, found)))
    return None


def _is_set(key: ast.expr, facts: Facts) -> bool:
    """True where the source may give a record another key."""
    label = ast.dump(key.slice) if isinstance(key, ast.Subscript) else ""
    for part in ast.walk(facts.source.tree):
        if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load):
            other = isinstance(part.slice, ast.Constant) and ast.dump(part.slice) != label
            if not other and not is_own(part.value, facts):
                return True
        if isinstance(part, ast.Call) and getattr(part.func, "attr", "") in _CHANGERS:
            return True
    return False


def _fresh(name: str, facts: Facts) -> str:
    used = {part.attr for part in facts.source.all(ast.Attribute)}
    found, number = name, 2
    while found in used:
        found, number = f"{name}_{number}", number + 1
    return found


def _made(name: str, owner: ast.ClassDef, facts: Facts) -> ast.Assign | None:
    """`self.name = rows` in `__init__`, where nothing else is done to the list than to look."""
    found: list[ast.Assign] = []
    for use in facts.source.all(ast.Attribute):
        if use.attr != name:
            continue
        parent = facts.source.parents[use]
        if isinstance(use.ctx, ast.Load):
            looped = isinstance(parent, ast.For | ast.comprehension) and parent.iter is use
            counted = isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"
            read = isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Load)
            if not (looped or counted or read):
                return None
        elif isinstance(parent, ast.Assign) and len(parent.targets) == 1:
            found.append(parent)
        else:
            return None
    if len(found) != 1:
        return None
    init, value = facts.source.function(found[0]), found[0].value
    if not isinstance(init, ast.FunctionDef) or init.name != "__init__":
        return None
    fits = found[0] in init.body and facts.source.parents[init] is owner
    return found[0] if fits and _stays(value, init, owner, facts) else None


def _stays(value: ast.expr, init: ast.FunctionDef, owner: ast.ClassDef, facts: Facts) -> bool:
    """True for a parameter that is given lists that nothing changes meanwhile."""
    if not isinstance(value, ast.Name) or value.id not in flow.parameters(init):
        return False
    if value.id in facts.mutated(init):
        return False
    for call in _calls(owner, facts):
        given = argument_of(call, init, value.id, 1)
        if not isinstance(given, ast.Name):
            return False
        scope = facts.scope(given.id, given)
        if facts.aliases_of(given.id) != {given.id} or len(facts.binders(given.id, scope)) > 1:
            return False
        uses = [use for use in facts.source.all(ast.Name) if use.id == given.id]
        if not all(_looks_only(use, given, scope, facts) for use in uses):
            return False
    return True


def _looks_only(use: ast.Name, given: ast.Name, scope: ast.AST, facts: Facts) -> bool:
    """True for the use that is given to the class, one that only looks, and another variable's."""
    if use is given or facts.scope(use.id, use) is not scope:
        return True
    return isinstance(use.ctx, ast.Store) or looks(use, facts)


def _calls(owner: ast.ClassDef, facts: Facts) -> list[ast.Call]:
    uses = [n for n in facts.source.all(ast.Name) if n.id == owner.name]
    calls = [facts.source.parents[use] for use in uses]
    return [call for call in calls if isinstance(call, ast.Call)]


def _keeps_to_itself(owner: ast.ClassDef, facts: Facts) -> bool:
    """True for a plain class whose objects are only asked for attributes, under one name each."""
    if owner.bases or owner.keywords or owner.decorator_list:
        return False
    if flow.loads(facts.source.tree) & _ODD or "__dict__" in facts.source.text:
        return False
    special = [part.name for part in owner.body if isinstance(part, ast.FunctionDef)]
    if any(name.startswith("__") and name != "__init__" for name in special):
        return False
    uses = [n for n in facts.source.all(ast.Name) if n.id == owner.name]
    calls = _calls(owner, facts)
    if not calls or len(calls) != len(uses):
        return False
    for call in calls:
        stmt = facts.source.parents[call]
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else None
        if not isinstance(target, ast.Name) or not _only_asked(target, facts):
            return False
    return True


def _only_asked(target: ast.Name, facts: Facts) -> bool:
    scope = facts.scope(target.id, target)
    for use in facts.source.all(ast.Name):
        if use.id == target.id and facts.scope(use.id, use) is scope and use is not target:
            parent = facts.source.parents[use]
            if not (isinstance(parent, ast.Attribute) and isinstance(parent.ctx, ast.Load)):
                return False
    return True


def _is_there(key: ast.expr, items: ast.expr, owner: ast.ClassDef, facts: Facts) -> bool:
    """True where all elements have the key."""
    if not isinstance(key, ast.Subscript) or not isinstance(key.slice, ast.Constant):
        return False
    if not shapes.hashable(shapes.part(elements_of(items, facts), key.slice.value)):
        return False
    return _is_field(key, items, facts) or _all_have(key.slice.value, owner, facts)


def _is_field(key: ast.expr, items: ast.expr, facts: Facts) -> bool:
    """True for a field of records that all have the same ones."""
    held = elements_of(items, facts)
    part = key.slice if isinstance(key, ast.Subscript) else None
    label = part.value if isinstance(part, ast.Constant) else None
    return bool(held) and all(label in dict(shape.parts) for shape in held or ())


def _all_have(label: object, owner: ast.ClassDef, facts: Facts) -> bool:
    """True for records of whatever fields, all of which are known to have this one."""
    for call in _calls(owner, facts):
        for given in call.args:
            known = facts.samples(given)
            if not known and not _is_displayed(given, label, facts):
                return False
            rows = [row for value in known if type(value) is list for row in value]
            if not all(type(row) is dict and label in row for row in rows):
                return False
    return True


def _is_displayed(given: ast.expr, label: object, facts: Facts) -> bool:
    """True for a name of `[{"id": …} for …]`."""
    made = facts.assigned(given) if isinstance(given, ast.Name) else None
    if not isinstance(made, ast.ListComp) or not isinstance(made.elt, ast.Dict):
        return False
    return any(isinstance(key, ast.Constant) and key.value == label for key in made.elt.keys)

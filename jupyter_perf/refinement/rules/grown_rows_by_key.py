from __future__ import annotations

import ast

from ...core.code import Safety
from ..callees import reads
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Loop
from ._grown_searches import Key, Search, is_key, searches_in, written
from ._inner_loops import new_names, swaps
from ._place import is_empty_list, start
from ._reach import mutated
from ._rows_apart import is_apart
from ._rule import Rewrite, rule
from .grown_list_to_set import appended, is_cheap


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=69.0, hints=(".append(",))
def grown_rows_by_key(node: Loop, facts: Facts) -> Rewrite | None:
    """Search a growing list among the rows with the right keys alone.

    What it does:
        Where a loop goes through a list of its own for rows whose fields equal something, and
        appends rows to that list, a dict from these fields to the rows that have them is kept
        beside it, and the search goes through the rows that it gives. Whatever the search does
        with a row stays, and so do its `break` and `else`.

    Why it is slow:
        Each search goes through all rows, and the list gets longer.

    Before:
        groups = []
        for p in people:
            for g in groups:
                if g["name"] == p["name"] and g["city"] == p["city"]:
                    g["count"] += 1
                    break
            else:
                groups.append({"name": p["name"], "city": p["city"], "count": 1})

    After:
        groups = []
        groups_by_key = {}
        for p in people:
            for g in groups_by_key.get((p["name"], p["city"]), ()):
                if g["name"] == p["name"] and g["city"] == p["city"]:
                    g["count"] += 1
                    break
            else:
                groups.append({"name": p["name"], "city": p["city"], "count": 1})
                groups_by_key.setdefault((groups[-1]["name"], groups[-1]["city"]), []).append(
                    groups[-1]
                )

    When not:
        Fields that can't be hashed or may be NaN, fields that the loop sets, rows that are handed
        on, another name for the list, anything else that the loop does to it, work for rows that
        don't match, a search that appends.

    Source:
        The Python wiki, "TimeComplexity".
    """
    every: dict[str, list[Search]] = {}
    for search in searches_in(node, facts):
        every.setdefault(search.rows, []).append(search)
    for name, searches in every.items():
        begun, keys = start(name, node, facts), searches[0].keys
        if begun is None or not is_empty_list(begun, facts):
            continue
        if any((s.keys, s.places) != (keys, searches[0].places) for s in searches):
            continue
        adds = _adds(name, searches, node, facts)
        if not adds or not _are_keys(searches, adds, facts):
            continue
        if _stays_alone(name, node, facts) and _stay(searches, adds, node, facts):
            return Rewrite(tuple(_changes(name, searches, adds, node, facts)))
    return None


def _adds(
    name: str, searches: list[Search], loop: Loop, facts: Facts
) -> dict[ast.stmt, ast.expr] | None:
    """Statement → the row that it appends, where else the loop only searches the list."""
    found: dict[ast.stmt, ast.expr] = {}
    searched = {use for search in searches for use in search.uses}
    for use in ast.walk(loop):
        if not (isinstance(use, ast.Name) and use.id == name) or use in searched:
            continue
        stmt, row = appended(use, facts)
        if row is not None:
            found[stmt] = row
        elif ast.unparse(facts.source.parents[use]) != f"len({name})":
            return None
    within = any(
        facts.source.inside(stmt, search.loop.body[0]) for stmt in found for search in searches
    )
    here = all(facts.source.function(stmt) is facts.source.function(loop) for stmt in found)
    return found if here and not within and facts.is_builtin("len", at=loop) else None


def _are_keys(searches: list[Search], adds: dict[ast.stmt, ast.expr], facts: Facts) -> bool:
    """True where all rows' keys can be hashed, and equal themselves."""
    if all(is_key(side, facts) for search in searches for side in search.sides):
        return True
    fields = [field_of(key, row) for row in adds.values() for key in searches[0].keys]
    return all(field is not None and is_key(field, facts) for field in fields)


def _stays_alone(name: str, loop: Loop, facts: Facts) -> bool:
    return facts.aliases_of(name) == {name} and not reads([loop], name, facts)


def _stay(searches: list[Search], adds: dict[ast.stmt, ast.expr], loop: Loop, facts: Facts) -> bool:
    """True where the loop sets no key of a row, and hands no row on."""
    targets = [s.loop.target for s in searches if not s.places]
    rows = {target.id for target in targets if isinstance(target, ast.Name)}
    rows |= {row.id for row in adds.values() if isinstance(row, ast.Name)}
    keys = set(searches[0].keys)
    for use in ast.walk(loop):
        read = isinstance(use, ast.Name) and use.id in rows and isinstance(use.ctx, ast.Load)
        if read and use not in adds.values() and not _is_part(use, keys, facts):
            return False
    parts = [facts.source.parents[use] for s in searches for use in s.uses if s.places]
    if not all(_is_part(part, keys, facts) for part in parts if isinstance(part, ast.Subscript)):
        return False
    own = rows | {searches[0].rows}
    return all(is_apart(name, loop, facts) for name in mutated([loop], facts) - own)


def _is_part(use: ast.AST, keys: set[Key], facts: Facts) -> bool:
    """True for `row["n"]` and `row.n`, if it isn't a key that is set, nor a method."""
    part = facts.source.parents[use]
    if isinstance(part, ast.Attribute):
        called = facts.source.parents[part]
        method = isinstance(called, ast.Call) and called.func is part
        return not method and (isinstance(part.ctx, ast.Load) or (".", part.attr) not in keys)
    if not (isinstance(part, ast.Subscript) and part.value is use):
        return False
    if not isinstance(part.slice, ast.Constant):
        return False
    return isinstance(part.ctx, ast.Load) or ("[]", part.slice.value) not in keys


def _changes(
    name: str,
    searches: list[Search],
    adds: dict[ast.stmt, ast.expr],
    node: Loop,
    facts: Facts,
) -> list[Change]:
    index = facts.fresh(f"{name}_by_key")
    changes: list[Change] = [Around(node, before=f"{index} = {{}}")]
    for stmt, row in adds.items():
        item = row.id if isinstance(row, ast.Name) else f"{name}[-1]"
        key = _together([field_text(key, row, item, facts) for key in searches[0].keys])
        held = f"len({name}) - 1" if searches[0].places else item
        changes.append(Around(stmt, after=f"{index}.setdefault({key}, []).append({held})"))
    for search in searches:
        wanted = _together([facts.source.segment(one) for one in search.wanted])
        changes.append(Swap(search.loop.iter, f"{index}.get({wanted}, ())"))
        changes += swaps(search.loop, new_names(search.inner, facts))
    return changes


def field_text(key: Key, row: ast.expr, item: str, facts: Facts) -> str:
    """The text of a row's key: as it is written out there, where that is short."""
    found = field_of(key, row)
    short = found is not None and is_cheap(found) and not isinstance(found, ast.List)
    return facts.source.segment(found) if found is not None and short else written(key, item)


def field_of(key: Key, row: ast.expr) -> ast.expr | None:
    """The expression of a row's key, where the row is written out."""
    if isinstance(row, ast.Tuple | ast.List) and isinstance(key[1], int):
        plain = not any(isinstance(part, ast.Starred) for part in row.elts)
        return row.elts[key[1]] if plain and key[1] < len(row.elts) else None
    if isinstance(row, ast.Dict):
        names = [part.value if isinstance(part, ast.Constant) else None for part in row.keys]
        found = [value for name, value in zip(names, row.values, strict=True) if name == key[1]]
        return found[0] if None not in names and len(found) == 1 else None
    return None


def _together(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"

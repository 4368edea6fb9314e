from __future__ import annotations

import ast
import textwrap

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around
from ..facts import Facts
from ..shaping import shapes_of
from ._alike import Found, which_match
from ._bodies import instead_of
from ._group_keys import SURE_FUNCTIONS, key_of, text_of_key
from ._leftovers import read_elsewhere
from ._place import is_empty_list, start
from ._rule import Rewrite, rule

_FLAGGED = """
v_done = {no}
for v_g in v_out:
    if E_test:
        v_g.append(v_x)
        v_done = {yes}
        break
if {not_done}:
    v_out.append([v_x])
"""
_FORMS = (
    """
for v_g in v_out:
    if E_test:
        v_g.append(v_x)
        break
else:
    v_out.append([v_x])
""",
    _FLAGGED.format(no="False", yes="True", not_done="not v_done"),
    _FLAGGED.format(no="False", yes="True", not_done="v_done == False"),
    _FLAGGED.format(no="True", yes="False", not_done="v_done"),
)


@rule(ast.For, safety=Safety.CHECK, gain=30.0, hints=(".append(",))
def groups_to_dict(node: ast.For, facts: Facts) -> Rewrite | None:
    """Find the group of an element by its key instead of asking one group after another.

    What it does:
        A loop that looks for the list whose first element has the same key as this one (letters
        in order, lower case, length), appends to it, or starts a new list, keeps the lists in a
        dictionary by key too.

    Why it is slow:
        Each element is compared with all groups so far, and both keys are worked out each time.

    Before:
        for word in words:
            for group in groups:
                if sorted(group[0]) == sorted(word):
                    group.append(word)
                    break
            else:
                groups.append([word])

    After:
        groups_by_key = {}
        for word in words:
            key = tuple(sorted(word))
            if key in groups_by_key:
                groups_by_key[key].append(word)
            else:
                groups_by_key[key] = [word]
                groups.append(groups_by_key[key])

    When not:
        Groups that aren't new lists of the loop's own, keys of other steps than those that never
        fail, elements that aren't all strings or all whole numbers.

    Source:
        The Python documentation of `collections.defaultdict`; measured: 40 times with 300 groups.
    """
    block = facts.source.block(node)
    at_node = block.index(node)
    for at, form in enumerate(_FORMS):
        first, last = (at_node, at_node + 1) if at == 0 else (max(0, at_node - 1), at_node + 2)
        stmts = block[first:last]
        found = which_match(stmts, [form])[1]
        if found:
            return _rewritten(node, stmts, found, facts)
    return None


def _rewritten(node: ast.For, stmts: list[ast.stmt], found: Found, facts: Facts) -> Rewrite | None:
    out, group, one = (ast.unparse(found[key]) for key in ("v_out", "v_g", "v_x"))
    outer = facts.source.parents[node]
    if not isinstance(outer, ast.For) or node not in outer.body or not _own(out, outer, facts):
        return None
    if facts.source.function(node) is None and facts.kind != "program":
        return None
    if not facts.is_builtin(*SURE_FUNCTIONS, at=node):
        return None
    if any(read_elsewhere(name, stmts, facts) for name in flow.stores(stmts)):
        return None
    if out in facts.changed([stmt for stmt in outer.body if stmt not in stmts]):
        return None
    key = key_of(found["E_test"], group, one, facts)
    use = next(n for n in flow.walk(stmts) if isinstance(n, ast.Name) and n.id == one)
    held = shapes_of(use, facts)
    if key is None or not (shapes.within(held, "str") or shapes.within(held, "int")):
        return None
    text = text_of_key(key, shapes.within(held, "str"))
    if text is None:
        return None
    by, name = facts.fresh(f"{out}_by_key"), facts.fresh("key")
    code = f"""
        {name} = {text}
        if {name} in {by}:
            {by}[{name}].append({one})
        else:
            {by}[{name}] = [{one}]
            {out}.append({by}[{name}])
    """
    new = textwrap.dedent(code).strip()
    return Rewrite((Around(outer, before=f"{by} = {{}}"), *instead_of(stmts, new)))


def _own(name: str, outer: ast.For, facts: Facts) -> bool:
    """True for a list that is empty before the loop, and in it only searched and appended to."""
    made = start(name, outer, facts)
    if made is None or not is_empty_list(made, facts) or facts.aliases_of(name) != {name}:
        return False
    uses = [n for n in ast.walk(outer) if isinstance(n, ast.Name) and n.id == name]
    return len(uses) == 2

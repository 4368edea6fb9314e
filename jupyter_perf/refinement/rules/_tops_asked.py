"""Calls that put the first rows of all groups together: by `concat`, or by `apply`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from ..facts import Facts
from ..syntax import is_name, text_of
from ._group_reader import function_of
from ._group_tops import Chain, chain
from ._groups import Grouped
from ._grown_frames import CONCAT
from ._rows import quote_of

_NUMBERS = frozenset({"int", "float"})
_KEYS = frozenset({"int", "str"})


@dataclass(frozen=True)
class Tops:
    """The first rows of each group of `groups`; `after` is what becomes of them together."""

    groups: Grouped
    top: Chain
    after: str
    tests: Sequence[str]
    """What must be so of the data."""


def of_concat(node: ast.Call, facts: Facts) -> Tops | None:
    """`pd.concat([g.head(3) for _, g in df.groupby('shop')])`."""
    if facts.full_name(node.func) not in CONCAT or len(node.args) != 1:
        return None
    options = [ast.unparse(option) for option in node.keywords]
    comp = node.args[0]
    if options not in ([], ["ignore_index=True"]) or not isinstance(comp, ast.ListComp):
        return None
    clause = comp.generators[0]
    if len(comp.generators) != 1 or clause.ifs or not isinstance(clause.target, ast.Tuple):
        return None
    names = clause.target.elts
    if len(names) != 2 or not isinstance(names[1], ast.Name):
        return None
    groups = _groups(clause.iter, facts)
    top = _top(comp.elt, names[1].id, groups) if groups is not None else None
    if groups is None or top is None:
        return None
    return Tops(groups, top, ".reset_index(drop=True)" if options else "", ())


def of_apply(node: ast.Call, facts: Facts) -> Tops | None:
    """`df.groupby('shop').apply(lambda g: g.head(3))`."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr == "apply" and len(node.args) == 1):
        return None
    if [ast.unparse(k) for k in node.keywords] not in ([], ["include_groups=False"]):
        return None
    call = called.value
    if not isinstance(call, ast.Call) or not _without_keys():
        return None
    labelled = [ast.unparse(k) for k in call.keywords]
    if labelled not in ([], ["group_keys=False"], ["group_keys=True"]):
        return None
    groups = _groups(call, facts)
    if groups is None:
        return None
    top = _top(_body(*function_of(node.args[0], facts)), _GROUP, groups)
    if top is None:
        return None
    key = groups.label(groups.keys[0])
    if labelled == ["group_keys=False"]:
        # Where each group keeps all of its rows, pandas puts them back in the frame's order.
        tests = [f"{groups.whole(groups.keys[0])}.value_counts().max() > {top.count}"]
        return Tops(groups, top, f".drop(columns={key})", tests)
    after = f".set_index({key}, append=True).swaplevel()"
    return Tops(groups, top, after, [f"{groups.frame.id}.index.nlevels == 1"])


_GROUP = "one_group"


def _body(parameter: str, body: ast.expr) -> ast.expr:
    """What a function returns, with the group by one name."""

    class Renamed(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.Name:
            return ast.Name(_GROUP, node.ctx) if node.id == parameter else node

    return Renamed().visit(ast.parse(ast.unparse(body), mode="eval").body)  # type: ignore[no-any-return]


def _without_keys() -> bool:
    """True since `apply` hands groups over without their key."""
    import pandas

    return int(pandas.__version__.partition(".")[0]) >= 3


def _groups(node: ast.expr, facts: Facts) -> Grouped | None:
    """Groups by one column of whole numbers or texts, sorted by it."""
    if not isinstance(node, ast.Call) or any(k.arg != "group_keys" for k in node.keywords):
        return None
    called, quote = node.func, quote_of(facts)
    key = text_of(node.args[0]) if len(node.args) == 1 else None
    if not (isinstance(called, ast.Attribute) and called.attr == "groupby") or key is None:
        return None
    frame = called.value
    known = facts.frame(frame, facts.source.statement(node))
    if known is None or not isinstance(frame, ast.Name) or known.columns.get(key) not in _KEYS:
        return None
    if any(quote in name or "\\" in name for name in known.columns):
        return None
    text = f"{frame.id}.groupby({quote}{key}{quote})"
    return Grouped(text, frame, known, (key,), None, quote)


def _top(node: ast.expr, name: str, groups: Grouped) -> Chain | None:
    found = chain(node, lambda part: Chain() if is_name(part, name) else None)
    if found is None or found.count is None:
        return None
    sorts = found.by is None or groups.facts_of.columns.get(found.by) in _NUMBERS
    return found if sorts and found.by not in groups.keys else None

from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, Loop
from ._long_work import takes_long
from ._place import library
from ._rule import Rewrite, rule
from ._used_on_the_spot import only_looked_at


@rule(ast.Call, safety=Safety.CHECK, gain=5.0, hints=(".split(", ".lower(", "set(", "sorted("))
def texts_split_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Split each text once where loops in loops meet the same texts again.

    What it does:
        In an inner loop over texts, `text.split()`, `set(text.lower().split())`,
        `" ".join(text.split())` and the like go through `functools.cache`, made anew before the
        outer loop. Words that stay the same in the inner loop are taken out of it first, by
        another rule.

    Why it is slow:
        Each of the texts is split again in every round of the outer loop.

    Before:
        for query in queries:
            for doc in docs:
                if query in doc.lower().split():
                    hits += 1

    After:
        from functools import cache
        split_of = cache(lambda text: text.lower().split())
        for query in queries:
            for doc in docs:
                if query in split_of(doc):
                    hits += 1

    When not:
        What isn't known to be text; a result that is kept and could be changed; a single loop.

    Source:
        The Python documentation of `functools.cache`; measured: 3 to 20 times.
    """
    if not takes_long(_joined(node) or node, facts) or not _is_silent(node, facts):
        return None
    text = _text_in(node, facts)
    if text is None or _is_part(node, facts):
        return None
    fixed = shapes.within(shapes_of(node, facts), "str")
    if not fixed and not only_looked_at(node, facts):
        return None
    outer = _outer_loop(node, text, facts)
    if outer is None or (not fixed and _several_kept(node, facts)):
        return None
    parameter = facts.fresh("text")
    made = facts.source.render(node, {text: parameter})
    name = facts.fresh(f"{_verb(node)}_of")
    cache, lines = library("functools.cache", facts)
    before = f"{name} = {cache}(lambda {parameter}: {made})"
    new = f"{name}({facts.source.segment(text)})"
    return Rewrite((Around(outer, before), Swap(node, new)), lines)


def _is_silent(node: ast.expr, facts: Facts) -> bool:
    """True where nothing but taking the text itself may fail."""
    text = _text_in(node, facts)
    if text is None:
        return False
    while node is not text:
        if not isinstance(node, ast.Call):
            return False
        if isinstance(node.func, ast.Attribute):
            joined = _joined(node)
            if joined is None and not _is_silent_method(node):
                return False
            node = joined or node.func.value
        elif node.func.id in ("set", "sorted", "list", "tuple") and len(node.args) == 1:  # type: ignore[attr-defined]
            if not facts.is_builtin(node.func.id, at=node):  # type: ignore[attr-defined]
                return False
            node = node.args[0]
        else:
            return False
    return True


def _joined(node: ast.Call) -> ast.Call | None:
    """The words that `" ".join(text.split())` puts together, or None for another call."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr == "join" and len(node.args) == 1):
        return None
    between = called.value.value if isinstance(called.value, ast.Constant) else None
    words = node.args[0]
    inner = words.func if isinstance(words, ast.Call) else None
    split = isinstance(inner, ast.Attribute) and inner.attr == "split"
    sorting = isinstance(inner, ast.Name) and inner.id == "sorted"
    found = isinstance(between, str) and (split or sorting)
    return words if found and isinstance(words, ast.Call) else None


def _is_silent_method(node: ast.Call) -> bool:
    """True for a method of texts that is given constants alone."""
    assert isinstance(node.func, ast.Attribute)
    quiet = node.func.attr in ("lower", "upper", "split", "strip", "casefold", "splitlines")
    fixed = all(isinstance(a, ast.Constant) and a.value for a in node.args)
    if node.func.attr == "replace" and len(node.args) == 2 and not node.keywords:
        return all(isinstance(a, ast.Constant) and type(a.value) is str for a in node.args)
    return quiet and fixed and len(node.args) < 2 and not node.keywords


def _text_in(node: ast.expr, facts: Facts) -> ast.expr | None:
    """The text at the bottom of a chain of calls: a name or an element."""
    while isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            node = _joined(node) or node.func.value
        elif node.args:
            node = node.args[0]
        else:
            return None
    plain = isinstance(node, ast.Name | ast.Subscript)
    return node if plain and shapes.within(shapes_of(node, facts), "str") else None


def _is_part(node: ast.Call, facts: Facts) -> bool:
    """True for a link of a longer chain, which is taken as a whole."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        return isinstance(call, ast.Call) and _is_silent(call, facts)
    if not (isinstance(parent, ast.Call) and node in parent.args):
        return False
    return _is_silent(parent, facts)


def _outer_loop(node: ast.expr, text: ast.expr, facts: Facts) -> Loop | None:
    """The outermost loop, where one inside of it (a comprehension too) goes through the texts."""
    loops = facts.source.loops(node)
    names = flow.loads(text)
    around = [p for p in facts.source.ancestors(node) if isinstance(p, COMPREHENSIONS)]
    own = any(names & flow.stores([g.target]) for p in around for g in p.generators)
    if loops and own:
        return loops[-1]
    if len(loops) < 2:
        return None
    inner = loops[0]
    if not (isinstance(inner, ast.For) and names & flow.stores([inner.target])):
        return None
    outer = [loop for loop in loops[1:] if isinstance(loop, ast.For)]
    return loops[-1] if outer and not names & flow.stores([outer[-1].target]) else None


def _several_kept(node: ast.expr, facts: Facts) -> bool:
    """True where two results get names, which might then turn out to be one and the same object."""
    if not isinstance(facts.source.parents[node], ast.Assign):
        return False
    made = [part.value for part in flow.walk(facts.source.loops(node)[0].body)
            if isinstance(part, ast.Assign) and isinstance(part.value, ast.Call)]  # fmt: skip
    return sum(_text_in(value, facts) is not None for value in made) > 1


def _verb(node: ast.Call) -> str:
    """`split` for `set(text.lower().split())`."""
    link: ast.expr = node
    while isinstance(link, ast.Call):
        if isinstance(link.func, ast.Attribute):
            return link.func.attr
        link = link.args[0]
    return "parts"

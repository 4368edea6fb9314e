from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ._bodies import body_text, indented, instead_of
from ._repeats import cost, is_text_work, repeat, texts_of
from ._rule import Rewrite, rule

LEAST_COST = 3
"""So many calls must be saved; remembering costs about two."""


@rule(ast.For, safety=Safety.CHECK, gain=5.0, hints=("for ",))
def repeated_texts_to_dict(node: ast.For, facts: Facts) -> Rewrite | None:
    """Clean each distinct text once, and look it up where it comes again.

    What it does:
        Where a loop goes through texts of which most come again, the lines that work on the text
        alone (methods of texts, patterns, conditions) are run once for each distinct text; a
        dictionary made just before the loop remembers what they gave.

    Why it is slow:
        The same few texts are stripped, split and searched thousands of times.

    Before:
        for title in titles:
            title = title.strip().lower()
            title = re.sub(r"[^a-z ]", " ", title)
            clean.append(title.title())

    After:
        known_titles = {}
        for title in titles:
            if title in known_titles:
                title = known_titles[title]
            else:
                title_given = title
                title = title.strip().lower()
                title = re.sub(r"[^a-z ]", " ", title)
                known_titles[title_given] = title
            clean.append(title.title())

    When not:
        Texts that are mostly different, or not known when the loop begins; work that hangs on
        anything that the loop changes, has an effect, or gives what could be changed later.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968.
    """
    if node.orelse:
        return None
    texts = texts_of(node.target, node.iter, facts)
    for name, known in texts.items():
        if name.isidentifier() and repeat(known):
            found = _work(node, name, facts)
            if found is not None:
                return Rewrite(_written(node, found, facts))
    return None


@dataclass(frozen=True)
class _Work:
    stmts: Sequence[ast.stmt]
    name: str
    """The text that they work on."""
    left: list[str]
    """Names that they leave for the rest of the round."""
    renamed: dict[str, str]
    """Names that must not outlive the loop with another value than before."""


def _work(loop: ast.For, name: str, facts: Facts) -> _Work | None:
    """The longest run of statements that hang on the text alone."""
    changed = facts.changed(loop)
    for first in range(len(loop.body)):
        last = first
        bound: set[str] = {name}
        while last < len(loop.body):
            after = _bound(loop.body[last], bound, changed, facts)
            if after is None:
                break
            bound, last = after, last + 1
        stmts = loop.body[first:last]
        if stmts and cost(stmts, facts) >= LEAST_COST:
            if name in flow.stores(loop.body[:first]):
                return None
            return _named(loop, stmts, name, bound, facts)
    return None


def _bound(stmt: ast.stmt, known: set[str], changed: set[str], facts: Facts) -> set[str] | None:
    """Names bound for certain after a statement; None where it does more than work on texts."""
    if isinstance(stmt, ast.Pass):
        return known
    if isinstance(stmt, ast.If):
        if not _fits(stmt.test, known, changed, facts):
            return None
        ways = [_block(way, known, changed, facts) for way in (stmt.body, stmt.orelse)]
        return None if ways[0] is None or ways[1] is None else ways[0] & ways[1]
    if isinstance(stmt, ast.AugAssign) and isinstance(stmt.target, ast.Name):
        fits = stmt.target.id in known and _fits(stmt.value, known, changed, facts)
        return known if fits and _is_immutable(stmt.target, facts) else None
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        targets = stmt.targets[0]
        names = targets.elts if isinstance(targets, ast.Tuple) else [targets]
        plain = all(isinstance(one, ast.Name) for one in names)
        fits = plain and _fits(stmt.value, known, changed, facts)
        return known | flow.stores(stmt) if fits else None
    return None


def _block(
    body: Sequence[ast.stmt], known: set[str], changed: set[str], facts: Facts
) -> set[str] | None:
    found: set[str] | None = known
    for stmt in body:
        found = _bound(stmt, found, changed, facts) if found is not None else None
    return found


def _fits(node: ast.expr, known: set[str], changed: set[str], facts: Facts) -> bool:
    names = flow.expression_loads(node)
    return not (names - known) & changed and is_text_work(node, facts)


def _is_immutable(node: ast.expr, facts: Facts) -> bool:
    found = shapes_of(node, facts)
    return bool(found) and shapes.hashable(found)


def _named(
    loop: ast.For, stmts: Sequence[ast.stmt], name: str, bound: set[str], facts: Facts
) -> _Work | None:
    rest = [stmt for stmt in loop.body if stmt not in stmts]
    stored = flow.stores(stmts)
    inside = {id(part) for stmt in stmts for part in ast.walk(stmt)}
    read = {
        use.id: use
        for use in facts.source.all(ast.Name)
        if use.id in stored and isinstance(use.ctx, ast.Load) and id(use) not in inside
        and (facts.source.inside(use, loop) or facts.used_after(use.id, loop))
    }  # fmt: skip
    if not read or read.keys() - bound or not all(_is_immutable(u, facts) for u in read.values()):
        return None
    outlive = facts.source.function(loop) is None and facts.kind != "program"
    kept = read.keys() | ({name} & stored)
    order = [part.id for stmt in stmts for part in ast.walk(stmt) if isinstance(part, ast.Name)]
    left = [one for one in dict.fromkeys(order) if one in kept]
    others = stored - set(left)
    if others & flow.stores(rest):
        return None
    return _Work(
        stmts,
        name,
        left,
        {o: facts.fresh(f"{o.strip('_') or 'rest'}_each") for o in sorted(others) if outlive},
    )


def _written(loop: ast.For, work: _Work, facts: Facts) -> tuple[Change, ...]:
    known, name = facts.fresh(f"known_{work.name}s"), work.name
    swaps: dict[ast.expr, str] = {
        part: work.renamed[part.id]
        for stmt in work.stmts
        for part in ast.walk(stmt)
        if isinstance(part, ast.Name) and part.id in work.renamed
    }
    body = body_text(work.stmts, facts.source, swaps)
    key, lines = name, []
    if name in flow.stores(work.stmts):
        key = facts.fresh(f"{name}_given")
        lines.append(f"{key} = {name}")
    left = ", ".join(work.left)
    lines += [body.rstrip("\n"), f"{known}[{key}] = {left}"]
    made = "\n".join(lines)
    text = f"if {name} in {known}:\n    {left} = {known}[{name}]\nelse:\n{indented(made)}"
    if loop.body[0] in work.stmts and len(loop.body) == len(work.stmts):
        raise Decline("nothing is done with the text")
    changes: list[Change] = [Around(loop, before=f"{known} = {{}}")]
    changes += instead_of(list(work.stmts), text)
    return tuple(changes)

"""Having a loop go through those elements alone that numbers over columns have chosen."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Decline
from ._candidates import counts_up
from ._element_chosen import Chosen
from ._element_loops import ElementLoop, element_loop
from ._element_samples import element_samples
from ._function_copies import repeated_calls, second_form
from ._inner_loops import Inner, new_names, swaps, unread_after
from ._place import place
from ._record_columns import LARGEST, Columns
from ._rule import Rewrite
from ._said_twice import once
from ._steady_keys import keys_change
from ._unsure_numbers import is_written_out

FEWEST = 64
"""For fewer elements numpy's calls take as long as the loop."""
FEWEST_CALLS = 24
"""The same where a function, or a loop of its own, works out the number of each element."""
_USED = ("abs", "all", "enumerate", "isinstance", "len", "list")


@dataclass(frozen=True)
class Place:
    """Where elements are gone through: `iterated` in `stmt`, what it does there with `body`."""

    stmt: ast.stmt
    iterated: ast.expr
    body: tuple[ast.stmt, ...] = ()
    renaming: tuple[Change, ...] = ()


def narrowed_loop(loop: ast.For, walk: ElementLoop, chosen: Chosen, facts: Facts) -> Rewrite | None:
    """A loop through the chosen elements alone."""
    inner = Inner(loop.target, walk.items, chosen.tests, loop, chosen.given)
    if not unread_after(loop, chosen.given, facts):
        return None
    for value in chosen.given.values():
        _refuse_failing(value, chosen)
    renaming = tuple(swaps(loop, new_names(inner, facts)))
    return narrowed(Place(loop, loop.iter, tuple(loop.body), renaming), walk, chosen, facts)


def narrowed(where: Place, walk: ElementLoop, chosen: Chosen, facts: Facts) -> Rewrite | None:
    """The rewrite; None where the columns can't be made once for many rounds."""
    columns, items, stmt = chosen.columns, walk.items, where.stmt
    if not columns.parts or not facts.is_builtin(*_USED, at=stmt):
        return None
    _refuse_changes(where, walk, chosen, facts)
    before = place(where.iterated, {items.id}, facts)
    function = facts.source.function(stmt)
    calls = None
    if before is None and isinstance(function, ast.FunctionDef):
        calls = repeated_calls(function, items, facts)
        before = calls.before if calls is not None else None
    given = items if calls is None else calls.items
    if before is None or before is stmt or not _many(given, where, facts):
        return None
    around = [before, function] if calls is not None else [before]
    inner = Inner(ast.Name("", ast.Store()), items, chosen.tests, None, chosen.given)
    for key in (*columns.parts.values(), *columns.labels.values()):
        if any(keys_change(inner, key, one, facts) for one in around):  # type: ignore[arg-type]
            return None
    usual = facts.fresh(f"{given.id}_usual")
    above: list[Change] = [Around(before, _made_once(columns, given.id, usual, facts))]
    listed = ""
    if walk.entries:
        listed = facts.fresh(f"{given.id}_{walk.entries}")
        above.append(Around(before, f"{listed} = list({walk.through(given.id)})"))
    near = facts.fresh("near")
    if chosen.ordered:
        whole = facts.source.segment(where.iterated)
        near = f"({near} if {near} is not None else {whole})"
    changes: list[Change] = [
        Around(stmt, _chosen(where, walk, chosen, (usual, listed), facts)),
        Swap(where.iterated, near),
        *where.renaming,
    ]
    line = facts.module("numpy", "np")[1]
    if calls is not None:
        assert isinstance(function, ast.FunctionDef)
        name = facts.fresh(f"{function.name}_by_columns")
        changes = second_form(function, name, changes, calls, facts)
    return Rewrite((*above, *changes), (line,) if line else ())


def _made_once(columns: Columns, items: str, usual: str, facts: Facts) -> str:
    """Statements that make the columns of a list, and tell whether they are usual."""
    lines = [*columns.lines(items), f"{usual} = {_all_usual(columns)}"]
    doubtful = [text for text in columns.parts if text in columns.doubtful]
    if doubtful:
        each, through = columns.walk.each(facts), columns.walk.through(items)
        value = facts.fresh("value") if len(doubtful) > 1 else doubtful[0]
        ways = f"for {each} in {through}"
        if len(doubtful) > 1:
            ways += f" for {value} in ({', '.join(doubtful)})"
        numbers = f"{usual} = all(isinstance({value}, (int, float)) {ways})"
        lines = [numbers, *_where(usual, lines)]
    derived = [f"{name} = {text}" for name, text in columns.derived.items()]
    natural = [f"({text} >= 0).all()" for text, own in columns.natural.items() if own]
    if natural:
        derived.append(f"{usual} = {' and '.join(natural)}")
    return "\n".join([*lines, *_where(usual, derived)])


def _where(usual: str, lines: list[str]) -> list[str]:
    return [f"if {usual}:", *(f"    {line}" for line in lines)] if lines else []


def _refuse_failing(value: ast.expr, chosen: Chosen) -> None:
    """Decline where working something out might fail for an element that is left out."""
    for part in value.elts if isinstance(value, ast.Tuple) else [value]:
        columns = replace(chosen.columns, made={}, parts={}, scalars={}, derived={})
        if columns.walk.is_part(part) and columns.walk.shape(part, columns.facts) is not None:
            continue
        if columns.number(part).open and not chosen.open:
            raise Decline("what may fail for elements that don't count")


def _refuse_changes(where: Place, walk: ElementLoop, chosen: Chosen, facts: Facts) -> None:
    """Decline where a round changes what the tests of later ones read."""
    read = {walk.items.id}
    for node in (*chosen.columns.scalars.values(), *chosen.columns.asked):
        read |= flow.loads(node)
    for end in (walk.start, walk.stop):
        read |= flow.loads(end) if end is not None else set()
    if read & facts.changed(list(where.body)):
        raise Decline("a test that depends on earlier rounds")


def _many(items: ast.Name, where: Place, facts: Facts) -> bool:
    """True for a list that is known to be long."""
    inside = [*flow.walk(where.body or [where.stmt])]
    functions = [
        p.func.id for p in inside if isinstance(p, ast.Call) and isinstance(p.func, ast.Name)
    ]
    called = any(isinstance(part, ast.GeneratorExp | ast.ListComp) for part in inside)
    called = called or any(facts.definition(name) is not None for name in functions)
    fewest = FEWEST_CALLS if called else FEWEST
    return any(len(value) >= fewest for value in element_samples(items, facts))


def _all_usual(columns: Columns) -> str:
    """A test that columns hold numbers that floats tell apart."""
    names = columns.names
    if len(names) == 1:
        return f"(abs({names[0]}) < {LARGEST}).all()"
    return f"all((abs(one) < {LARGEST}).all() for one in ({', '.join(names)}))"


def _chosen(
    where: Place, walk: ElementLoop, chosen: Chosen, made: tuple[str, str], facts: Facts
) -> str:
    """Statements that make the list of the elements that are looked at."""
    both = bool(walk.index) and walk.element is not None
    near = facts.fresh("near")
    usual, listed = made
    whole = listed or facts.source.segment(where.iterated)
    some = walk.items.id if both or chosen.ordered or whole == walk.items.id else near
    tests = [usual, chosen.enough.format(near=some) or some]
    tests += _scalars_usual(where.stmt, walk, chosen, facts)
    words = {word: facts.fresh(word) for word in ("values", "passes", "order", "ranked")}
    if chosen.ordered:
        words["passes"], whole = words["order"], "None"
    steps = once([step.format(**words) for step in chosen.steps], facts.fresh("part"))
    if chosen.open:
        head = f'with {chosen.columns.numpy}.errstate(invalid="ignore"):'
        steps = [head, *(f"    {step}" for step in steps)]
    one = f"(at, {walk.items.id}[at])" if both else f"{some}[at]"
    places = f"{chosen.columns.numpy}.flatnonzero({words['passes']})"
    found = f"{near} = [{one} for at in {places}.tolist()]"
    if chosen.ordered:
        steps.append(f"if {chosen.ordered.format(**words)}:")
        found = f"    {near} = [{one} for at in {words['passes']}.tolist()]"
    inside = "\n".join(f"    {line}" for line in [*steps, found])
    return f"{near} = {whole}\nif {' and '.join(tests)}:\n{inside}"


def _scalars_usual(stmt: ast.stmt, walk: ElementLoop, chosen: Chosen, facts: Facts) -> list[str]:
    """Tests of the numbers from outside, but for those that are surely as usual as the columns."""
    paths = {walk.path(part) for part in chosen.columns.parts.values()}
    outer = [
        element_loop(one, facts) for one in facts.source.loops(stmt) if isinstance(one, ast.For)
    ]
    found = []
    for text, node in chosen.columns.scalars.items():
        same = any(
            one is not None
            and (one.items.id, one.entries) == (walk.items.id, walk.entries)
            and one.is_part(node)
            and one.path(node) in paths
            for one in outer
        )
        counted = isinstance(node, ast.Name) and counts_up(node, facts)
        if text in chosen.columns.doubtful:
            found.append(f"isinstance({text}, (int, float))")
        if not same and not counted and not is_written_out(node, facts):
            found.append(f"abs({text}) < {LARGEST}")
    # Only of a usual number: of an infinite one there is no cosine.
    found += [f"{text} >= 0" for text, own in chosen.columns.natural.items() if not own]
    return found

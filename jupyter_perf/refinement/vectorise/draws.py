"""Random numbers that each round draws, drawn at once: the same ones, in the same order."""

from __future__ import annotations

import ast
import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .. import flow
from ..facts import Facts
from ..rules._draws import Draw, alone, always, draw_of
from ..source import Decline
from .python_draws import PythonDraw, python_block, python_draw
from .vector import Vector

if TYPE_CHECKING:
    from .body import Body

_FLOATS = flow.words(
    """normal uniform standard_normal random rand randn exponential gamma beta lognormal laplace
    random_sample standard_exponential"""
)
_POSITIONAL = ("rand", "randn")
MOST = 2**24
"""So many numbers are drawn at once at most."""


def drawn(node: ast.Call, body: Body) -> Vector | None:
    """What a call draws in all rounds; None for a call that draws nothing."""
    facts, loop = body.inputs.facts, body.inputs.loop
    draw = _draw(node, facts)
    if draw is None or not (draw.method in _FLOATS or isinstance(draw, PythonDraw)):
        return None
    if node in body.draws:
        return body.draws[node]
    sites = _sites(draw, loop, body)
    if node not in sites:
        raise Decline("a number that is drawn in a function")
    _refuse(draw, sites, loop, body)
    name = facts.fresh("draws")
    body.prelude.append((name, _block(draw, len(sites), body)))
    most = _most(draw)
    if most is not None:
        body.small[name] = most
    whole = Vector(name, "float", False, body.rounds)
    if isinstance(draw, PythonDraw):
        whole = draw.vector(name, body.rounds)
    marks = [*":" * len(body.rounds), *([body.step.place] if body.step else [])]
    for at, site in enumerate(sites):
        kept = marks if len(sites) == 1 else [*marks, str(at)]
        plain = set(kept) == {":"}
        body.draws[site] = whole if plain else replace(whole, text=f"{name}[{', '.join(kept)}]")
    return body.draws[node]


def _draw(node: ast.Call, facts: Facts) -> Draw | None:
    return draw_of(node, facts) or python_draw(node, facts)


def _most(draw: Draw) -> float | None:
    """A size that what is drawn never gets near to; None where it depends on what isn't written."""
    if isinstance(draw, PythonDraw) and draw.numbers:
        return None
    try:
        given = [abs(float(ast.literal_eval(one))) for one in draw.call.args]
    except (ValueError, TypeError):
        return None
    bounded = draw.method in ("uniform", "normal") or not given
    return 1e3 * (1 + sum(given)) if bounded and not draw.call.keywords else None


def _sites(draw: Draw, loop: ast.AST, body: Body) -> list[ast.Call]:
    """All calls that draw in a loop, in their order."""
    facts = body.inputs.facts
    calls = [part for part in ast.walk(loop) if isinstance(part, ast.Call)]
    found = [one for call in calls if (one := _draw(call, facts)) is not None]
    if len({(one.owner, one.text) for one in found}) > 1 or not alone(found, loop, facts):
        raise Decline("several things that are drawn in turn")
    return sorted((one.call for one in found), key=lambda call: (call.lineno, call.col_offset))


def _refuse(draw: Draw, sites: list[ast.Call], loop: ast.AST, body: Body) -> None:
    """Decline where not each round draws each number once, with the same parameters."""
    facts, source = body.inputs.facts, body.inputs.facts.source
    inner = source.loops(sites[0])[0]
    chain = source.loops(sites[0])
    chain = chain[: chain.index(loop) + 1] if loop in chain else []
    nested = all(source.parents[one] is around for one, around in pairwise(chain))
    depth = len(body.rounds) + (body.step is not None)
    if not nested or len(chain) != depth or flow.has(loop, ast.Continue):
        raise Decline("a number that isn't drawn in each round")
    if not all(always(site, inner, facts) for site in sites) or body.mask is not None:
        raise Decline("a number that isn't drawn in each round")
    given = flow.loads([*draw.call.args, *draw.call.keywords])
    if given & (set(body.env) | set(body.rows) | body.changed):
        raise Decline("parameters that change")
    for site in sites:
        stmt = source.statement(site)
        if not isinstance(stmt, ast.Assign | ast.AugAssign | ast.Expr | ast.If):
            raise Decline("a number that is drawn in a statement of another form")
        if isinstance(stmt, ast.Assign) and any(source.inside(site, t) for t in stmt.targets):
            raise Decline("a place that is drawn")


def _block(draw: Draw, count: int, body: Body) -> str:
    """The call that draws the numbers of all rounds."""
    sizes = [body.axes[axis].size for axis in body.rounds]
    sizes += [body.step.size] if body.step is not None else []
    for size in sizes:
        body.inputs.at_least(size, 1)
    texts = [size.text for size in sizes]
    known = [body.inputs.settled(size) for size in sizes]
    if not any(size.base for size in known):
        if math.prod(size.offset for size in known) > MOST:
            raise Decline("more numbers than memory is for")
    else:
        factors = [f"({size.text})" if size.base and size.offset else size.text for size in sizes]
        body.inputs.guard(f"{' * '.join(factors)} <= 2**{MOST.bit_length() - 1}")
    texts += [str(count)] if count > 1 else []
    if isinstance(draw, PythonDraw):
        return python_block(draw, texts[0] if len(texts) == 1 else f"({', '.join(texts)})", body)
    given = body.inputs.facts.source.segment(draw.call)[:-1].rstrip().rstrip(",")
    comma = "" if given.endswith("(") else ", "
    if draw.method in _POSITIONAL:
        return f"{given}{comma}{', '.join(texts)})"
    shape = texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
    return f"{given}{comma}size={shape})"

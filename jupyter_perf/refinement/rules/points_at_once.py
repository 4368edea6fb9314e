from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Instead
from ..facts import Facts
from ..source import Decline, Loop
from ._rule import Rewrite, rule

PLOT, SCATTER, BAR = "plot", "scatter", "bar"
_MARKERS = frozenset(".,ov^<>1234sp*hH+xDd|_8P")
_COLOURS = frozenset("bgrcmykw")
_COLOUR_WORDS = frozenset({"color", "c", "facecolor", "facecolors"})
_NO_LINE = frozenset({"", " ", "none", "None"})
_MAKERS = ("gca", "axes", "add_subplot", "add_axes", "subplot")
"""Methods that give axes; `subplots` gives a figure and axes."""


@rule(ast.Expr, safety=Safety.CHECK, gain=100.0, hints=(".scatter(", ".plot(", ".bar("))
def points_at_once(node: ast.Expr, facts: Facts) -> Rewrite | None:
    """Draw many points with one call.

    What it does:
        A call of matplotlib's `scatter`, `plot` or `bar` in a loop that draws one point or bar of a
        fixed colour each time only collects its place there; one call after the loop draws all.

    Why it is slow:
        Every call makes an artist of its own, with its transformation and its search for the
        limits of the axes; so does every drawing of the figure later. Half a thousand calls take
        a second, one call for as many points takes milliseconds.

    Before:
        for x, y in zip(xs, ys):
            ax.scatter(x, y, color="r")

    After:
        points = []
        for x, y in zip(xs, ys):
            points.append((x, y))
        if points:
            ax.scatter(*zip(*points), color="r")

    When not:
        No colour is given, so that each call takes the next one of the cycle; the style depends on
        the point; a label, or a line beside the marker; the loop does something else with the
        axes; the call's result is used.

    Source:
        matplotlib's guide to performance; the documentation of `Axes.scatter`.
    """
    call = node.value
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    axes, kind = call.func.value, call.func.attr
    if kind not in (PLOT, SCATTER, BAR) or not isinstance(axes, ast.Name) or len(call.args) < 2:
        return None
    loop = _loop(node, axes, facts)
    if loop is None or not _is_axes(axes, call, facts):
        return None
    style = _style(call, kind)
    if flow.stores([loop]) & flow.loads([*call.args[2:], *(k.value for k in call.keywords)]):
        raise Decline("the style depends on the point")
    points = facts.fresh("points")
    x, y = (facts.source.segment(_single(arg)) for arg in call.args[:2])
    drawn = ", ".join([f"*zip(*{points})", *style])
    after = f"if {points}:\n    {axes.id}.{kind}({drawn})"
    return Rewrite(
        (
            Around(loop, f"{points} = []", after),
            Instead(node, f"{points}.append(({x}, {y}))"),
        )
    )


def _loop(node: ast.Expr, axes: ast.Name, facts: Facts) -> ast.For | None:
    """The outermost loop around the call that does nothing else with the axes."""
    found = None
    for loop in facts.source.loops(node):
        alone = all(
            name is axes
            for name in flow.walk([loop])
            if isinstance(name, ast.Name) and name.id == axes.id
        )
        if not isinstance(loop, ast.For) or loop.orelse or not alone:
            break
        if _draws_otherwise(loop, node):
            break
        found = loop
    return found


def _draws_otherwise(loop: Loop, node: ast.Expr) -> bool:
    """Whether anything is called there for what it does: it might draw as well."""
    return any(
        isinstance(part, ast.Expr) and part is not node and isinstance(part.value, ast.Call)
        for part in flow.walk([loop])
    )


def _is_axes(axes: ast.Name, call: ast.Call, facts: Facts) -> bool:
    if facts.full_name(call.func) == f"matplotlib.pyplot.{ast.unparse(call.func).split('.')[-1]}":
        return True
    known = facts.samples(axes)
    if known:
        return all("matplotlib.axes" in str(type(value).__mro__) for value in known)
    return any(
        _gives_axes(stmt.value) and axes.id in flow.stores(stmt.targets)
        for stmt in facts.source.all(ast.Assign)
    )


def _gives_axes(value: ast.expr) -> bool:
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)):
        return False
    plain = not value.args and all(k.arg not in ("nrows", "ncols") for k in value.keywords)
    return value.func.attr in _MAKERS or (value.func.attr == "subplots" and plain)


def _single(argument: ast.expr) -> ast.expr:
    """`x` of `[x]`."""
    if isinstance(argument, ast.List) and len(argument.elts) == 1:
        return argument.elts[0]
    if isinstance(argument, ast.Starred | ast.List | ast.Tuple):
        raise Decline("each call draws several points")
    return argument


def _style(call: ast.Call, kind: str) -> list[str]:
    """The arguments after the place, as text; raises Decline where calls differ in style."""
    keywords = {k.arg: k.value for k in call.keywords}
    if None in keywords or "label" in keywords or len(call.args) > 3:
        raise Decline("a label, or arguments that aren't written out")
    texts = [ast.unparse(argument) for argument in [*call.args[2:], *call.keywords]]
    coloured = any(_is_constant(keywords.get(word)) for word in _COLOUR_WORDS)
    if kind != PLOT:
        if not coloured:
            raise Decline("no colour is given")
        return texts
    form = call.args[2].value if len(call.args) == 3 and _is_constant(call.args[2]) else ""  # type: ignore[attr-defined]
    if len(call.args) == 3 and not (isinstance(form, str) and set(form) <= _MARKERS | _COLOURS):
        raise Decline("a line beside the marker")
    if not (coloured or set(form) & _COLOURS):
        raise Decline("no colour is given")
    line = keywords.get("linestyle", keywords.get("ls"))
    if line is not None and not (_is_constant(line) and line.value in _NO_LINE):  # type: ignore[attr-defined]
        raise Decline("a line beside the marker")
    if not (set(form) - _COLOURS or "marker" in keywords):
        raise Decline("a line without a marker shows nothing")
    # A single point has no line to draw; many would have one.
    return texts if form or line is not None else [*texts, 'linestyle="none"']


def _is_constant(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is not None

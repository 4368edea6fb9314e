from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ..syntax import is_name
from ..writing import indented
from ._bodies import text_without
from ._guarded import is_fallback
from ._known_frames import frame_at
from ._leftovers import only_inside
from ._resampled import Resampled
from ._resampled_drawn import Drawn, drawn, shuffled
from ._rows import quote_of
from ._rule import Rewrite, rule


@rule(
    ast.For, safety=Safety.CHECK, gain=40.0, hints=(".iloc[", ".take(", ".sample(", "permutation(")
)
def resampled_rows_to_arrays(node: ast.For, facts: Facts) -> Rewrite | None:
    """Draw places of rows instead of rows, where a loop asks a resampled frame for few numbers.

    What it does:
        A bootstrap that takes rows of a frame at random places, filters them and reduces columns
        of them keeps the places: columns and tests are made arrays once, before the loop, and
        each replicate chooses from them. A copy of which one column is shuffled likewise.

    Why it is slow:
        Each replicate copies all columns of the frame, and each filter those of its rows, when a
        single column is asked for.

    Before:
        for b in range(1000):
            pick = rng.integers(0, len(df), len(df))
            sample = df.iloc[pick]
            old = sample[sample['age'] > 50]['wage'].mean()
            results.append(old)

    After:
        if len(df) and df['wage'].notna().all():
            age_chosen = (df['age'] > 50).to_numpy()
            wage_values = df['wage'].to_numpy()
            for b in range(1000):
                pick = rng.integers(0, len(df), len(df))
                old_rows = pick[age_chosen[pick]]
                old = wage_values[old_rows].mean() if len(old_rows) else np.nan
                results.append(old)
        else:
            ...

    When not:
        The rows are used in any other way or after the loop, the frame changes, tests depend on
        what changes in the loop. With missing numbers the original is taken.

    Source:
        Efron and Tibshirani, "An Introduction to the Bootstrap", draw indices; seen gains 5 to
        20 times.
    """
    found = [
        one
        for stmt in node.body
        if (one := drawn(stmt, facts) or shuffled(stmt, node.body, facts)) is not None
    ]
    if len(found) != 1 or node.orelse or is_fallback(node, facts):
        return None
    one = found[0]
    known = frame_at(one.frame, node, facts)
    if known is None or one.frame.id in facts.changed(node):
        return None
    if len(facts.binders(one.name, facts.scope(one.name, one.stmt))) != 1:
        return None
    quote = quote_of(facts)
    if any(quote in label or "\\\\" in label for label in known.columns):
        return None
    if one.shuffle is not None and one.shuffle.source not in known.columns:
        return None
    plan = Resampled(node, one, known, facts, quote)
    plan.read()
    if not plan.swaps or not only_inside(plan.names, node, facts):
        return None
    return _rewrite(node, one, plan, facts)


def _rewrite(node: ast.For, one: Drawn, plan: Resampled, facts: Facts) -> Rewrite:
    if not facts.is_builtin("len", at=node):
        raise Decline("`len` is something else here")
    lines = _places(one, plan)
    lines += [f"{name} = {text}" for text, name in plan.rows.items()]
    marker = f"{plan.fresh('here')} = None"
    drawing, dropped = one.stmt, list(plan.named.values())
    if one.shuffle is not None:
        drawing, dropped = one.shuffle.stmt, [one.stmt, *dropped]
    text = text_without(node, dropped, facts.source, {**plan.swaps, drawing.value: marker})
    old = facts.source.block_text(node)
    if text is None or old is None:
        raise Decline("text that can't be indented")
    new = _with_lines(text, marker, lines)
    setup = "\n".join(f"{name} = {text}" for text, name in plan.setup.items())
    tests = " and ".join([f"len({one.frame.id})", *dict.fromkeys(plan.guards)])
    body = f"{setup}\n{new}" if setup else new
    if not plan.guards and one.sampled is None:
        return Rewrite((Instead(node, body),), tuple(plan.imports))
    whole = f"if {tests}:\n{indented(body)}\nelse:\n{indented(old)}"
    return Rewrite((Instead(node, whole),), tuple(plan.imports))


def _places(one: Drawn, plan: Resampled) -> list[str]:
    """The statement that draws places, where the loop has no name for them."""
    source = plan.facts.source
    if one.shuffle is not None:
        value = one.shuffle.stmt.value
        named = {n: one.frame.id for n in ast.walk(value) if is_name(n, one.name)}
        text = source.render(value, named)  # type: ignore[arg-type]
        return [f"{plan.replaced[one.shuffle.column]} = {text}"]
    if one.sampled is not None:
        frame = one.frame.id
        pd, line = plan.facts.module("pandas", "pd")
        plan.imports += [line] if line else []
        every = plan._made(f"{pd}.Series(range(len({frame})))", f"{frame}_places")
        given = source.segment(one.sampled)[len(source.segment(one.sampled.func)) :]
        return [f"{plan.places} = {every}.sample{given}.to_numpy()"]
    if not plan.inline or one.rows is None:
        return []
    return [f"{plan.places} = {source.segment(one.rows)}"]


def _with_lines(text: str, marker: str, lines: list[str]) -> str:
    """The text with lines in the place of the one that holds the marker."""
    found: list[str] = []
    for line in text.splitlines():
        if line.endswith(marker):
            indent = line[: len(line) - len(line.lstrip())]
            found += [f"{indent}{one}" for one in lines]
        else:
            found.append(line)
    return "\n".join(found)

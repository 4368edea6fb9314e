from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Change, Instead
from ..facts import Facts
from ..source import Decline
from ._counting import Counting
from ._hot import is_compiled
from ._rule import Rewrite, rule


@rule(ast.While, safety=Safety.CHECK, gain=1.4, hints=("while ",))
def while_to_range(node: ast.While, facts: Facts) -> Rewrite | None:
    """Count with `range` instead of comparing and adding by hand.

    What it does:
        `while i < n: …; i += 1` becomes `for i in range(i, n)`. Where the variable is used
        afterwards, an `else` gives it the value that it would have had.

    Why it is slow:
        Comparing and adding are two operations more in each turn, which `range` makes in C.

    Before:
        i = 0
        while i < len(data):
            total += data[i]
            i += 1

    After:
        for i in range(len(data)):
            total += data[i]

    When not:
        A variable or limit that changes on the way, or isn't known to be whole; a `continue`
        without the step before it.

    Source:
        The Python documentation of `range`; seen gains 1.1 to 2 times.
    """
    header = node.test.end_lineno == node.lineno < node.body[0].lineno
    if node.orelse or not header or not facts.is_builtin("range", at=node):
        return None
    if is_compiled(node, facts):
        return None
    counting = Counting.of(node, facts)
    if len(node.body) == 1 and not counting.others:
        return None
    text = _text(node, counting, facts)
    seen_after = facts.used_after(counting.name, node)
    first = counting.name
    changes: list[Change] = []
    begun = _begun(node, counting.name, facts)
    if begun is not None:
        assert isinstance(begun.value, ast.Constant)
        first = str(begun.value.value)
        changes += [] if seen_after else [Instead(begun, "")]
    head = f"for {counting.name} in range({_arguments(first, counting)}):"
    end = _after(counting, facts, node) if seen_after else ""
    return Rewrite((*changes, Instead(node, f"{head}\n{text}{end}")), counting.imports)


def _text(node: ast.While, counting: Counting, facts: Facts) -> str:
    """The body without its steps, other conditions first."""
    block = facts.source.block_text(node)
    if block is None:
        raise Decline("a text over several lines")
    lines = block.split("\n")
    gone = {step.lineno - node.lineno for step in counting.steps}
    for step in counting.steps:
        line = lines[step.lineno - node.lineno].strip()
        alone = line.partition("#")[0].strip() == ast.get_source_segment(facts.source.text, step)
        if not alone or step.lineno != step.end_lineno:
            raise Decline("the step shares its line")
    kept = [line for at, line in enumerate(lines[1:], 1) if at not in gone]
    first = lines[node.body[0].lineno - node.lineno]
    indent = first[: len(first) - len(first.lstrip())]
    asked = "".join(
        f"{indent}if {_not(other, facts)}:\n{indent}{indent}break\n" for other in counting.others
    )
    return (asked + "\n".join(kept)).rstrip("\n")


def _not(condition: ast.expr, facts: Facts) -> str:
    if isinstance(condition, ast.UnaryOp) and isinstance(condition.op, ast.Not):
        return facts.source.segment(condition.operand)
    text = facts.source.segment(condition)
    return f"not {text}" if isinstance(condition, ast.Name | ast.Call) else f"not ({text})"


def _begun(node: ast.While, name: str, facts: Facts) -> ast.Assign | None:
    """`i = 0` above the loop, with nothing between them that knows of `i`."""
    for stmt in facts.source.before(node):
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
            target, value = stmt.targets[0], stmt.value
            if isinstance(target, ast.Name) and target.id == name:
                plain = isinstance(value, ast.Constant) and type(value.value) is int
                return stmt if plain else None
        if name in flow.stores(stmt) | flow.loads(stmt) | facts.changed(stmt):
            return None
        if flow.has(stmt, ast.Call) and facts.source.function(node) is None:
            return None
    return None


def _arguments(first: str, counting: Counting) -> str:
    if counting.step != 1:
        return f"{first}, {counting.stop}, {counting.step}"
    return counting.stop if first == "0" else f"{first}, {counting.stop}"


def _after(counting: Counting, facts: Facts, at: ast.AST) -> str:
    """What gives the variable the value that ends the `while`."""
    name = "max" if counting.step > 0 else "min"
    if abs(counting.step) != 1 or not facts.is_builtin(name, at=at):
        raise Decline("its last value is used")
    return f"\nelse:\n    {counting.name} = {name}({counting.name}, {counting.stop})"

"""Who else writes to standard output while a loop runs, and in what order."""

from __future__ import annotations

import ast

from .. import flow
from ..callees import called, compiled_globals
from ..facts import Facts
from ..source import FUNCTIONS, Loop

STREAMS = frozenset({"stdout", "stderr", "flush", "write", "writelines", "show", "display"})
_ASKS = flow.words("input breakpoint exec eval display help sleep getattr globals vars")
_ENDS = frozenset({"exit", "quit", "_exit"})


def is_print(node: ast.AST) -> bool:
    """True for a call of `print`."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    )


def speaks_otherwise(loop: Loop, facts: Facts) -> bool:
    """True where a loop may write in another way than by the prints in its own text."""
    if flow.has(loop, ast.Yield, ast.YieldFrom, ast.Await, ast.With, ast.Import, ast.ImportFrom):
        return True
    names = [n.id for n in ast.walk(loop) if isinstance(n, ast.Name)]
    attributes = {n.attr for n in ast.walk(loop) if isinstance(n, ast.Attribute)}
    if names.count("print") != sum(map(is_print, ast.walk(loop))):
        return True
    if _asked(loop, set(names), facts) or (STREAMS | {"sleep", "_exit"}) & attributes:
        return True
    speakers = _speakers(facts)
    if speakers & (set(names) | attributes) or _reached_otherwise(speakers, facts):
        return True
    if facts.kind == "program":
        # All there is stands in the source: what isn't a speaker by name isn't one.
        return _handed_on(facts)
    return _unknown(loop, set(names), facts)


def _asked(loop: Loop, names: set[str], facts: Facts) -> bool:
    asks = _ASKS & names
    if facts.kind == "program":
        # A program is given its whole input: nobody waits for a line before giving the next.
        prompts = [
            n
            for n in ast.walk(loop)
            if isinstance(n, ast.Call)
            and isinstance(n.func, ast.Name)
            and n.func.id == "input"
            and (n.args or n.keywords)
        ]
        asks -= {"input"} if not prompts else set()
        return bool(asks)
    return bool(asks | (_ENDS & names))


def _speakers(facts: Facts) -> set[str]:
    """Names of functions, methods and classes of the source that may write, one by another."""
    bodies = {node: _words(node) for node in facts.source.all(*FUNCTIONS, ast.ClassDef)}
    found: set[str] = {"print", *STREAMS}
    while True:
        new = {_name(node, facts) for node, words in bodies.items() if words & found} - found
        if not new:
            return found - {"print", *STREAMS}
        found |= new


def _reached_otherwise(speakers: set[str], facts: Facts) -> bool:
    """True where what speaks may run without being called by its name."""
    if any(name.startswith("__") for name in speakers):
        return True
    places: list[ast.Name | ast.Attribute] = [*facts.source.all(ast.Name)]
    for node in [*places, *facts.source.all(ast.Attribute)]:
        name = node.id if isinstance(node, ast.Name) else node.attr
        parent = facts.source.parents[node]
        called_here = isinstance(parent, ast.Call) and parent.func is node
        if name in speakers and not called_here:
            return True
    return any(
        node.name in speakers and flow.has(node.body, ast.Yield, ast.YieldFrom)
        for node in facts.source.all(ast.FunctionDef)
    )


def _name(node: ast.AST, facts: Facts) -> str:
    name = getattr(node, "name", "")
    if name in ("__init__", "__new__", "__call__", "__enter__") or not name:
        # Reached by the name of its class or of what it is given to, or by none at all.
        owner = facts.source.function(node)
        return _name(owner, facts) if isinstance(owner, ast.ClassDef) else "__call__"
    return str(name)


def _words(node: ast.AST) -> set[str]:
    # A class speaks where making one does; its other methods go by their own names.
    parts = [*node.bases, *node.decorator_list] if isinstance(node, ast.ClassDef) else [node]
    return {
        n.id if isinstance(n, ast.Name) else n.attr
        for part in parts
        for n in ast.walk(part)
        if isinstance(n, ast.Name | ast.Attribute)
    }


def _handed_on(facts: Facts) -> bool:
    """True where `print` or a stream goes by another name or is given away."""
    prints = sum(is_print(node) for node in facts.source.all(ast.Call))
    if prints != sum(node.id == "print" for node in facts.source.all(ast.Name)):
        return True
    for node in facts.source.all(ast.Attribute):
        parent = facts.source.parents[node]
        aliased = isinstance(parent, ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.keyword)
        if node.attr in STREAMS - {"display"} and aliased:
            return True
    imported = [a.name for n in facts.source.all(ast.ImportFrom) for a in n.names]
    return bool({"stdout", "print"} & set(imported))


def _unknown(loop: Loop, names: set[str], facts: Facts) -> bool:
    """True where something is called that can't be read."""
    inside = called([loop], facts)
    if any({"print", "stdout", "input"} & flow.loads(body) for body in inside):
        return True
    functions = {
        n.func.id
        for n in ast.walk(loop)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    known = {body.name for body in inside if isinstance(body, ast.FunctionDef)}
    known |= {node.name for node in facts.source.all(ast.FunctionDef)}
    known |= {node.name for node in facts.source.all(ast.ClassDef)}
    unknown = {f for f in functions - known if not facts.is_builtin(f, at=loop)}
    unknown = {f for f in unknown if f not in facts.imported}
    own = {
        name
        for name in names & set(facts.namespace)
        if type(facts.namespace[name]).__module__ == "__main__"
    }
    return bool(unknown | own) or bool(compiled_globals(names, facts))

"""What a node of a syntax tree is called when names don't count."""

from __future__ import annotations

import ast
import builtins

LOOPS = (
    ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip
_BUILTINS = frozenset(dir(builtins))
_KNOWN_MODULES = {
    "np": "numpy", "numpy": "numpy", "pd": "pandas", "pandas": "pandas", "plt": "matplotlib",
    "math": "math", "re": "re", "random": "random", "itertools": "itertools",
}  # fmt: skip
"""Names that are modules also where another cell has imported them."""
_TARGET, _BUILT, _SET, _PARAMETER, _FUNCTION = "target", "built", "set", "parameter", "function"
_TELLING = {0: "0", 1: "1", -1: "-1"}


class Labels:
    """Labels for the nodes of one tree: a name's is what it does there, never its text."""

    def __init__(self, tree: ast.AST) -> None:
        self._roles: dict[str, str] = {}
        nodes = list(ast.walk(tree))
        for node in nodes:
            self._note_target(node)
        for node in nodes:
            if isinstance(node, LOOPS):
                self._note_built(node)
        for node in nodes:
            self._note_defined(node)

    def of(self, node: ast.AST) -> str:
        """The label of `node`."""
        match node:
            case ast.Name():
                return self._role(node.id)
            case ast.Attribute():
                return f".{node.attr}"
            case ast.Constant():
                return _literal(node.value)
            case ast.BinOp() | ast.UnaryOp() | ast.BoolOp() | ast.AugAssign():
                return f"{type(node).__name__} {type(node.op).__name__}"
            case ast.Compare():
                return "Compare " + " ".join(type(op).__name__ for op in node.ops)
            case ast.keyword():
                return f"{node.arg}="
            case ast.Call(func=ast.Attribute(attr=attribute)):
                return f"Call .{attribute}"
            case ast.Call(func=ast.Name(id=name)):
                return f"Call {self._role(name)}"
            case ast.Subscript():
                return f"Subscript {type(node.slice).__name__}"
        return type(node).__name__

    def _role(self, name: str) -> str:
        if name in self._roles:
            return self._roles[name]
        if name in _KNOWN_MODULES:
            return _KNOWN_MODULES[name]
        return name if name in _BUILTINS else "name"

    def _note_target(self, node: ast.AST) -> None:
        if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            for part in ast.walk(node.target):
                if isinstance(part, ast.Name):
                    self._roles[part.id] = _TARGET

    def _note_built(self, loop: ast.AST) -> None:
        for node in ast.walk(loop):
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                self._roles[node.target.id] = _BUILT
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self._roles.setdefault(target.id, _SET)

    def _note_defined(self, node: ast.AST) -> None:
        match node:
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    bound = alias.asname or alias.name.partition(".")[0]
                    self._roles.setdefault(bound, alias.name.partition(".")[0])
            case ast.arg():
                self._roles.setdefault(node.arg, _PARAMETER)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._roles.setdefault(node.name, _FUNCTION)


def _literal(value: object) -> str:
    """The kind of a literal; the value only of those that mean "nothing" or "the next one"."""
    if type(value) is int and value in _TELLING:
        return _TELLING[value]
    return "''" if value == "" else type(value).__name__

"""The sets that the walk over a cell fills."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass, field

ALWAYS_THERE = frozenset(dir(builtins)) | {
    "__name__", "__file__", "__doc__", "__builtins__", "__builtin__", "__loader__", "__spec__",
    "__package__", "__debug__", "__annotations__",
    "__class__", "get_ipython", "display", "exit", "quit",
}  # fmt: skip
"""Names that any cell may read without being given them."""
DYNAMIC = frozenset({"exec", "eval", "globals", "locals"})
SHELL_CALLS = {"system": "!{}", "getoutput": "!{}", "run_line_magic": "%{}", "magic": "%{}",
               "run_cell_magic": "%%{}"}  # fmt: skip


@dataclass
class Found:
    """Everything seen so far, before it is put into a `Names`."""

    reads: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)
    """Reads before which no path binds the name."""
    writes: set[str] = field(default_factory=set)
    deletes: set[str] = field(default_factory=set)
    loaded: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)
    imports: dict[str, list[str]] = field(default_factory=dict)
    magics: list[str] = field(default_factory=list)
    dynamic: list[str] = field(default_factory=list)
    awaits: bool = False
    reads_input: bool = False
    read_in: dict[str, set[int]] = field(default_factory=dict)
    """Name → the outermost loops (0: outside any) in which the cell reads it."""
    bound_in: dict[str, set[int]] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    """Names bound by a `for` of the cell itself."""

    def scratch(self) -> frozenset[str]:
        """Names that live inside one loop body only (see `Names.scratch`)."""
        found = set()
        for name, loops in self.bound_in.items():
            reads = self.read_in.get(name, set())
            alone = 0 not in loops | reads and reads <= loops
            if alone and (reads or name in self.targets):
                found.add(name)
        return frozenset(found - self.reads - self.deletes)

    def note_call(self, node: ast.Call) -> None:
        """Record what a call is, where it is one that decides whether the cell can be run."""
        callee = dotted(node.func)
        if callee:
            self.calls.append(callee)
        if callee == "input" or callee in ("getpass", "getpass.getpass"):
            self.reads_input = True
        elif callee in DYNAMIC or (callee == "vars" and not node.args):
            self.dynamic.append(f"{callee}()")
        elif callee in ("setattr", "delattr") and node.args:
            modules = {bound for names in self.imports.values() for bound in names}
            if dotted(node.args[0]) in modules:
                self.dynamic.append(f"{callee}() on a module")

    def note_shell(self, node: ast.Call) -> bool:
        """Record a `get_ipython().…` call; True where it is a magic or a shell line."""
        method = node.func
        if not (isinstance(method, ast.Attribute) and is_shell(method.value)):
            return False
        form = SHELL_CALLS.get(method.attr)
        if form is None:
            return False
        first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
        self.magics.append(form.format(str(first).strip()))
        return True


def is_shell(node: ast.AST) -> bool:
    """True for the expression `get_ipython()`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "get_ipython"
    )


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of attributes on a name, else the empty string."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])

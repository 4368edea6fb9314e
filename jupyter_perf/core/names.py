"""Which names a cell reads, binds, changes, deletes and calls, without running it."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, ModuleType

from ..errors import SourceError
from . import starred
from .names_flow import CellWalker
from .names_found import ALWAYS_THERE, Found
from .names_mutation import Mutations
from .reachable import Reached, reach

Transform = Callable[[str], str]


@dataclass(frozen=True)
class Names:
    """What a cell does with names. All sets hold names of the cell's own scope."""

    reads: frozenset[str] = frozenset()
    """Must be given to the cell: read before the cell surely binds them, itself or through the
    user's functions that it uses. With a namespace, only names that it has."""
    maybe: frozenset[str] = frozenset()
    """Those of `reads` that some path through the cell binds first (`if …: x = 1`, then `x`)."""
    missing: frozenset[str] = frozenset()
    """Read, but neither in the namespace nor builtin nor bound by the cell: a NameError to come."""
    writes: frozenset[str] = frozenset()
    deletes: frozenset[str] = frozenset()
    mutates: frozenset[str] = frozenset()
    """Names whose objects may be changed in place; more rather than fewer."""
    calls: frozenset[str] = frozenset()
    """What is called, as written: `len`, `np.sum`, `df.groupby`."""
    imports: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Module → the names that importing it binds here."""
    scratch: frozenset[str] = frozenset()
    """Loop targets, and names only bound and read inside one loop, never read after it."""
    magics: tuple[str, ...] = ()
    """`%name`, `%%name` and `!command`, in order (needs the transform)."""
    dynamic: tuple[str, ...] = ()
    """What makes the sets above uncertain: `exec()`, `from x import *`, …"""
    awaits: bool = False
    reads_input: bool = False
    last_is_expression: bool = False
    ends_with_semicolon: bool = False


def parse(source: str, transform: Transform | None = None) -> tuple[ast.Module, str]:
    """The tree of a cell (top-level `await` allowed), and its source after `transform`.

    Raises SourceError with the line and Python's words.
    """
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        text = source if transform is None else transform(source)
        with warnings.catch_warnings():
            # The user hears about `"\d"` when the cell runs, not when it is looked at.
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            tree = ast.parse(text, "<cell>")
            compile(tree, "<cell>", "exec", flags=flags, dont_inherit=True)
    except SyntaxError as error:
        raise SourceError(f"line {error.lineno or 1}: {error.msg}") from error
    except ValueError as error:
        raise SourceError(f"line 1: {error}") from error
    except (RecursionError, MemoryError) as error:
        raise SourceError("line 1: the code is nested too deeply to be read") from error
    return tree, text


def names_in(
    source: str,
    namespace: Mapping[str, object] | None = None,
    transform: Transform | None = None,
) -> Names:
    """Find what the cell `source` does with names.

    `namespace` is where it would run: its functions are followed, and names that it lacks go to
    `missing`; without one, every name that isn't builtin counts as readable. `transform` turns
    IPython syntax into Python. Raises SourceError where the source doesn't compile.
    """
    tree, text = parse(source, transform)
    space = {} if namespace is None else namespace
    walker = CellWalker(Mutations(space, _imported(tree)))
    try:
        walker.walk(tree)
    except RecursionError as error:
        raise SourceError("line 1: the code is nested too deeply to be read") from error
    found = walker.found
    reached = reach(sorted(found.reads), space)
    writes = found.writes | reached.writes
    reads, missing = _split_reads(found, reached, namespace, writes)
    changed = walker.mutations.names(reads | writes)
    return Names(
        reads=frozenset(reads),
        maybe=frozenset(reads - found.sure - reached.reads),
        missing=frozenset(missing),
        writes=frozenset(writes),
        deletes=frozenset(found.deletes | reached.deletes),
        mutates=changed | walker.mutations.changeable(reached.reads),
        calls=frozenset(found.calls),
        imports=MappingProxyType({m: tuple(n) for m, n in found.imports.items()}),
        scratch=found.scratch() - reached.reads,
        magics=tuple(found.magics),
        dynamic=tuple(dict.fromkeys([*found.dynamic, *_dynamic(reached, space)])),
        awaits=found.awaits,
        reads_input=found.reads_input or "input" in _builtins_used(reached, space),
        last_is_expression=bool(tree.body) and isinstance(tree.body[-1], ast.Expr),
        ends_with_semicolon=_ends_with_semicolon(text),
    )


def _split_reads(
    found: Found, reached: Reached, namespace: Mapping[str, object] | None, writes: set[str]
) -> tuple[set[str], set[str]]:
    reads = found.reads - ALWAYS_THERE
    if namespace is None:
        return reads, set()
    overridden = {n for n in found.reads & ALWAYS_THERE if _is_users(n, namespace)}
    present = {n for n in reads if n in namespace} | overridden
    through = {n for n in reached.reads - ALWAYS_THERE if n in namespace}
    through |= {n for n in reached.reads & ALWAYS_THERE if _is_users(n, namespace)}
    missing = (reads | reached.unresolved) - set(namespace) - writes - ALWAYS_THERE
    return present | through, missing


def _is_users(name: str, namespace: Mapping[str, object]) -> bool:
    """Whether the user gave a builtin name a value of their own (IPython replaces `open`)."""
    if name not in namespace or name.startswith("__"):
        return False
    module = str(getattr(namespace[name], "__module__", ""))
    kind = type(namespace[name]).__module__
    return not (
        module.startswith("IPython.") or kind.startswith("IPython.") or module in ("io", "_io")
    )


def _imported(tree: ast.Module) -> dict[str, str]:
    """Name → module, for all that the cell's own imports bind."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.split(".")[0]
                found[alias.asname or root] = alias.name if alias.asname else root
        elif isinstance(node, ast.ImportFrom):
            for alias in starred.aliases(node):
                found[alias.asname or alias.name] = node.module or "."
    return found


def _builtins_used(reached: Reached, namespace: Mapping[str, object]) -> set[str]:
    return {n for n in reached.unresolved if n in ALWAYS_THERE and n not in namespace}


def _dynamic(reached: Reached, namespace: Mapping[str, object]) -> list[str]:
    used = _builtins_used(reached, namespace)
    return [f"{name}()" for name in ("exec", "eval", "globals", "locals") if name in used]


def imported_modules(names: Names, namespace: Mapping[str, object]) -> frozenset[str]:
    """Modules that the cell uses: those it imports, and those it reads from the namespace."""
    read = {v.__name__ for n in names.reads if isinstance(v := namespace.get(n), ModuleType)}
    return frozenset(names.imports) | read


def _ends_with_semicolon(source: str) -> bool:
    """As IPython judges it: the last token that isn't a comment or a line end is `;`."""
    if ";" not in source:
        return False
    last = ""
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER)
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in (*skipped, tokenize.INDENT, tokenize.DEDENT):
                last = token.string
    except (tokenize.TokenError, IndentationError):
        return False
    return last == ";"

"""Which reference kernels a cell resembles: from its text, and from where a profile saw its time.

Names of what is called decide (`groupby`, `sort_values`, `@`); arithmetic counts as a stream
through the memory level that the working set needs, loops and comprehensions as the interpreter's.
It is a guess that sets shares, not times: `transfer` widens its interval for what it may miss.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping, Sequence

CALLS: Mapping[str, str] = {
    **dict.fromkeys(("groupby", "agg", "aggregate", "transform", "value_counts", "pivot_table",
                     "crosstab", "resample", "bincount", "histogram"), "groupby"),
    **dict.fromkeys(("merge", "merge_asof", "drop_duplicates", "duplicated", "unique", "nunique",
                     "isin", "factorize", "reindex", "map"), "join"),
    **dict.fromkeys(("sort_values", "sort_index", "argsort", "lexsort", "nlargest", "nsmallest",
                     "rank", "median", "quantile", "searchsorted", "partition", "percentile"),
                    "sort"),
    **dict.fromkeys(("sorted", "Counter", "bisect", "heappush", "heappop", "heapify"),
                    "python-sort"),
    **dict.fromkeys(("dot", "matmul", "einsum", "tensordot", "inv", "solve", "svd", "eigh", "eig",
                     "qr", "lstsq", "cholesky", "det", "corrcoef", "cov", "corr", "fit", "predict",
                     "fit_transform", "pinv"), "matmul-fp64"),
    **dict.fromkeys(("exp", "log", "sin", "cos", "tan", "sqrt", "power", "log1p", "expm1", "tanh",
                     "arctan2", "hypot", "normal", "standard_normal", "poisson", "erf", "fft",
                     "rfft", "fft2"), "math"),
    **dict.fromkeys(("take", "choice", "permutation", "shuffle", "sample", "ix_"), "gather"),
    **dict.fromkeys(("split", "replace", "strip", "lower", "upper", "format", "findall", "sub",
                     "startswith", "endswith", "encode", "decode", "title", "casefold", "loads",
                     "dumps", "contains", "extract", "finditer", "match", "fullmatch", "zfill",
                     "strftime", "strptime", "rsplit", "splitlines", "lstrip", "rstrip",
                     "to_datetime", "read_csv", "to_csv"), "strings"),
    **dict.fromkeys(("sum", "mean", "std", "var", "min", "max", "cumsum", "cumprod", "diff", "clip",
                     "where", "fillna", "shift", "rolling", "abs", "any", "all", "prod", "add",
                     "multiply", "subtract", "divide", "maximum", "minimum", "ewm"), "stream"),
    **dict.fromkeys(("zeros", "ones", "empty", "full", "copy", "concat", "concatenate", "vstack",
                     "hstack", "stack", "tile", "repeat", "astype", "arange", "linspace"),
                    "stream-new"),
    **dict.fromkeys(("run", "Popen", "check_output", "check_call"), "process"),
    **dict.fromkeys(("append", "setdefault", "items", "keys", "values", "defaultdict", "deque",
                     "popleft", "extend", "update", "get", "pop", "isinstance", "getattr", "dict",
                     "iterrows", "itertuples", "to_dict", "tolist"), "objects"),
}  # fmt: skip
"""Name of a function or method → the kernel that it is like; `stream` is that of a level."""
COST: Mapping[str, float] = {
    "stream": 1.0, "stream-new": 2.0, "math": 6.0, "gather": 10.0, "groupby": 35.0, "join": 30.0,
    "sort": 60.0, "matmul-fp64": 100.0, "python-sort": 110.0, "strings": 600.0, "objects": 180.0,
    "interpreter": 70.0, "numpy-calls": 500.0, "process": 1e7,
}  # fmt: skip
"""Nanoseconds for an element, about (what kernels took on an EPYC of 2021): where several things
are done to as many elements, how they share the time."""
SMALL_BYTES = 1 << 20
"""Of a working set that stays in a core's own cache."""
_LOOP_SHARE = {"interpreter": 1.0, "objects": 0.15}
_CALLS_IN_LOOPS = ("math", "stream", "stream-new", "matmul-fp64", "gather")
"""What in a Python loop is mostly many calls of numpy with little in them."""
_SYSTEM = "pages"
_LOOPS = (ast.For, ast.While, ast.AsyncFor)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def mix_of(
    source: str,
    *,
    lines: Mapping[int, float] | None = None,
    working_bytes: int | None = None,
    cache_bytes: Sequence[int] = (),
    system_share: float = 0.0,
    threads: float = 1.0,
) -> dict[str, float] | None:
    """Kernel → share of the cell's time; None where nothing in the cell says.

    `lines` are shares of the time by line of `source` (a profile's), `working_bytes` what the cell
    goes through, `system_share` the part of its CPU time that the system takes (new memory, mostly)
    and `threads` its CPU time over its wall time: at 1, linear algebra had one thread. A source
    that can't be parsed has no mix.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: dict[str, float] = defaultdict(float)
    for statement, inside in _simple(tree):
        share = _share_of(statement, lines)
        if share > 0 and (kinds := _kinds(statement, inside)):
            # A profile knows what the line took; without one, all lines see as many elements.
            total = sum(kinds.values()) if lines is not None else 1.0
            for kind, part in kinds.items():
                found[kind] += share * part / total
    if not found:
        return None
    resolved = _resolved(found, working_bytes, tuple(cache_bytes), threads)
    system = min(max(system_share, 0.0), 0.9)
    mixed = {kind: (1 - system) * part for kind, part in resolved.items()}
    if system:
        mixed[_SYSTEM] = mixed.get(_SYSTEM, 0.0) + system
    return mixed


def _simple(tree: ast.Module) -> list[tuple[ast.stmt | ast.expr, bool]]:
    """Statements without others in them, and heads of those with some; whether inside a loop."""
    found: list[tuple[ast.stmt | ast.expr, bool]] = []

    def walk(body: Sequence[ast.stmt], inside: bool) -> None:
        for each in body:
            heads = [h for name in ("test", "iter") if (h := getattr(each, name, None)) is not None]
            inner = inside or isinstance(each, (*_LOOPS, ast.FunctionDef, ast.AsyncFunctionDef))
            blocks = [getattr(each, name, []) for name in ("body", "orelse", "finalbody")]
            blocks += [handler.body for handler in getattr(each, "handlers", [])]
            if not any(blocks):
                found.append((each, inside))
                continue
            found.extend((head, inner) for head in heads)
            for block in blocks:
                walk(block, inner)

    walk(tree.body, False)
    return found


def _share_of(statement: ast.stmt | ast.expr, lines: Mapping[int, float] | None) -> float:
    """By the profile, or all the same where there is none."""
    if lines is None:
        return 1.0
    last = statement.end_lineno or statement.lineno
    return sum(share for line, share in lines.items() if statement.lineno <= line <= last)


def _kinds(statement: ast.stmt | ast.expr, inside: bool) -> dict[str, float]:
    """What one statement is like. In a loop, or a comprehension, the interpreter has its part."""
    kinds: dict[str, float] = defaultdict(float)
    looping = inside or any(isinstance(node, _COMPREHENSIONS) for node in ast.walk(statement))
    for node in ast.walk(statement):
        if kind := _kind(node, looping):
            kinds["numpy-calls" if looping and kind in _CALLS_IN_LOOPS else kind] += 1
    if looping:
        for kind, part in _LOOP_SHARE.items():
            kinds[kind] += part
    return {kind: number * COST[kind] for kind, number in kinds.items()}


def _kind(node: ast.AST, looping: bool) -> str:
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            return CALLS.get(node.func.attr, "")
        if isinstance(node.func, ast.Name):
            kind = CALLS.get(node.func.id, "")
            return "interpreter" if kind == "stream" else kind
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.MatMult):
            return "matmul-fp64"
        return "interpreter" if looping else "stream-new"
    if isinstance(node, ast.JoinedStr):
        return "strings"
    if isinstance(node, ast.Compare):
        return "interpreter" if looping else "stream"
    return ""


def _resolved(
    found: Mapping[str, float], working: int | None, caches: tuple[int, ...], threads: float
) -> dict[str, float]:
    """Shares by real kernels: streams at their level, linear algebra with its threads."""
    level = "stream-ram"
    if working is not None:
        last = caches[-1] if caches else 32 << 20
        level = "stream-ram" if working > last else "stream-l3"
        level = "stream-l2" if working <= SMALL_BYTES else level
    total = sum(found.values())
    shares: dict[str, float] = {}
    for kind, part in found.items():
        name = level if kind == "stream" else kind
        if kind == "stream-new" and working is not None and working <= SMALL_BYTES:
            name = "stream-l2"
        if kind == "matmul-fp64" and threads < 1.3:
            name = "matmul-fp64-1"
        shares[name] = shares.get(name, 0.0) + part / total
    return shares

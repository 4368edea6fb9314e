"""What a piece of source reads, binds and may change: questions of syntax alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from .source import COMPREHENSIONS, FUNCTIONS, Function


def words(text: str) -> frozenset[str]:
    """The words of a text, for tables of names that stay readable."""
    return frozenset(text.split())


# Methods of built-in containers, strings, arrays, frames and patterns that change nothing.
QUIET_METHODS = words(
    """
    capitalize casefold center count encode endswith expandtabs find format index isalnum isalpha
    isdecimal isdigit isidentifier islower isnumeric isspace istitle isupper join ljust lower lstrip
    partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split
    isascii splitlines startswith strip swapcase title translate upper zfill decode hex
    copy get items keys values difference intersection isdisjoint issubset issuperset
    symmetric_difference union most_common elements
    abs agg all any argmax argmin assign astype clip corr cov cumprod cumsum describe
    between diff dot drop dropna searchsorted get_loc get_indexer
    duplicated eq first_valid_index fillna flatten ge groupby gt head iterrows itertuples idxmax
    idxmin isin isna isnull le lt max mean median melt merge min mode ne nlargest nsmallest notna
    notnull nunique pivot_table prod quantile rank ravel rename reset_index reshape
    rolling round sample
    set_index shift sort_index sort_values std sum tail to_dict to_list to_numpy tolist transpose
    unique value_counts var findall finditer fullmatch match search sub subn group groups
    groupdict bit_length is_integer item date isoformat strftime timestamp total_seconds weekday
    """
)

# Further methods of frames and columns that change nothing, by names that others may use otherwise.
FRAME_METHODS = words(
    """
    add_prefix add_suffix bfill ceil combine_first contains cummax cummin cumcount day_name div
    droplevel equals ewm expanding explode extract ffill first floor get_level_values interpolate
    isocalendar kurt last len mask mod month_name mul ngroup normalize nth pct_change pivot pow
    query reindex resample select_dtypes sem set_axis skew slice squeeze stack sub to_frame
    take to_period to_timestamp truediv tz_convert tz_localize unstack where xs
    """
)

# Built-in functions that change no argument and have no effect of their own. `next`, `iter` and
# what consumes an iterator are judged by their argument, see `Facts.is_iterator`.
QUIET_BUILTINS = words(
    """
    abs all any ascii bin bool bytes chr complex dict divmod enumerate filter float format frozenset
    hash hex int isinstance issubclass len list map max min oct ord pow range repr reversed round
    set slice sorted str sum tuple type zip print
    """
)


# Functions of libraries that leave their arguments alone; a trailing dot stands for a whole module.
QUIET_FUNCTIONS = (
    *("math.", "cmath.", "operator.", "re.", "statistics.", "itertools.", "string.", "json.dumps"),
    *("pandas.", "bisect.bisect", "copy.", "time.", "datetime.", "collections.", "decimal."),
    *("random.choice", "random.random", "random.randint", "random.uniform", "random.sample"),
    *("functools.reduce", "functools.partial", "textwrap.", "fractions.", "os.path.", "difflib."),
)
LOUD_NUMPY = ("shuffle", "put", "place", "copyto", "fill_diagonal", "putmask", "at")


def quiet_function(full: str) -> bool:
    """True where a library's function, by its full name, changes no argument (but `out=`)."""
    if full.startswith("numpy."):
        return full.rpartition(".")[2] not in LOUD_NUMPY
    return full.startswith(QUIET_FUNCTIONS)


def root(node: ast.AST) -> ast.Name | None:
    """The name at the left end of `a.b[c].d`, or None."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return node if isinstance(node, ast.Name) else None


def walk(nodes: ast.AST | Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of one tree or of several."""
    for node in [nodes] if isinstance(nodes, ast.AST) else nodes:
        yield from ast.walk(node)


def loads(nodes: ast.AST | Iterable[ast.AST]) -> set[str]:
    """Names that are read; `x += 1` reads `x`."""
    found = set()
    for node in walk(nodes):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found


def stores(nodes: ast.AST | Iterable[ast.AST]) -> set[str]:
    """Names that are bound or unbound by whatever means; not those of comprehensions' own."""
    found: set[str] = set()
    own: set[str] = set()
    for node in walk(nodes):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            found.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            found.add(node.rest)
        elif isinstance(node, ast.Global | ast.Nonlocal):
            found |= set(node.names)
        elif isinstance(node, COMPREHENSIONS):
            own |= _comprehension_targets(node)
    return found - (own - _stored_outside(nodes, own)) if own else found


def _comprehension_targets(node: ast.AST) -> set[str]:
    targets = [part.target for part in getattr(node, "generators", ())]
    return {part.id for part in walk(targets) if isinstance(part, ast.Name)}


def _stored_outside(nodes: ast.AST | Iterable[ast.AST], names: set[str]) -> set[str]:
    """Those of `names` that are bound elsewhere than as a comprehension's target."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.comprehension):
            visit(node.iter)
            for test in node.ifs:
                visit(test)
            return
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        for child in ast.iter_child_nodes(node):
            visit(child)

    for node in [nodes] if isinstance(nodes, ast.AST) else nodes:
        visit(node)
    return found & names


def own_statements(function: Function | ast.ClassDef | ast.Module) -> Iterator[ast.AST]:
    """Nodes of a body, without the bodies of functions and classes nested in it."""
    body = function.body
    stack: list[ast.AST] = list(body) if isinstance(body, list) else [body]
    while stack:
        node = stack.pop(0)
        yield node
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            stack[:0] = list(getattr(node, "decorator_list", ()))
        else:
            stack[:0] = list(ast.iter_child_nodes(node))


def parameters(function: Function) -> list[str]:
    """Names of all parameters, in order of declaration."""
    spec = function.args
    named = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
    starred = [arg for arg in (spec.vararg, spec.kwarg) if arg is not None]
    return [arg.arg for arg in [*named, *starred]]


def local_names(function: Function | ast.ClassDef | ast.Module) -> set[str]:
    """Names that belong to a function's (class's, module's) own scope."""
    if isinstance(function, ast.Lambda):
        return set(parameters(function))
    found: set[str] = set()
    free: set[str] = set()
    own: set[str] = set()
    for node in own_statements(function):
        if isinstance(node, ast.Global | ast.Nonlocal):
            free |= set(node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, COMPREHENSIONS):
            own |= _comprehension_targets(node)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            found.add(node.name)
    if own:
        found -= own - _stored_outside(function, own)
    if isinstance(function, FUNCTIONS):
        found |= set(parameters(function))
    return found - free


def has(nodes: ast.AST | Iterable[ast.AST], *types: type[ast.AST]) -> bool:
    """True where a node of one of `types` occurs in `nodes`."""
    return any(isinstance(node, types) for node in walk(nodes))


def leaves_early(loop: ast.For | ast.While) -> bool:
    """True where the loop may end before its time, or suspends what it is in."""
    kinds = (ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Raise)
    if loop.orelse or has(loop.body, *kinds):
        return True
    return _breaks(loop.body)


def _breaks(body: Iterable[ast.stmt]) -> bool:
    """True where `break` or `continue` in `body` concerns the loop that `body` is of."""
    for stmt in body:
        if isinstance(stmt, ast.Break | ast.Continue):
            return True
        if isinstance(stmt, ast.For | ast.While | ast.AsyncFor):
            if _breaks(stmt.orelse):
                return True
        elif not isinstance(stmt, (*FUNCTIONS, ast.ClassDef)):
            children = [c for c in ast.iter_child_nodes(stmt) if isinstance(c, ast.stmt)]
            cases = getattr(stmt, "cases", ())
            handlers = getattr(stmt, "handlers", ())
            children += [s for part in [*cases, *handlers] for s in part.body]
            if _breaks(children):
                return True
    return False


def accumulation(stmt: ast.stmt, op: type[ast.operator] = ast.Add) -> tuple[str, ast.expr] | None:
    """(name, what is added) of `n += e` and `n = n + e`, or None."""
    if (
        isinstance(stmt, ast.AugAssign)
        and isinstance(stmt.target, ast.Name)
        and isinstance(stmt.op, op)
    ):
        return stmt.target.id, stmt.value
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target, value = stmt.targets[0], stmt.value
    if (
        isinstance(target, ast.Name)
        and isinstance(value, ast.BinOp)
        and isinstance(value.op, op)
        and isinstance(value.left, ast.Name)
        and value.left.id == target.id
    ):
        return target.id, value.right
    return None


def expression_loads(node: ast.AST) -> set[str]:
    """Names that an expression takes from around it (not its comprehensions' targets)."""
    names = loads(node)
    for part in ast.walk(node):
        if isinstance(part, COMPREHENSIONS):
            names -= _comprehension_targets(part)
        elif isinstance(part, ast.Lambda):
            names -= set(parameters(part))
    return names

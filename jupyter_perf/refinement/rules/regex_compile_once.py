from __future__ import annotations

import ast
import re
import warnings

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Swap
from ..facts import Facts
from ._hot import is_compiled, is_hot
from ._place import place
from ._plain_patterns import by_string, is_compared
from ._rule import Rewrite, rule

_GIVEN = {"search": 1, "match": 1, "fullmatch": 1, "findall": 1, "finditer": 1, "sub": 2,
          "split": 1}  # fmt: skip
"""How many arguments come after the pattern, at the least."""
_LIMITS = {"sub": "count", "split": "maxsplit"}
_EAGER = flow.words("sum any all list set frozenset tuple dict sorted max min join")


@rule(ast.Call, safety=Safety.CHECK, gain=1.5, hints=("re.",))
def regex_compile_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Compile a pattern once, or do without where it is a plain text.

    What it does:
        `re.search`, `match`, `sub`, `split`, … of a constant pattern in a loop or comprehension
        become methods of a pattern that is compiled before. Where the pattern is a plain text and
        a string is searched, `in`, `startswith`, `replace` and `split` of strings do it.

    Why it is slow:
        Each call looks the pattern up in the cache of the module `re`, by way of two functions
        written in Python; methods of strings are many times faster than a pattern.

    Before:
        codes = [re.sub(r"[aeiou]+", "", word) for word in words]

    After:
        pattern = re.compile(r"[aeiou]+")
        codes = [pattern.sub("", word) for word in words]

    When not:
        A pattern that isn't constant or isn't right, flags that are worked out, a call that runs
        once, later, or in a class body.

    Source:
        The Python documentation of `re.compile`, and the regular expression HOWTO, "Use String
        Methods"; measured: 1.3 to 2 times compiled, 1.8 to 14 times by strings.
    """
    module, _, name = (facts.full_name(node.func) or "").rpartition(".")
    if module != "re" or name not in _GIVEN or not isinstance(node.func, ast.Attribute):
        return None
    if ast.unparse(node.func.value) != "re" or is_compiled(node, facts):
        return None
    if not node.args or not isinstance(node.args[0], ast.Constant) or not _plain_call(node, name):
        return None
    pattern = node.args[0].value
    if not isinstance(pattern, str) or not _is_right(pattern):
        return None
    text = by_string(node, name, pattern, facts)
    if text is not None and is_hot(node, facts):
        asked = name in ("search", "match") and is_compared(node, facts)
        whole = facts.source.parents[node] if asked else node
        assert isinstance(whole, ast.expr)
        return Rewrite((Swap(whole, text),))
    return _compiled_before(node, name, "re", facts)


def _plain_call(node: ast.Call, name: str) -> bool:
    """True for a call of a known form, without flags that come by position."""
    if any(isinstance(a, ast.Starred) for a in node.args) or len(node.args) != _GIVEN[name] + 1:
        return False
    known = ("flags", _LIMITS.get(name, "flags"))
    return all(k.arg in known and (k.arg != "flags" or _is_flag(k.value)) for k in node.keywords)


def _is_flag(value: ast.expr) -> bool:
    return (
        isinstance(value, ast.Attribute)
        and isinstance(value.value, ast.Name)
        and value.value.id == "re"
        and value.attr in ("I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL")
    )


def _is_right(pattern: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(pattern)
        except (re.error, Warning, OverflowError, RecursionError):
            return False
    return True


def _compiled_before(node: ast.Call, name: str, module: str, facts: Facts) -> Rewrite | None:
    if isinstance(facts.source.function(node), ast.ClassDef):
        return None
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            break
        if isinstance(parent, ast.Lambda):
            return None
        if isinstance(parent, ast.GeneratorExp):
            user = facts.source.parents[parent]
            called = ast.unparse(user.func) if isinstance(user, ast.Call) else ""
            if called.rpartition(".")[2] not in _EAGER:
                return None
    before = place(node, (), facts)
    if before is None or not _imported_before(module, before, facts):
        return None
    flags = [k for k in node.keywords if k.arg == "flags"]
    made = [node.args[0], *(k.value for k in flags)]
    kept = [*map(facts.source.segment, node.args[1:])]
    kept += [f"{k.arg}={facts.source.segment(k.value)}" for k in node.keywords if k not in flags]
    new = facts.fresh("pattern")
    compiled = f"{new} = {module}.compile({', '.join(map(facts.source.segment, made))})"
    return Rewrite((Around(before, compiled), Swap(node, f"{new}.{name}({', '.join(kept)})")))


def _imported_before(module: str, stmt: ast.stmt, facts: Facts) -> bool:
    """True where the module's name is bound before, by imports that surely run, or not at all."""
    for one in facts.source.all(ast.Import, ast.ImportFrom):
        if module in flow.stores(one):
            parent = facts.source.parents[one]
            if one.lineno >= stmt.lineno or not isinstance(parent, ast.Module | ast.FunctionDef):
                return False
    return True

"""The shapes of what calls of built-in functions and methods return."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shapes import Shape, Shapes, holding, only, union
from .ask import Ask
from .dates import of_date

_TEXT = flow.words(
    """capitalize casefold center expandtabs format join ljust lower lstrip removeprefix
    removesuffix replace rjust rstrip strip swapcase title upper zfill translate"""
)
_FIXED = {"str": "str", "repr": "str", "chr": "str", "input": "str", "hex": "str", "bin": "str",
          "format": "str", "oct": "str", "len": "int", "int": "int", "ord": "int",
          "hash": "int", "float": "float", "bool": "bool", "any": "bool", "all": "bool",
          "isinstance": "bool"}  # fmt: skip
_METHODS = {"count": "int", "find": "int", "rfind": "int", "index": "int", "isdigit": "bool",
            "startswith": "bool", "endswith": "bool", "isalpha": "bool"}  # fmt: skip
_COPIES = {"list": "list", "sorted": "list", "tuple": "tuple", "set": "set",
           "frozenset": "frozenset", "reversed": "iterator", "iter": "iterator"}  # fmt: skip
_DATES = frozenset({"datetime.datetime.strptime", "datetime.datetime.fromisoformat",
                    "datetime.date.fromisoformat", "datetime.date", "datetime.datetime",
                    "datetime.time", "datetime.timedelta", "datetime.date.today",
                    "datetime.datetime.now", "datetime.datetime.combine"})  # fmt: skip
_COUNTED = ("list", "tuple", "set", "frozenset", "iterator", "deque")
_READERS = frozenset({"sys.stdin.readline", "sys.stdin.read", "sys.stdin.buffer.readline"})


def call_shapes(node: ast.Call, facts: Facts, ask: Ask) -> Shapes | None:
    """Shapes of a call's value; `ask` gives those of an expression."""
    called = node.func
    if any(isinstance(a, ast.Starred) for a in node.args):
        return None
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        return _builtin(called.id, node, facts, ask)
    full = facts.full_name(called) or _meant(called, facts)
    if full in _READERS:
        return only("str") if "buffer" not in (full or "") else only("bytes")
    if full == "copy.deepcopy" and len(node.args) == 1:
        return ask(node.args[0])
    if full == "collections.deque":
        return holding("deque", shapes.elements(ask(node.args[0])) if node.args else shapes.NONE)
    if full == "collections.Counter" and not node.keywords:
        return _counter(ask(node.args[0]) if node.args else shapes.NONE)
    if full == "itertools.compress" and node.args:
        return holding("iterator", shapes.elements(ask(node.args[0])))
    if full == "sys.stdin.readlines":
        return holding("list", only("str"))
    if full in ("math.sqrt", "math.log", "math.exp", "math.sin", "math.cos", "random.random"):
        return only("float")
    if full in ("math.isqrt", "math.gcd", "math.floor", "math.ceil", "random.randint"):
        return only("int")
    if full in _DATES:
        return only("date")
    if full is not None and full.startswith(("re.", "unicodedata.")):
        return _text_function(full, node)
    if isinstance(called, ast.Attribute):
        return _method(called, node, ask)
    return None


def _meant(called: ast.expr, facts: Facts) -> str | None:
    """What a name stands for that is bound once, as by `readline = sys.stdin.readline`."""
    if not isinstance(called, ast.Name):
        return None
    binders = facts.binders(called.id, facts.scope(called.id, called))
    stmt = facts.source.parents[binders[0]] if len(binders) == 1 else None
    if not isinstance(stmt, ast.Assign) or called.id in facts.namespace:
        return None
    full = facts.full_name(stmt.value)
    return full if full in _READERS else None


def _text_function(full: str, node: ast.Call) -> Shapes | None:
    if full == "unicodedata.normalize":
        return only("str")
    pattern = node.args[0] if node.args else None
    if not (isinstance(pattern, ast.Constant) and isinstance(pattern.value, str)):
        return None
    # A pattern that is text takes texts alone, and gives such.
    if full == "re.sub":
        return only("str")
    if full == "re.compile":
        return only("Pattern")
    if full in ("re.match", "re.search", "re.fullmatch"):
        return only("Match", "NoneType")
    if full == "re.findall" and "(" not in pattern.value:
        return holding("list", only("str"))
    return holding("list", only("str")) if full == "re.split" and "(" not in pattern.value else None


def _counter(given: Shapes | None) -> Shapes | None:
    """What counts the elements of something; None for what may be counts already."""
    plain = given is not None and all(s.kind in (*_COUNTED, "str", "range") for s in given)
    return holding("Counter", shapes.elements(given), only("int")) if plain else None


def _builtin(name: str, node: ast.Call, facts: Facts, ask: Ask) -> Shapes | None:
    if name in _FIXED:
        return only(_FIXED[name])
    if name == "range":
        return only("range")
    if name == "open":
        return holding("file", only("str")) if _is_text_mode(node) else None
    first = ask(node.args[0]) if node.args else None
    if name in _COPIES:
        if not node.args:
            return holding(_COPIES[name], shapes.NONE)
        return holding(_COPIES[name], shapes.elements(first))
    if name == "dict":
        return (
            holding("dict", shapes.NONE, shapes.NONE)
            if not (node.args or node.keywords)
            else (first if shapes.within(first, "dict") and not node.keywords else None)
        )
    if name == "enumerate":
        return holding("iterator", _row([only("int"), shapes.elements(first)]))
    if name == "zip":
        return holding("iterator", _row([shapes.elements(ask(a)) for a in node.args]))
    if name == "map" and len(node.args) == 2:
        return holding("iterator", _mapped(node.args[0], facts))
    if name == "filter" and len(node.args) == 2:
        return holding("iterator", shapes.elements(ask(node.args[1])))
    return _number(name, node, first, ask)


def _is_text_mode(node: ast.Call) -> bool:
    mode = node.args[1] if len(node.args) > 1 else None
    mode = next((k.value for k in node.keywords if k.arg == "mode"), mode)
    return mode is None or (
        isinstance(mode, ast.Constant) and isinstance(mode.value, str) and "b" not in mode.value
    )


def _number(name: str, node: ast.Call, first: Shapes | None, ask: Ask) -> Shapes | None:
    if name in ("abs", "round") and first == shapes.NONE:
        return first
    if name == "abs":
        return first if shapes.numeric(first) else None
    if name in ("min", "max") and not node.keywords:
        return shapes.elements(first) if len(node.args) == 1 else union(*map(ask, node.args))
    if name == "sum" and len(node.args) == 1:
        held = shapes.elements(first)
        if shapes.whole(held) or held == shapes.NONE:
            return only("int")
        return only("int", "float") if shapes.numeric(held) else None
    if name == "divmod" and len(node.args) == 2:
        both = union(first, ask(node.args[1]))
        return _row([only("int")] * 2) if both and shapes.whole(both) else None
    if name == "round":
        return only("int") if len(node.args) == 1 else first if shapes.numeric(first) else None
    return None


def _row(parts: list[Shapes | None]) -> Shapes:
    return frozenset({Shape("tuple", union(*parts), None, tuple(enumerate(parts)))})


def _mapped(function: ast.expr, facts: Facts) -> Shapes | None:
    if not (isinstance(function, ast.Name) and facts.is_builtin(function.id, at=function)):
        return None
    return only(_FIXED[function.id]) if function.id in _FIXED else None


def _method(called: ast.Attribute, node: ast.Call, ask: Ask) -> Shapes | None:
    base = ask(called.value)
    if base == shapes.NONE:
        return base
    if shapes.within(base, "str"):
        if called.attr in _TEXT:
            return only("str")
        if called.attr in ("split", "rsplit", "splitlines"):
            return holding("list", only("str"))
        if called.attr in ("partition", "rpartition"):
            return _row([only("str")] * 3)
        return only(_METHODS[called.attr]) if called.attr in _METHODS else None
    if shapes.within(base, "dict", "defaultdict", "Counter"):
        return _of_dict(called.attr, node, base or shapes.NONE, ask)
    if shapes.within(base, "list", "deque", "set") and called.attr in ("pop", "popleft"):
        return shapes.elements(base)
    if called.attr in ("count", "index") and shapes.within(base, "list", "tuple"):
        return only("int")
    if shapes.within(base, "Pattern", "Match", "NoneType", "file"):
        return _of_match_or_file(called.attr, node)
    if shapes.within(base, "date"):
        return of_date(called.attr)
    return base if called.attr == "copy" and shapes.within(base, "list", "set", "dict") else None


def _of_match_or_file(method: str, node: ast.Call) -> Shapes | None:
    """What methods of patterns of text, of their matches and of text files return."""
    if method in ("match", "search", "fullmatch"):
        return only("Match", "NoneType")
    if method == "groups" and not node.args:
        return holding("tuple", only("str", "NoneType"))
    if method == "group" and len(node.args) < 2 and not node.keywords:
        whole = not node.args or ast.unparse(node.args[0]) == "0"
        return only("str") if whole else only("str", "NoneType")
    if method == "readlines":
        return holding("list", only("str"))
    return only("str") if method in ("sub", "read", "readline") else None


def _of_dict(method: str, node: ast.Call, base: Shapes, ask: Ask) -> Shapes | None:
    keys = union(*(shape.of for shape in base))
    held = union(*(shape.to for shape in base))
    if method == "keys":
        return holding("keys", keys)
    if method == "values":
        return holding("values", held)
    if method == "items":
        return holding("items", _row([keys, held]))
    if method == "get" and node.args:
        return union(held, ask(node.args[1]) if len(node.args) > 1 else only("NoneType"))
    return None

"""Writes the expressions that the machine needs said apart, by their marks."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping

from .. import flow
from ..syntax import parsed
from .builtin_calls import INFINITE
from .complexes import COMPLEX_HELPERS
from .functions import Functions
from .inner_functions import Callee
from .keyed import KEYED, searched
from .kinds import FLOATS, WHOLE, Num, Seq
from .queues import APPENDLEFT, POPLEFT, QUEUE, as_list
from .results import Result
from .text_helpers import CLASSES, TEXT_HELPERS

FINITE, EXACT = "finite", "exact"
GIVE_UP = "raise ValueError"
"""What a kernel does where only the original can go on."""


class MarkedWriter(ast.NodeTransformer):
    """Writes a copy of a function; `used` are the helpers it calls, `names` those of kernels."""

    def __init__(
        self,
        found: Functions,
        callee: Callee,
        names: Mapping[str, str],
        result: Result | None,
    ) -> None:
        self.found = found
        self.names = names
        self.used: set[str] = set()
        self.copied = copy.deepcopy(callee.node)
        pairs = list(zip(ast.walk(self.copied), ast.walk(callee.node), strict=True))
        self.origin: dict[ast.AST, ast.AST] = dict(pairs)
        self.result = result
        self.original = callee.node
        self.before: list[ast.stmt] = []
        """What has to stand before the statement that is being written."""
        self.searches = 0

    def _numbered(self, name: str) -> str:
        """A name of its own for each search: the machine has one type for each name."""
        return self.found.facts.fresh(name if self.searches == 1 else f"{name}_{self.searches}")

    def _mark(self, node: ast.AST) -> str:
        return self.found.marks.get(self.origin.get(node, node), "")

    def _marked(self, new: ast.expr, mark: str, origin: ast.AST) -> ast.expr:
        if mark in (FINITE, EXACT):
            self.used.add(mark)
            return called(mark, new)
        if (
            mark in (*TEXT_HELPERS, *COMPLEX_HELPERS)
            or mark.startswith(".")
            or mark in ("code of", "digits")
        ):
            return self._character(new, mark)
        if mark == "no text":
            np = self.found.facts.module("numpy", "np")[0]
            return parsed(f"{np}.empty(0, {np}.uint32)")
        if mark == "endless":
            return parsed(f"{self.found.facts.module('numpy', 'np')[0]}.inf")
        if mark == "joined":
            assert isinstance(new, ast.Call)
            return self._helped(mark, new.args[0])
        if mark == "characters":
            assert isinstance(new, ast.Call)
            return self._helped(mark, new.args[0])
        if mark in (QUEUE, POPLEFT, APPENDLEFT):
            return self._queued(new, mark, origin)
        if mark.startswith(KEYED):
            assert isinstance(new, ast.Call)
            self.searches += 1
            loop, found = searched(new, mark, self._numbered, GIVE_UP)
            self.before += ast.parse(loop).body
            return ast.Name(found, ast.Load())
        if mark == "number of code":
            return ast.BinOp(new, ast.Add(), ast.Constant(0))
        if mark == "filled":
            return parsed(f"len({ast.unparse(new)}) > 0")
        if mark == "code":
            return ast.Constant(ord(_text(new)))
        if mark in ("codes", "tuple"):
            return _members(new, mark)
        if mark == "list":
            return called("list", new)
        if mark == "list of":
            assert isinstance(new, ast.Call)
            assert isinstance(new.func, ast.Attribute)
            return called("list", new.func.value)
        if mark == "dtype":
            assert isinstance(new, ast.Name)
            kind = {"int": "int64", "bool": "bool_", "complex": "complex128"}.get(new.id, "float64")
            return parsed(f"{self.found.facts.module('numpy', 'np')[0]}.{kind}")
        if mark == "infinite":
            assert isinstance(new, ast.Call)
            words = INFINITE[_text(new.args[0]).lower()]
            sign, np = "-" * words.startswith("-"), self.found.facts.module("numpy", "np")[0]
            return parsed(f"{sign}{np}.{words.removeprefix('-')}")
        if mark == "any":
            return _among(new)
        if mark == "backwards":
            return _backwards(new)
        return self._floats(new, origin)

    def _character(self, new: ast.expr, mark: str) -> ast.expr:
        """What is done with characters, digits and powers, by the helper for it."""
        if mark == "same_text":
            assert isinstance(new, ast.Compare)
            sides = [new.left, new.comparators[0]]
            negated = isinstance(new.ops[0], ast.NotEq)
            asked = self._helped(mark, *sides)
            return ast.UnaryOp(ast.Not(), asked) if negated else asked
        if mark in COMPLEX_HELPERS:
            assert isinstance(new, ast.BinOp)
            return self._helped(mark, new.left)
        if mark in ("power_of", "right_shifted", "left_shifted"):
            assert isinstance(new, ast.BinOp)
            return self._helped(mark, new.left, new.right)
        assert isinstance(new, ast.Call)
        if mark.startswith("."):
            assert isinstance(new.func, ast.Attribute)
            code = ast.unparse(self._helped("ascii_of", new.func.value))
            return parsed(CLASSES[mark[1:]].format(code))
        if mark in ("upper_of", "lower_of"):
            assert isinstance(new.func, ast.Attribute)
            return self._helped(mark, new.func.value)
        if mark == "code of":
            given = new.args[0]
            if isinstance(given, ast.Constant):
                return ast.Constant(ord(_text(given)))
            return ast.BinOp(given, ast.Add(), ast.Constant(0))
        if mark == "sort_floats":
            assert isinstance(new.func, ast.Attribute)
            return self._helped(mark, new.func.value)
        if mark == "digits":
            digit = self.found.facts.fresh("digit")
            one = ast.unparse(self._helped("digit_of", ast.Name(digit, ast.Load())))
            return parsed(f"[{one} for {digit} in {ast.unparse(new.args[1])}]")
        return self._helped(mark, *new.args)

    def _helped(self, helper: str, *arguments: ast.expr) -> ast.Call:
        self.used.add(helper)
        return ast.Call(ast.Name(helper, ast.Load()), list(arguments), [])

    def _floats(self, new: ast.expr, origin: ast.AST) -> ast.expr:
        """A list that will hold floats holds them from the beginning."""
        seq = self.found.made.get(origin) if isinstance(origin, ast.expr) else None
        if isinstance(new, ast.List) and not new.elts and seq is not None:
            return self._empty(new, seq, origin)
        item = seq.item if seq is not None and seq.form == "list" else None
        if not (isinstance(item, Num) and item.tags & FLOATS and item.tags & WHOLE):
            return new
        if isinstance(new, ast.List) and new.elts:
            new.elts = [_float(part) for part in new.elts]
        elif isinstance(new, ast.ListComp):
            new.elt = _float(new.elt)
        return new

    def _queued(self, new: ast.expr, mark: str, origin: ast.AST) -> ast.expr:
        assert isinstance(new, ast.Call)
        written = as_list(new, mark)
        seq = self.found.made.get(origin) if isinstance(origin, ast.expr) else None
        if isinstance(written, ast.List) and not written.elts and seq is not None:
            return self._empty(written, seq, origin)
        return written

    def _empty(self, new: ast.List, seq: Seq, origin: ast.AST) -> ast.expr:
        """An empty list to which nothing is appended by its name has to say what it is for."""
        parent = self.found.facts.source.parents.get(origin)
        names = flow.stores(parent) if isinstance(parent, ast.Assign | ast.AnnAssign) else set()
        if not isinstance(seq.item, Num) or _grows(names, self.original):
            return new
        tags = seq.item.tags
        start = "0.0" if tags & FLOATS else "0" if tags & (WHOLE | {"char"}) else "False"
        return parsed(f"[{start} for _ in range(0)]")


def _grows(names: set[str], function: ast.FunctionDef) -> bool:
    """True where a list of one of these names is appended to, which tells numba what it holds."""
    return any(
        isinstance(part, ast.Attribute)
        and part.attr in ("append", "insert")
        and isinstance(part.value, ast.Name)
        and part.value.id in names
        for part in ast.walk(function)
    )


def _float(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return ast.Constant(float(node.value))
    return called("float", node)


def _text(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant)
    return str(node.value)


def called(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def _members(new: ast.expr, mark: str) -> ast.expr:
    if mark == "tuple":
        assert isinstance(new, ast.Tuple | ast.List | ast.Set)
        return ast.Tuple(new.elts, ast.Load())
    if isinstance(new, ast.Constant):
        texts = list(_text(new))
    else:
        assert isinstance(new, ast.Tuple | ast.List | ast.Set)
        texts = [_text(part) for part in new.elts]
    # A longer text never equals one character.
    codes = [ast.Constant(ord(text) if len(text) == 1 else -1) for text in texts]
    return ast.Tuple(list(codes), ast.Load())


def _among(new: ast.expr) -> ast.expr:
    """`any(…)` and `all(…)` as a search in the list of what they look at."""
    assert isinstance(new, ast.Call)
    assert isinstance(new.func, ast.Name)
    some = new.func.id == "any"
    operator = ast.In() if some else ast.NotIn()
    return ast.Compare(ast.Constant(some), [operator], [new.args[0]])


def _backwards(new: ast.expr) -> ast.expr:
    """`reversed(…)` of a range or of a sequence, by steps of -1."""
    assert isinstance(new, ast.Call)
    inner = new.args[0]
    if isinstance(inner, ast.Call):
        start = ast.unparse(inner.args[0]) if len(inner.args) == 2 else "0"
        stop = ast.unparse(inner.args[-1])
        return parsed(f"range(({stop}) - 1, ({start}) - 1, -1)")
    return parsed(f"{ast.unparse(inner)}[::-1]")

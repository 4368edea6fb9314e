"""From what is done with one text to the same for a column of texts."""

from __future__ import annotations

import ast
from dataclasses import replace

from ..source import Decline
from ._scalar_blocks import Blocks
from ._scalar_terms import Scalar

_ASCII = frozenset({"strip", "lstrip", "rstrip", "lower", "upper"})
"""Methods in which Python and Arrow agree at least on ASCII."""
_ENDS = frozenset({"startswith", "endswith"})


class Texts(Blocks):
    """Methods of texts, parts of them, what they contain, and texts put together."""

    ascii: frozenset[str] = frozenset()
    """Texts of columns that are tested to be ASCII."""

    def _text_method(self, node: ast.Call, called: ast.Attribute) -> Scalar | None:
        """`s.lower()` and others; None where `s` isn't a column of texts."""
        if isinstance(called.value, ast.Name) and called.value.id not in self.local:
            return None
        if called.attr not in _ASCII | _ENDS | {"replace"}:
            return None
        texts, name = self(called.value), called.attr
        if not is_texts(texts):
            return None
        if node.keywords:
            raise Decline("a method of texts with options")
        given = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        if name in _ASCII and not given:
            if texts.text not in self.ascii:
                self._guard(f"~{texts.tight}.str.isascii()")
            found = Scalar(f"{texts.tight}.str.{name}()", "str", present=True)
            self.ascii |= {texts.text, found.text}
            return found
        if any(type(value) is not str or not _plain(value) for value in given):
            raise Decline("a method of texts with what isn't a text")
        inner = ", ".join(self.facts.source.segment(arg) for arg in node.args)
        if name in _ENDS and len(given) == 1:
            self._present(texts)
            return Scalar(f"{texts.tight}.str.{name}({inner})", "bool")
        if name == "replace" and len(given) == 2 and given[0]:
            self._present(texts)
            return Scalar(f"{texts.tight}.str.replace({inner}, regex=False)", "str", present=True)
        raise Decline("a method of texts with no column form")

    def _as_text(self, value: Scalar) -> Scalar:
        """`str(x)` of texts and of whole numbers."""
        if is_texts(value):
            self._present(value)
            return replace(value, present=True)
        if value.kind != "int" or not (value.column and value.series):
            raise Decline("texts of what aren't whole numbers")
        return Scalar(f"{value.tight}.astype(str)", "str", present=True)

    def _length(self, texts: Scalar) -> Scalar:
        if not texts.present or self.masks:
            self._guard(f"{texts.tight}.isna()", everywhere=True)
        return Scalar(f"{texts.tight}.str.len()", "int", bound=2**31 - 1)

    def _contains(self, part: Scalar, texts: Scalar, op: ast.cmpop) -> Scalar:
        """`"x" in s`."""
        if part.column or part.kind != "str" or not _plain(part.text):
            raise Decline("a part of a text that isn't known")
        self._present(texts)
        text = f"{texts.tight}.str.contains({part.text}, regex=False)"
        if isinstance(op, ast.NotIn):
            return Scalar(f"~{text}", "bool", atom=False)
        return Scalar(text, "bool")

    def _subscript(self, node: ast.Subscript) -> Scalar:
        """`s[0]`, `s[:3]`."""
        texts = self(node.value)
        if not is_texts(texts):
            raise Decline("a part of what isn't a text")
        self._present(texts)
        inner = self.facts.source.segment(node.slice)
        if isinstance(node.slice, ast.Slice):
            bounds = [node.slice.lower, node.slice.upper]
            if node.slice.step is not None or any(
                bound is not None and _number(bound) is None for bound in bounds
            ):
                raise Decline("a slice of a text with no column form")
            return Scalar(f"{texts.tight}.str[{inner}]", "str", present=True)
        place = _number(node.slice)
        if place is None:
            raise Decline("a character at a place that isn't known")
        least = place + 1 if place >= 0 else -place
        self._guard(f"{texts.tight}.str.len() < {least}")
        return Scalar(f"{texts.tight}.str[{inner}]", "str", present=True)

    def _joined(self, left: Scalar, right: Scalar) -> Scalar:
        """`s + t`."""
        parts = (left, right)
        if not all(part.kind == "str" and (is_texts(part) or not part.column) for part in parts):
            raise Decline("texts that aren't columns")
        for part in parts:
            if part.column:
                self._present(part)
        column = left.column or right.column
        return Scalar(f"{left.text} + {right.text}", "str", column, False, present=True)

    def _joinedstr(self, node: ast.JoinedStr) -> Scalar:
        """An f-string of texts alone."""
        found: Scalar | None = None
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                if value.conversion != -1 or value.format_spec is not None:
                    raise Decline("a format")
                part = self._as_text(self(value.value))
            else:
                part = self(value)
            found = part if found is None else self._joined(found, part)
        if found is None:
            raise Decline("an empty text")
        return found

    def _present(self, texts: Scalar) -> None:
        if not texts.present:
            self._guard(f"{texts.tight}.isna()")


def is_texts(value: Scalar) -> bool:
    """True for a Series of texts."""
    return value.kind == "str" and value.column and value.series


def _plain(text: object) -> bool:
    return isinstance(text, str) and text.isascii()


def _number(node: ast.expr) -> int | None:
    negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    if not isinstance(inner, ast.Constant) or type(inner.value) is not int:
        return None
    return -inner.value if negative else inner.value

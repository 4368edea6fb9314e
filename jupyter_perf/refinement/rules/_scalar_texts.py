"""From what is done with one text to the same for a column of texts."""

from __future__ import annotations

import ast
from dataclasses import replace

from ..source import Decline
from ._scalar_blocks import Blocks
from ._scalar_terms import Scalar
from ._text_patterns import OTHER_SPACES, Pattern, pattern_of

_ASCII = frozenset({"strip", "lstrip", "rstrip", "lower", "upper"})
"""Methods in which Python and Arrow agree at least on ASCII."""
_SEARCHES = {"search": "contains", "match": "match", "fullmatch": "fullmatch"}
"""Functions of `re` that find something or nothing, by the methods that tell so of a column."""
_ENDS = frozenset({"startswith", "endswith"})


class Texts(Blocks):
    """Methods of texts, parts of them, what they contain, and texts put together."""

    ascii: frozenset[tuple[str, ...]] = frozenset()
    """Columns that are tested to be ASCII, each with the conditions under which it is."""

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
            if not self._is_ascii(texts.text):
                self._guard(f"~{texts.tight}.str.isascii()")
            found = Scalar(f"{texts.tight}.str.{name}()", "str", present=True)
            self.ascii |= {(texts.text, *self.masks), (found.text, *self.masks)}
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

    def _of_pattern(self, node: ast.Call) -> Scalar | None:
        """`re.sub(pattern, "", s)`, `re.search(pattern, s)`, `compiled.match(s)`."""
        module, _, name = (self.facts.full_name(node.func) or "").rpartition(".")
        given, first = list(node.args), None
        if module == "re" and given:
            first = given.pop(0)
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            first, name = node.func.value, node.func.attr
        arguments = {"sub": 2, **dict.fromkeys(_SEARCHES, 1)}.get(name)
        pattern = pattern_of(first, self.facts) if first is not None and arguments else None
        if pattern is None or len(given) != arguments or node.keywords:
            return None
        texts = self(given[-1])
        if not is_texts(texts):
            raise Decline("a pattern in what isn't a text")
        self._fits(texts, pattern)
        if name != "sub":
            ends = pattern.text.strip("r'\"").startswith("^") or pattern.ends
            if (name == "search" and pattern.groups) or (name == "fullmatch" and ends):
                raise Decline("a pattern that a column's methods read otherwise")
            options = ", regex=True" if name == "search" else ""
            return Scalar(f"{texts.tight}.str.{_SEARCHES[name]}({pattern.text}{options})", "match")
        new = given[0].value if isinstance(given[0], ast.Constant) else None
        if not _plain(new) or "\\" in str(new) or pattern.empty:
            raise Decline("a replacement that a column's methods read otherwise")
        inner = f"{pattern.text}, {self.facts.source.segment(given[0])}"
        found = Scalar(f"{texts.tight}.str.replace({inner}, regex=True)", "str", present=True)
        self.ascii |= {(found.text, *self.masks)}
        return found

    def _fits(self, texts: Scalar, pattern: Pattern) -> None:
        """Guards: texts in which a pattern finds the same by whatever library."""
        if not self._is_ascii(texts.text):
            self._guard(f"~{texts.tight}.str.isascii()")
            self.ascii |= {(texts.text, *self.masks)}
        if pattern.spaces:
            self._guard(f'{texts.tight}.str.contains(r"{OTHER_SPACES}", regex=True)')
        if pattern.ends:
            self._guard(f'{texts.tight}.str.contains("\\n", regex=False)')

    def _is_ascii(self, text: str) -> bool:
        """True where a column is tested in each element that gets here."""
        return any((text, *self.masks[:to]) in self.ascii for to in range(len(self.masks) + 1))

    def _with_holes(self, test: Scalar, yes: Scalar, no: Scalar) -> Scalar | None:
        """`x.strip() if pd.notna(x) else x`: what is made of texts keeps their holes."""
        for ends, made, other in (((".notna()", "~"), yes, no), ((".isna()", ""), no, yes)):
            base = test.text.removesuffix(ends[0]).removeprefix("~").removesuffix(".isna()")
            fits = test.text in (f"{base}{ends[0]}", f"{ends[1]}{base}.isna()")
            if not (fits and is_texts(made) and made.text.startswith(f"{base}.str.")):
                continue
            if other.text == base:
                # A column of nothing but holes has another type.
                self.guards.append(f"{base}.notna().any()")
                return replace(made, present=False)
            if other.kind == "str" and not other.column:
                return Scalar(f"{made.tight}.fillna({other.text})", "str", present=True)
        return None

    def _is_text(self, node: ast.Call) -> Scalar:
        """`isinstance(x, str)`."""
        wanted = node.args[1] if len(node.args) == 2 else None
        named = isinstance(wanted, ast.Name) and wanted.id == "str"
        if not named or not self.facts.is_builtin("str", "isinstance", at=node):
            raise Decline("a test for another type")
        texts = self(node.args[0])
        if not is_texts(texts):
            raise Decline("a test for what a column can't hold")
        return Scalar(f"{texts.tight}.notna()", "bool")

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

"""Which words of a result may be sent to a model: those that it has anyway.

Values of the user's never leave the machine unasked, and code that a model wrote can put a value
wherever there is a name: an exception's class, a column, an attribute, a field of a dtype. So a
name is said only if it stands in the user's source, was told to the model with the inputs (columns
of frames), or is a public one of the interpreter or of an installed package. Keys of dictionaries,
labels and elements are values, and follow the same rule: the key of `d["total"]` may be said,
because the source says it. Anything else is told by its place (`column 3`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .public import is_public
from .show import text_of

_PLAIN_DTYPE = re.compile(
    r"[<>|=]?[biufcmMSUV]\d{1,4}(\[\w{1,3}\])?|bool|boolean|object|category|str|string|O"
    r"|[uU]?[iI]nt(8|16|32|64)|[fF]loat(16|32|64|128)|complex(64|128|256)|bfloat16"
    r"|(string|str)(\[(python|pyarrow|pyarrow_numpy)\])?( \((python|pyarrow)\))?"
    r"|(datetime64|timedelta64)\[(D|h|m|s|ms|us|ns)(, UTC)?\]|period\[[A-Z]{1,4}\]"
)
_FORMS = re.compile(
    r"\d+ rows?|duplicate labels: (True|False)|maxlen (None|\d+)|(un)?ordered"
    r"|left|right|both|neither|(bsr|coo|csc|csr|dia|dok|lil)"
)
_FIELDS = frozenset(
    (
        *("name", "names", "mask", "fill_value", "shape", "data", "missing", "categories"),
        *("codes", "left", "right", "fill", "places", "state", "arguments", "items", "pairs"),
        *("class", "func", "args", "keywords", "start", "stop", "step", "function", "self"),
        *("bases", "get", "set", "delete", "made by"),
        *("pattern", "text", "limits", "spans", "last group"),
    )
)
"""What our own encoder calls the parts of objects of the libraries."""
_NUMBERED_FIELD = re.compile(r"(axis|level) \d+")
_LABEL = re.compile(
    r"(?P<names>`[^\W\d]\w*(?:\[(?:'[^'\\`;]*'|\d+)\])*`(?:, `[^\W\d]\w*`)*): "
    r"(?P<rest>[^`'\"]+|one of `[^\W\d]\w*`(?:, which is there twice)?)"
)
_KEY = re.compile(r"\[(?:'([^']*)'|\d+)\]")


@dataclass(frozen=True)
class Sayable:
    """The words that are known to the model beside public ones."""

    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, source: str, more: Iterable[str] = ()) -> Sayable:
        """Those of `source`, its texts included, and `more` (columns of the inputs)."""
        return cls(frozenset({*_words(source), *more}))

    def knowing(self, more: Iterable[str]) -> Sayable:
        return Sayable(self.words | frozenset(more))

    def name(self, text: str, instead: str) -> str:
        return text if text in self.words else instead

    def text(self, child: object) -> str:
        """The text that is an encoded label or key, where it may be said; else nothing."""
        text = text_of(child) if isinstance(child, str) and child[0] in "sS" else ""
        return text if text in self.words else ""

    def type(self, text: str, instead: str) -> str:
        """The name of a class."""
        inner = text.removesuffix(" (not the builtin)").removesuffix(" (not the library's)")
        return text if inner in self.words or is_public(inner) else instead

    def raised(self, kind: str, bases: Iterable[str] = ()) -> str:
        """An exception by its class, or by the nearest one above it that may be named."""
        for one in (kind, *bases):
            if one in self.words or is_public(one):
                return one if one == kind else f"a kind of {one}"
        return "an exception"

    def form(self, text: str, instead: str = "of another form") -> str:
        """A dtype, a number of rows and the like, as the encoder writes them."""
        first, _, freq = text.partition(", freq ")
        plain = _PLAIN_DTYPE.fullmatch(first) or _FORMS.fullmatch(first)
        return first if plain and not freq else f"{first} with a frequency" if plain else instead

    def field(self, text: str) -> str:
        """The step to an attribute."""
        known = text in self.words or text in _FIELDS or _NUMBERED_FIELD.fullmatch(text)
        return text if known else "…"

    def label(self, text: str) -> str:
        """What is unusual in a generated input, without keys that aren't known; may be empty."""
        found = [_LABEL.fullmatch(part) for part in text.split("; ")]
        if not found or None in found:
            return ""
        return "; ".join(
            f"{_KEY.sub(self._known_key, each['names'])}: {each['rest']}" for each in found if each
        )

    def _known_key(self, key: re.Match[str]) -> str:
        return key[0] if key[1] in self.words else "[…]"


def _words(source: str) -> set[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        # IPython's own syntax: names are words all the same.
        return set(re.findall(r"[^\W\d]\w*", source))
    found: set[str] = set()
    for node in ast.walk(tree):
        for _, value in ast.iter_fields(node):
            many = value if isinstance(value, list) else [value]
            found.update(one for one in many if isinstance(one, str))
    return found | {part for name in found for part in name.split(".") if part.isidentifier()}

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import place, sole
from ._rule import Rewrite, rule
from ._unbound import is_bound_at
from ._whole_words import known_words, whole_word

_CASELESS = ("re.I", "re.IGNORECASE")


@rule(ast.For, safety=Safety.CHECK, gain=30.0, hints=(r"\b",))
def words_to_one_pattern(node: ast.For, facts: Facts) -> Rewrite | None:
    r"""Take words out of a text by one pattern of all of them instead of one after another.

    What it does:
        A loop that substitutes `\bword\b` for each of some words by the same text, in which
        there are no letters or digits, becomes one `re.sub` of a pattern that has them all, which
        is compiled before the loop around.

    Why it is slow:
        Each word's pattern goes through the whole text, and is put together and looked up anew.

    Before:
        stop = ["the", "a", "of", "in", "and"]
        for title in titles:
            text = title.lower()
            for w in stop:
                text = re.sub(r"\b" + w + r"\b", "", text)
            cleaned.append(text)

    After:
        stop = ["the", "a", "of", "in", "and"]
        pattern = re.compile(r"\b(?:" + "|".join(stop) + r")\b")
        for title in titles:
            text = title.lower()
            text = pattern.sub("", text)
            w = stop[-1]
            cleaned.append(text)

    When not:
        Words that aren't written out in the source, or that hold anything but letters, digits and
        `_`; a substitute with such a character in it, which a later word might find.

    Source:
        The Python documentation of `re`: `|`; measured: 5 to 20 times with 30 words.
    """
    found = _Loop.of(node, facts)
    if found is None or is_compiled(node, facts):
        return None
    words = node.iter
    if not known_words(words, facts):
        return None
    last = _last(words, facts)
    in_cell = facts.kind == "cell" and facts.source.function(node) is None
    if in_cell and not last:
        return None
    if not in_cell and read_elsewhere(found.word, [node], facts):
        return None
    every = r'r"\b(?:" + "|".join(' + facts.source.segment(words) + r') + r")\b"'
    flags = f", {found.flags}" if found.flags else ""
    needed = {words.id} if isinstance(words, ast.Name) else set()
    before = place(words, needed, facts)
    changes: list[Change] = []
    if before is not None and _are_there(found, words, before, facts):
        name = facts.fresh("pattern")
        changes.append(Around(before, f"{name} = re.compile({every}{flags})"))
        text = f"{found.text} = {name}.sub({found.new}, {found.text})"
    else:
        flags = f", flags={found.flags}" if found.flags else ""
        text = f"{found.text} = re.sub({every}, {found.new}, {found.text}{flags})"
    text += f"\n{found.word} = {last}" if in_cell else ""
    return Rewrite((*changes, Instead(node, text)))


@dataclass(frozen=True)
class _Loop:
    r"""`for word in words: text = re.sub(rf"\b{word}\b", new, text, flags=flags)`."""

    word: str
    text: str
    new: str
    flags: str
    module: ast.Name

    @classmethod
    def of(cls, node: ast.For, facts: Facts) -> _Loop | None:
        stmt = sole(node.body)
        if node.orelse or not isinstance(node.target, ast.Name) or not isinstance(stmt, ast.Assign):
            return None
        target, call = stmt.targets[0], stmt.value
        if len(stmt.targets) > 1 or not isinstance(target, ast.Name):
            return None
        if not isinstance(call, ast.Call) or len(call.args) != 3:
            return None
        if facts.full_name(call.func) != "re.sub" or ast.unparse(call.func) != "re.sub":
            return None
        pattern, new, text = call.args
        flags = [ast.unparse(k.value) for k in call.keywords if k.arg == "flags"]
        if len(flags) < len(call.keywords) or not set(flags) <= set(_CASELESS):
            return None
        own = {node.target.id, *flow.loads(node.iter)}
        if target.id in own or ast.unparse(text) != target.id:
            return None
        if not _parts_words(new) or not whole_word(pattern, node.target.id, facts):
            return None
        module = flow.root(call.func)
        assert module is not None
        new_text = facts.source.segment(new)
        return cls(node.target.id, target.id, new_text, "".join(flags), module)


def _parts_words(new: ast.expr) -> bool:
    """True for a substitute that leaves all other words as they are."""
    if not isinstance(new, ast.Constant) or not isinstance(new.value, str):
        return False
    return re.search(r"[\w\\]", new.value) is None


def _last(words: ast.expr, facts: Facts) -> str:
    """What the loop's variable holds in the end; empty where that has no name."""
    if isinstance(words, ast.List | ast.Tuple):
        return facts.source.segment(words.elts[-1])
    ordered = facts.kind_of(words) in ("list", "tuple")
    return f"{facts.source.segment(words)}[-1]" if ordered else ""


def _are_there(loop: _Loop, words: ast.expr, before: ast.stmt, facts: Facts) -> bool:
    names = [loop.module, *([words] if isinstance(words, ast.Name) else [])]
    return all(is_bound_at(name, before, facts) for name in names)

"""A diff as HTML: syntax in colour, what didn't change folded away."""

from __future__ import annotations

import functools

from .diff import Block, blocks
from .static_html import escape

_TAGS = {
    "-": ("<del>", "</del>"),
    "+": ("<ins>", "</ins>"),
    " ": ('<span class="same">', "</span>"),
}

_MOST_COLOURED_CHARS = 20_000
"""Nobody reads a diff that long in colour, and a result must appear at once."""


def diff_html(before: str, after: str, most_lines: int) -> str:
    """`most_lines` counts shown lines; folded ones are kept only while there is room for them."""
    colours = {"-": _coloured(before), "+": _coloured(after)}
    at = {"-": 0, "+": 0}
    left = most_lines
    parts: list[str] = []
    for block in blocks(before, after):
        side = "-" if block.kind == "-" else "+"
        shown = colours[side][at[side] : at[side] + len(block.lines)]
        for moved in "-+" if block.kind == " " else block.kind:
            at[moved] += len(block.lines)
        if left <= 0:
            parts.append('<span class="same">… the rest of the diff is not saved</span>')
            break
        parts.append(_block_html(block, shown, left))
        left -= len(shown) if not block.hidden else 1 + len(shown) // 2
    return f"<pre>{''.join(parts)}</pre>"


def _block_html(block: Block, shown: list[str], left: int) -> str:
    opening, closing = _TAGS[block.kind]
    # The line's own end shows where styles are stripped; a block's last one takes no room.
    lines = "".join(f"{opening}{block.kind} {line}\n{closing}" for line in shown[:left])
    if not block.hidden:
        return lines
    count = len(block.lines)
    label = f"… {count} unchanged {'line' if count == 1 else 'lines'}"
    if count > left:
        return f'<span class="same">{label}\n</span>'
    return f"<details><summary>{label}</summary>{lines}</details>"


@functools.lru_cache(maxsize=8)
def _coloured(source: str) -> list[str]:
    """Each line of `source` as HTML, with classes for a few kinds of tokens."""
    if len(source) > _MOST_COLOURED_CHARS:
        return [escape(line) for line in source.rstrip("\n").split("\n")]
    from pygments.lexers.python import PythonLexer

    lines = [""]
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    for kind, text in lexer.get_tokens(source.rstrip("\n")):
        name = _class_of(kind)
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append("")
            if piece:
                shown = escape(piece)
                lines[-1] += f'<span class="{name}">{shown}</span>' if name else shown
    return lines


def _class_of(kind: object) -> str:
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    for family, name in (
        (Keyword, "k"),
        (Operator.Word, "k"),
        (String, "s"),
        (Number, "m"),
        (Comment, "c"),
        (Name.Builtin, "b"),
        (Name.Function, "b"),
    ):
        if kind in family:
            return name
    return ""

"""Pieces of HTML that need no script and no network, and stay readable where styles are stripped.

Every function escapes what it is given; sentences may hold `code` between backticks. Colours come
from the theme's own variables. Where there are none (other hosts), text inherits the page's colour,
tints are translucent and syntax colours are mid-tones: what is behind them can't be known there, a
dark desktop may hold a white page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from .limits import visible
from .pictured import pictured

ROOT_CLASS = "jperf"

STYLE = """<style>
.jperf{color:var(--jp-content-font-color1,inherit);
font-family:var(--jp-content-font-family,system-ui,sans-serif);
font-size:var(--jp-content-font-size1,14px);line-height:1.45;max-width:60em;margin:4px 0}
.jperf p{margin:4px 0}
.jperf .good b{color:var(--jp-success-color1,#2a8f45)}
.jperf p.warn:not(.head),.jperf .warn b{color:var(--jp-warn-color1,#c26a00)}
.jperf .head{font-size:1.1em}
.jperf .soft{opacity:.75;font-size:.92em}
.jperf pre{margin:6px 0;padding:6px 0;overflow-x:auto;white-space:pre;border-radius:4px;
background:rgba(128,128,128,.08);color:inherit;font-size:var(--jp-code-font-size,13px);
font-family:var(--jp-code-font-family,monospace);line-height:1.4}
.jperf pre.said{white-space:pre-wrap;overflow-wrap:anywhere;padding:6px 8px}
.jperf del,.jperf ins,.jperf .same{display:block;text-decoration:none;padding:0 8px;
min-width:max-content}
.jperf del{background:rgba(220,60,50,.16)}
.jperf ins{background:rgba(50,170,80,.18)}
.jperf details{margin:4px 0}
.jperf details details{margin-left:12px}
.jperf pre details{margin:0}
.jperf summary{cursor:pointer}
.jperf pre summary{padding:0 8px;opacity:.65}
.jperf table{border-collapse:collapse;margin:4px 0;font-size:.92em}
.jperf.jperf td,.jperf.jperf th{text-align:left;vertical-align:top;padding:2px 12px 2px 4px;
white-space:normal;border:0;max-width:32em;overflow-wrap:anywhere}
.jperf td:nth-child(1),.jperf td:nth-child(3){white-space:nowrap}
.jperf.jperf :not(pre)>code{font-family:var(--jp-code-font-family,monospace);font-size:.95em;
color:inherit;background:rgba(128,128,128,.12);border-radius:3px;padding:0 3px}
.jperf ul{margin:4px 0;padding-left:1.6em}
.jperf .k{color:var(--jp-mirror-editor-keyword-color,#9a4fd0)}
.jperf .s{color:var(--jp-mirror-editor-string-color,#c0503c)}
.jperf .m{color:var(--jp-mirror-editor-number-color,#2e8b57)}
.jperf .c{color:var(--jp-mirror-editor-comment-color,#808080);font-style:italic}
.jperf .b{color:var(--jp-mirror-editor-builtin-color,#3d85c6)}
.jperf svg,.jperf img{display:block;max-width:100%;height:auto;margin:6px 0}
</style>"""


def escape(text: str) -> str:
    """Text as HTML; what can't be shown becomes �."""
    return html.escape(visible(text), quote=True)


def prose(text: str) -> str:
    """A sentence as HTML: what stands between backticks is code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


_NO_MATHS = "mathjax_ignore tex2jax_ignore"
"""What keeps MathJax, in its versions, from reading two prices in dollars as a formula."""
_CODE = re.compile(r"`([^`\n]+)`")


def root(*parts: str) -> str:
    """The whole page; its charts are images, which stay where drawings are taken out."""
    content = pictured("".join(parts))
    return f'<div class="{ROOT_CLASS} {_NO_MATHS}">{STYLE}{content}</div>'


def paragraph(text: str, classes: str = "") -> str:
    return f"<p{_classes(classes)}>{prose(text)}</p>"


def headline(text: str, tone: str) -> str:
    """The first clause in bold, in the colour of its tone."""
    strong, mark, rest = _first_clause(text)
    return f'<p class="head {tone}"><b>{prose(strong)}</b>{prose(mark + rest)}</p>'


def _first_clause(text: str) -> tuple[str, str, str]:
    for mark in ("), ", ": "):
        before, found, after = text.partition(mark)
        if found:
            keep = mark[0] if mark[0] in ")" else ""
            return before + keep, found[len(keep) :], after
    return text, "", ""


def bullets(lines: Iterable[str], classes: str = "") -> str:
    items = "".join(f"<li>{prose(line)}</li>" for line in lines)
    return f"<ul{_classes(classes)}>{items}</ul>" if items else ""


def said(text: str) -> str:
    """What somebody wrote, as it is: no part of it is taken for markup."""
    return f'<pre class="said">{escape(text)}</pre>'


def details(summary: str, content: str, *, opened: bool = False) -> str:
    """A part that can be folded; `content` is HTML already."""
    state = " open" if opened else ""
    return f"<details{state}><summary>{prose(summary)}</summary>{content}</details>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], classes: str = "") -> str:
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{prose(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table{_classes(classes)}><tr>{cells}</tr>{body}</table>"


def _classes(classes: str) -> str:
    return f' class="{classes}"' if classes else ""

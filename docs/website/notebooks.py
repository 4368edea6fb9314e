"""A notebook as a page: its text, its code and the outputs that are saved in it. Nothing runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def page(notebook: Path) -> str:
    """Markdown of the notebook in that file. Raises ValueError where it is none."""
    import nbformat

    cells = nbformat.read(notebook, as_version=4)["cells"]
    where = f"[`notebooks/{notebook.name}`]({notebook.name})"
    note = f"*This is {where}, as it was last run.*"
    title, *rest = [_cell(cell) for cell in cells] or [""]
    return "\n\n".join([title, note, *rest]) + "\n"


def _cell(cell: Any) -> str:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    if cell["cell_type"] != "code":
        return fenced("text", source)
    outputs = [shown for each in cell["outputs"] if (shown := _output(each))]
    return "\n\n".join([fenced("python", source), *outputs])


def _output(output: Any) -> str:
    if output["output_type"] == "stream":
        return fenced("text", _TERMINAL_COLOUR.sub("", "".join(output["text"])))
    if output["output_type"] == "error":
        return fenced("text", _TERMINAL_COLOUR.sub("", "\n".join(output["traceback"])))
    data = {name: _text(value) for name, value in output.get("data", {}).items()}
    if "text/html" in data:
        return fenced("{raw} html", f'<div class="output">{data["text/html"]}</div>')
    if "image/png" in data:
        return fenced("{raw} html", f'<img alt="" src="data:image/png;base64,{data["image/png"]}">')
    if "text/markdown" in data:  # in an output, so that its headings are none of the page's
        return "\n".join(
            f"> {line}" for line in _HEADING.sub(r"**\1**", data["text/markdown"]).splitlines()
        )
    return fenced("text", data["text/plain"]) if "text/plain" in data else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "".join(value)


def fenced(language: str, code: str) -> str:
    """A block of code, whatever backticks are in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{code.rstrip()}\n{fence}"

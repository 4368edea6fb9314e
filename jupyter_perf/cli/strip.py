"""A notebook without our magics and outputs; everything else in it stays."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core import units
from ..errors import UsageError
from . import files

DESCRIPTION = (
    "Removes the lines of %%refine, %%estimate, %%sparsify, %papaya, %perf and of loading them,\n"
    "and the outputs that they left. All else stays: code, other magics, other outputs.\n"
    "Exit code: 0, or 2 where a file can't be read or written."
)
_STDOUT = "-"
_OUR_CELL_MAGIC = re.compile(r"\s*%%(?:refine|estimate|sparsify)(?![\w.])")
_NO_PYTHON = re.compile(r"\s*%%estimate\b.*?\s--(?:blocks|serve)(?![\w-])")
_OTHER_CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w+)")
_RUN_PYTHON = {"time", "timeit", "prun", "capture", "memit", "mprun"}
_OUR_LINE_MAGIC = re.compile(
    r"(?P<indent>[ \t]*)%(?:(?:perf|papaya|estimate)(?![\w.]).*|config[ \t]+JupyterPerf\b.*"
    r"|(?:load|reload|unload)_ext[ \t]+jupyter_perf[ \t]*)"
)
_COMMENT_OR_TEXT = re.compile(
    r"""\#[^\n]*|(?P<long>\"{3}.*?(?:(?<!\\)\"{3}|\Z)|'{3}.*?(?:(?<!\\)'{3}|\Z))"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL,
)
_OUR_MIME_TYPES = "application/vnd.jupyter-perf."
_OUR_HTML = '<div class="jperf'
_OLDEST_FORMAT = 4


@dataclass
class Report:
    """What was taken out."""

    lines: int = 0
    outputs: int = 0
    cells: int = 0
    """Cells in which nothing was left."""

    @property
    def changed(self) -> bool:
        return bool(self.lines or self.outputs)

    def __str__(self) -> str:
        if not self.changed:
            return "nothing of jupyter-perf's in it"
        parts = [
            units.counted(self.lines, "magic line"),
            units.counted(self.outputs, "output"),
            units.counted(self.cells, "empty cell"),
        ]
        return "removed " + ", ".join(parts)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notebooks", metavar="NOTEBOOK", nargs="+", type=Path)
    parser.add_argument(
        "-o", "--output", help="write here (`-` is standard output) and leave NOTEBOOK as it is"
    )


def run(options: argparse.Namespace) -> int:
    if options.output is not None and len(options.notebooks) > 1:
        raise UsageError("-o takes one notebook")
    for notebook in options.notebooks:
        text, report = strip_file(notebook)
        if options.output == _STDOUT:
            sys.stdout.write(text)
            continue
        target = Path(options.output) if options.output else notebook
        if report.changed or target != notebook:
            files.require_writable(target)
            files.write(target, text.encode())
        print(f"{notebook}: {report}")
    return 0


def strip_file(file: Path) -> tuple[str, Report]:
    """The text of the notebook in `file`, stripped. Raises UsageError where it is none."""
    import nbformat
    from nbformat.reader import NotJSONError

    try:
        notebook = nbformat.read(file, as_version=nbformat.NO_CONVERT)
        if notebook.get("nbformat", 0) < _OLDEST_FORMAT:
            raise UsageError(
                f"{file} has an old format: open it in Jupyter and save it, then again"
            )
        nbformat.validate(notebook)
        report = strip(notebook)
        nbformat.validate(notebook)
    except (OSError, UnicodeDecodeError, NotJSONError, nbformat.ValidationError) as error:
        raise UsageError(f"{file} is no notebook: {str(error).splitlines()[0]}") from None
    except (AttributeError, KeyError, TypeError, json.JSONDecodeError) as error:
        # What nbformat makes of JSON that is something else.
        raise UsageError(f"{file} is no notebook: {error}") from None
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return text + "\n", report


def strip(notebook: Any) -> Report:
    """Take what is ours out of `notebook` (format 4), in place."""
    report = Report()
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and _strip_cell(cell, report):
            report.cells += 1
        else:
            cells.append(cell)
    notebook["cells"] = cells
    return report


def _strip_cell(cell: Any, report: Report) -> bool:
    """Whether nothing is left of a cell that held something of ours."""
    source, removed = without_magics(cell["source"])
    outputs = [output for output in cell["outputs"] if not is_ours(output)]
    report.lines += removed
    report.outputs += len(cell["outputs"]) - len(outputs)
    cell["source"], cell["outputs"] = source, outputs
    return bool(removed) and not source.strip() and not outputs


def is_ours(output: Any) -> bool:
    """Whether a magic of ours made this output: our MIME type, or our HTML beside text."""
    data = output.get("data", {})
    html = data.get("text/html", "")
    html = html if isinstance(html, str) else "".join(html)
    return any(name.startswith(_OUR_MIME_TYPES) for name in data) or _OUR_HTML in html


def without_magics(source: str) -> tuple[str, int]:
    """The source without our magic lines, and how many there were."""
    lines = source.splitlines(keepends=True)
    head, removed, python = _without_cell_magics(lines)
    if not python:
        return source if not removed else "".join(head), removed
    inside = _inside_texts("".join(head))
    kept = []
    for number, line in enumerate(head):
        match = None if number in inside else _OUR_LINE_MAGIC.fullmatch(line.rstrip("\r\n"))
        if match is None:
            kept.append(line)
            continue
        removed += 1
        if match["indent"]:  # the block that it stood in may hold nothing else
            kept.append(match["indent"] + "pass" + line[match.end() :])
    text = "".join(kept)
    # A line that went from the end leaves its predecessor's line break behind.
    return (text.rstrip("\n") if removed and not source.endswith("\n") else text), removed


def _without_cell_magics(lines: list[str]) -> tuple[list[str], int, bool]:
    """The lines without our cell magics, how many went, and whether what is left is Python."""
    kept: list[str] = []
    removed = 0
    for number, line in enumerate(lines):
        if _OUR_CELL_MAGIC.match(line):
            removed += 1
            if _NO_PYTHON.match(line):  # machine code, requests: they stay to be read
                comments = [f"# {each}" if each.strip() else each for each in lines[number + 1 :]]
                return kept + comments, removed, False
            continue
        other = _OTHER_CELL_MAGIC.match(line)
        if other is None and line.strip():
            return kept + lines[number:], removed, True
        if other is not None and other["name"] not in _RUN_PYTHON:
            return kept + lines[number:], removed, False
        if other is not None or not removed:
            kept.append(line)
    return kept, removed, True


def _inside_texts(source: str) -> set[int]:
    """Numbers of the lines (from 0) that begin inside a text over several lines."""
    inside: set[int] = set()
    for match in _COMMENT_OR_TEXT.finditer(source):
        if match["long"]:
            first = source.count("\n", 0, match.start())
            inside |= set(range(first + 1, first + 1 + match["long"].count("\n")))
    return inside

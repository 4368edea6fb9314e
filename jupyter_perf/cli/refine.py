"""`jupyter perf refine`: faster versions of notebooks' cells and of programs."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import units
from ..errors import PerfError, UsageError
from . import FINE, FOUND, INTERRUPTED, cluster, files, notebook, program, rows, search_options
from .answers import FASTER
from .console import Console
from .refine_notebook import RefineNotebook, Wanted
from .rows import Report, Row

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ..magics.options import RefineOptions
    from .refine_programs import How

DESCRIPTION = """\
Looks for faster versions of the cells of notebooks, and of programs, that give the same answer.

A notebook's cells run in order in its kernel, in its folder, as "Run All" does; those that took
longer than --slower seconds are refined on copies of what they read. A program (FILE.py) is run
with each file of --stdin DIR as its standard input, and has to print the same; with --entry, its
function is called with --calls. Of a folder, all notebooks are taken.

Nothing is changed without --write, which replaces the text of a cell or program where the same
answer came on generated inputs too and the gain isn't small. A file that changed meanwhile is
left alone. What was searched before isn't searched again: after an interrupt, give the same
command.

Exit code: 1 where something faster was found and not written, or something failed; 0 otherwise;
2 for a wrong use; 130 after an interrupt."""
_ENDINGS = (".ipynb", ".py")
_QUICK = "quick"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="notebooks, programs, folders"
    )
    parser.add_argument("--write", action="store_true", help="put what was found in its place")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument(
        "--slower", type=float, default=0.1, metavar="S", help="of notebooks: refine cells that"
        " took longer than so many seconds (0.1)",
    )  # fmt: skip
    parser.add_argument("--kernel", metavar="NAME", help="run notebooks with this kernel")
    parser.add_argument(
        "--stdin", type=Path, metavar="DIR", help="of programs: each file is one input"
    )
    parser.add_argument("--entry", metavar="F", help="of one program: refine its function F")
    parser.add_argument(
        "--calls", type=Path, metavar="FILE", help="with --entry: a list of tuples of arguments"
    )
    cluster.add_arguments(parser)
    search_options.REFINE.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Raises UsageError before anything runs."""
    paths = files.found(options.files, _ENDINGS)
    notebooks = [path for path in paths if path.suffix.lower() == ".ipynb"]
    programs = [path for path in paths if path not in notebooks]
    _check(options, notebooks, programs)
    from ..magics.outside import refine_options

    line = search_options.REFINE.line_of(options)
    parsed = refine_options(line)
    work = _Refine(options, line, Console(options.json))
    with ExitStack() as opened:
        try:
            pool = cluster.opened(options, work.console, opened)
            for path in notebooks:
                work.notebook(path)
            if programs:
                work.programs(programs, _how(options, parsed), pool)
        except KeyboardInterrupt:
            return work.end(interrupted=True)
    return work.end()


class _Refine:
    """All files of one command, and what is said of them."""

    def __init__(self, options: argparse.Namespace, line: str, console: Console) -> None:
        self.console = console
        self._options = options
        self._line = line
        self._reports: list[Report] = []
        self._named: Path | None = None

    def notebook(self, path: Path) -> None:
        options = self._options
        wanted = Wanted(self._line, options.slower, options.write, options.on, options.kernel)
        report = Report(path)
        self._reports.append(report)
        try:
            read = notebook.read(path)
            if read.language != "python":
                raise UsageError(f"{path} is in {read.language}: only Python is refined")
            RefineNotebook(read, wanted, self.console, report, self._say).run()
        except PerfError as error:
            report.failed(error)
        if report.rows and not report.rows[-1].number:
            self._say(report, report.rows[-1])
        self._sum_up(report)

    def programs(self, paths: list[Path], how: How, pool: Executor | None) -> None:
        from .refine_programs import RefinePrograms

        work = RefinePrograms(how, self.console, self._say)
        try:
            work.run(paths, pool)
        finally:
            self._reports += work.reports

    def end(self, interrupted: bool = False) -> int:
        found = [row for report in self._reports for row in report.rows]
        faster = [row for row in found if row.outcome == FASTER]
        written = [row for row in faster if row.answer.get("written")]
        failed = [row for row in found if row.failed]
        code = FOUND if failed or len(faster) > len(written) else FINE
        code = INTERRUPTED if interrupted else code
        self.console.data(
            {
                "command": "refine",
                "files": [report.to_json() for report in self._reports],
                "faster": len(faster),
                "written": len(written),
                "failed": len(failed),
                "interrupted": interrupted,
                "exit_code": code,
            }
        )
        said = f"{len(faster)} faster, {len(written)} written, {len(failed)} failed"
        if faster and not written:
            said += "; --write puts them in their places"
        self.console.remark(f"interrupted: {said} by then" if interrupted else said)
        return code

    def _say(self, report: Report, row: Row) -> None:
        if self._named != report.path:
            self._named = report.path
            self.console.result(str(report.path))
        if row.outcome == _QUICK:
            return
        answer = row.answer
        headline = str(answer.get("headline") or rows.why(answer))
        self.console.result(f"  {'  '.join(filter(None, (rows.place(row), headline)))}")
        if row.outcome == FASTER:
            lines = str(answer["text"]).splitlines()
            self.console.result("\n".join(f"      {text}".rstrip() for text in lines[1:]))

    def _sum_up(self, report: Report) -> None:
        if written := sum(bool(row.answer.get("written")) for row in report.rows):
            self.console.remark(f"{report.path}: {units.counted(written, 'cell')} written")
        quick = sum(row.outcome == _QUICK for row in report.rows)
        if quick:
            cells = units.counted(quick, "cell")
            limit = units.seconds(self._options.slower)
            self.console.remark(f"{report.path}: {cells} below {limit} left as found")


def _check(options: argparse.Namespace, notebooks: list[Path], programs: list[Path]) -> None:
    if (options.entry is None) != (options.calls is None):
        raise UsageError("--entry F and --calls FILE go together: a function and its arguments")
    if options.entry is not None and (options.stdin is not None or len(programs) != 1 or notebooks):
        raise UsageError("--entry is for one program, without --stdin")
    if options.stdin is not None and not programs:
        raise UsageError("--stdin is for programs: name one, FILE.py")
    if not 0 <= options.slower < float("inf"):
        raise UsageError(f"--slower is a number of seconds, not {options.slower:g}")


def _how(options: argparse.Namespace, parsed: RefineOptions) -> How:
    from .refine_programs import How

    paths = {"stdin": options.stdin, "calls": options.calls}
    kept = {name: str(path.resolve()) for name, path in paths.items() if path is not None}
    return How(
        options=parsed,
        stdin=None if options.entry else program.inputs_of(options.stdin),
        entry=options.entry,
        calls=program.calls_of(options.calls) if options.calls else None,
        write=options.write,
        kept=kept | ({"entry": options.entry} if options.entry else {}),
    )

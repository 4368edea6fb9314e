"""`jupyter perf estimate`: what each cell of a notebook, or a program, will cost."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ..core import units
from ..errors import PerfError, UsageError
from . import FINE, FOUND, INTERRUPTED, answers, cells, files, notebook, program, rows
from . import search_options as passed
from .answers import Answer
from .cells import Part
from .console import Console
from .kernel import Kernel, open_kernel
from .program import Program
from .rows import Report, Row

DESCRIPTION = """\
Says what cells will cost before they run: time, memory, money, energy, with ranges.

Each cell of a notebook is estimated on samples of what it reads, in a sandbox, and then run in the
notebook's kernel, because the next one needs what it leaves; the last one isn't run. With --upto N
only cell N is estimated, and nothing from it on is run. With --longest S the run ends before a
cell that will take longer. A program (FILE.py) is estimated as one cell, with each file of --stdin
DIR as its standard input, and run in the sandbox alone.

Exit code: 1 where a cell fails, or takes longer than --longest; 0 otherwise, also where no time can
be given; 2 for a wrong use; 130 after an interrupt."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a notebook, or a program")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument(
        "--upto", type=int, metavar="N", help="estimate cell N only, as the notebook counts cells"
    )
    parser.add_argument(
        "--longest", type=float, metavar="S", help="don't run cells that will take longer"
    )
    parser.add_argument("--kernel", metavar="NAME", help="run the notebook with this kernel")
    parser.add_argument(
        "--stdin", type=Path, metavar="DIR", help="of a program: each file is one input"
    )
    passed.ESTIMATE.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Raises UsageError before anything runs."""
    if options.file.is_dir():
        raise UsageError(f"{options.file} is a folder: name one notebook or program")
    (path,) = files.found([options.file], (".ipynb", ".py"))
    if options.longest is not None and not options.longest > 0:
        raise UsageError(f"--longest is a number of seconds, not {options.longest:g}")
    is_program = path.suffix.lower() == ".py"
    if options.stdin is not None and not is_program:
        raise UsageError("--stdin is for programs: name one, FILE.py")
    inputs = {} if options.stdin is None else program.named_inputs_of(options.stdin)
    from ..magics.outside import estimate_options

    line = passed.ESTIMATE.line_of(options)
    parsed = estimate_options(line)
    work = _Estimate(options, line, Console(options.json))
    try:
        if is_program:
            work.program(program.read(path), parsed, inputs)
        else:
            work.notebook(_notebook(path, options.upto))
    except KeyboardInterrupt:
        return work.end(interrupted=True)
    return work.end()


def _notebook(path: Path, upto: int | None) -> notebook.Notebook:
    read = notebook.read(path)
    if read.language != "python":
        raise UsageError(f"{path} is in {read.language}: only Python is estimated")
    numbers = [cell.number for cell in read.cells()]
    if upto is not None and upto not in numbers:
        known = ", ".join(map(str, numbers)) or "none"
        raise UsageError(f"--upto {upto}: that is no cell of code; there are {known}")
    return read


class _Estimate:
    """The cells of one file, and what is said of them."""

    def __init__(self, options: argparse.Namespace, line: str, console: Console) -> None:
        self._options = options
        self._line = line
        self._console = console
        self._report = Report(options.file)
        self._too_long = False

    def notebook(self, read: notebook.Notebook) -> None:
        name = self._options.kernel or read.kernel
        try:
            with open_kernel(name, read.path) as kernel:
                kernel.begin({"command": "estimate", "line": self._line})
                self._cells(list(cells.parts_of(read)), kernel)
        except UsageError:
            raise
        except PerfError as error:
            self._fail(error)

    def program(self, read: Program, parsed: Any, inputs: Mapping[str, str]) -> None:
        """As one cell in an empty namespace: with each of `inputs`, or as it is."""
        title = read.path.name
        if not inputs and (missing := program.without_input(read)):
            self._console.remark(missing)
        try:
            if not inputs:
                self._add(Row(0, title, self._estimated(read, parsed, None)))
            for name, text in inputs.items():
                answer = self._estimated(read, parsed, text, {"stdin": name})
                self._add(Row(0, f"{title} < {name}", answer))
        except PerfError as error:
            self._fail(error)

    def _estimated(
        self,
        read: Program,
        parsed: Any,
        stdin: str | None,
        kept: Mapping[str, str] | None = None,
    ) -> Answer:
        """`kept` is noted with the record's options."""
        from ..magics import estimating

        shell = SimpleNamespace(user_ns={"__name__": "__main__"}, transform_cell=lambda text: text)
        prepared = estimating.prepared_of(shell, read.text, parsed, stdin)
        try:
            appraisal = estimating.appraisal_of(prepared, read.text, None, parsed)
            appraisal.notebook = str(read.path.resolve())
            appraisal.options |= kept or {}
            found = appraisal.stored() or appraisal.run(
                lambda said: self._console.progress(said.stage, said.done), lambda: None
            )
        finally:
            prepared.close()
        return answers.of_estimate(found, tuple(appraisal.remarks))

    def end(self, interrupted: bool = False) -> int:
        failed = any(row.failed for row in self._report.rows)
        code = INTERRUPTED if interrupted else FOUND if failed or self._too_long else FINE
        self._console.data(
            {
                "command": "estimate",
                **self._report.to_json(),
                "interrupted": interrupted,
                "exit_code": code,
            }
        )
        if interrupted:
            self._console.remark(f"interrupted: {len(self._report.rows)} done by then")
        return code

    def _cells(self, parts: list[Part], kernel: Kernel) -> None:
        only = self._options.upto
        for at, part in enumerate(parts):
            number = part.cell.number
            self._console.progress(f"cell {number}", at / len(parts))
            if part.magic:
                self._add(part.not_python())
            elif only in (None, number):
                answer = kernel.ask("estimate", self._hear, source=part.body, cell=part.cell.id)
                self._add(part.row(answer))
                if self._stops(answer, number):
                    return
            if part is parts[-1] or number == only:
                return
            if error := cells.run(part, kernel):
                self._add(cells.raised(part, error))
                return

    def _stops(self, answer: Answer, number: int) -> bool:
        """Whether the cell will take longer than is allowed."""
        longest = self._options.longest
        here: Answer = next(iter(answer.get("estimates", ())), {})
        seconds = (here.get("seconds") or {}).get("value")
        if longest is None or seconds is None or seconds <= longest:
            return False
        self._too_long = True
        limit = units.seconds(longest)
        self._console.remark(f"cell {number} will take longer than {limit}: it was not run")
        return True

    def _add(self, row: Row) -> None:
        self._report.rows.append(row)
        said = [each["headline"] for each in row.answer.get("estimates", ())]
        several = len(said) > 1
        if several:
            named = zip(row.answer["estimates"], said, strict=True)
            said = [f"{each['target']}: {text}" for each, text in named]
        line = "\n    ".join(said) if said else rows.why(row.answer)
        self._console.result("  ".join(filter(None, (rows.place(row), line))))

    def _fail(self, error: PerfError) -> None:
        self._report.failed(error)
        self._console.result(rows.why(self._report.rows[-1].answer))

    def _hear(self, said: dict[str, Any]) -> None:
        self._console.progress(str(said.get("stage", "")), said.get("done"))

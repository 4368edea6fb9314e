"""`jupyter perf verify`: is what was accepted still the same, and faster, on today's data?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core import units
from ..errors import PerfError
from . import FINE, FOUND, INTERRUPTED, accepted, answers, cells, files, judging, notebook, program
from . import search_options as passed
from .console import Console
from .kernel import Kernel, open_kernel
from .refine_programs import beside
from .rows import Report, Row

if TYPE_CHECKING:
    from ..records.edits import Edit

DESCRIPTION = """\
Runs both versions of each accepted suggestion again, on the data that there is today, and says
whether the answer is the same and the new version still faster: for a team's CI.

Accepted is what was applied in JupyterLab, with --apply, or by `jupyter perf refine --write`.
Without FILE, all that was accepted in this folder is checked. A notebook's cells run in its kernel,
up to the last one that is checked; a program gets the files of --stdin DIR, or of the folder that
it was refined with. On a machine without these records, --from reads them from a file that
`%perf edits --all --export FILE.json` wrote.

Exit code: 1 where one is different, not faster any more, or couldn't be checked; 0 otherwise, also
where neither version is in the file any more; 2 for a wrong use; 130 after an interrupt."""
_GONE = {"outcome": "gone", "holds": True, "why": "neither version is in the file any more"}
_NO_FILE = {"outcome": "gone", "holds": True, "why": "there is no such file any more"}
_MASKED = {
    "outcome": "unchecked",
    "holds": False,
    "why": "a secret was taken out of what is recorded",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help="notebooks, programs, folders"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument(
        "--from", dest="exported", type=Path, metavar="FILE", help="exported edits to check"
    )
    parser.add_argument("--stdin", type=Path, metavar="DIR", help="of programs: their inputs")
    parser.add_argument("--kernel", metavar="NAME", help="run notebooks with this kernel")
    passed.VERIFY.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Raises UsageError before anything runs."""
    from ..magics.outside import refine_options

    line = passed.VERIFY.line_of(options)
    parsed = refine_options(line)
    folder, chosen = Path.cwd().resolve(), None
    if options.files:
        chosen = [path.resolve() for path in files.found(options.files, (".ipynb", ".py"))]
        folder = Path(folder.anchor) if options.exported is None else folder
    moved = options.exported is not None
    edits = accepted.exported(options.exported) if moved else accepted.recorded()
    listed = accepted.by_file(edits, folder, moved=moved)
    work = _Verify(options, line, parsed, Console(options.json))
    try:
        for path, some in listed.items():
            if chosen is None or path in chosen:
                work.file(path, some)
    except KeyboardInterrupt:
        return work.end(interrupted=True)
    return work.end()


class _Verify:
    """All files of one command, and what is said of them."""

    def __init__(
        self, options: argparse.Namespace, line: str, parsed: Any, console: Console
    ) -> None:
        self._options = options
        self._line = line
        self._parsed = parsed
        self._console = console
        self._reports: list[Report] = []

    def file(self, path: Path, edits: list[Edit]) -> None:
        report = Report(path)
        self._reports.append(report)
        self._console.result(str(path))
        try:
            if not path.exists():
                self._add(report, Row(0, edits[0].title, dict(_NO_FILE)))
            elif path.suffix.lower() == ".py":
                self._program(program.read(path), edits, report)
            else:
                self._notebook(notebook.read(path), edits, report)
        except PerfError as error:
            report.failed(error)
            report.rows[-1].answer["holds"] = False
            self._console.result(f"  failed: {error}")

    def end(self, interrupted: bool = False) -> int:
        found = [row for report in self._reports for row in report.rows]
        bad = [row for row in found if not row.answer["holds"]]
        code = INTERRUPTED if interrupted else FOUND if bad else FINE
        self._console.data(
            {
                "command": "verify",
                "files": [report.to_json() for report in self._reports],
                "checked": len(found),
                "broken": len(bad),
                "interrupted": interrupted,
                "exit_code": code,
            }
        )
        said = f"{units.counted(len(found), 'accepted suggestion')}, {len(bad)} not as accepted"
        if not found:
            said = "nothing accepted is recorded here"
        self._console.remark(f"interrupted: {said}, by then" if interrupted else said)
        return code

    def _notebook(self, read: notebook.Notebook, edits: list[Edit], report: Report) -> None:
        parts = list(cells.parts_of(read))
        wanted = {
            part.cell.number: some
            for part in parts
            if (some := [edit for edit in edits if accepted.stands_in(edit, part.body)])
        }
        for edit in edits:
            if not any(edit in some for some in wanted.values()):
                self._add(report, Row(0, edit.title, dict(_GONE)))
        if not wanted:
            return
        with open_kernel(self._options.kernel or read.kernel, read.path) as kernel:
            kernel.begin({"command": "verify", "line": self._line})
            for part in parts:
                for edit in wanted.pop(part.cell.number, ()):
                    self._add(report, part.row(self._checked(edit, kernel)))
                if not wanted:
                    return
                if error := cells.run(part, kernel):
                    self._add(report, _cut_short(part, error, len(wanted)))
                    return

    def _checked(self, edit: Edit, kernel: Kernel) -> answers.Answer:
        if not accepted.is_whole(edit):
            return dict(_MASKED)
        answer = kernel.ask("verify", self._hear, slow=edit.slow, fast=edit.fast)
        return answer if "holds" in answer else answer | {"holds": False}

    def _program(self, read: program.Program, edits: list[Edit], report: Report) -> None:
        for edit in edits:
            if not accepted.stands_in(edit, read.text):
                self._add(report, Row(0, "", dict(_GONE)))
            elif not accepted.is_whole(edit):
                self._add(report, Row(0, "", dict(_MASKED)))
            else:
                self._add(report, Row(0, "", self._judged(read, edit)))

    def _judged(self, read: program.Program, edit: Edit) -> answers.Answer:
        kept = accepted.options_of(edit)
        entry = kept.get("entry")
        folder = self._options.stdin or (Path(kept["stdin"]) if "stdin" in kept else None)
        with beside(read.path):
            found = judging.judged(
                edit.slow,
                edit.fast,
                stdin=None if entry else program.inputs_of(folder),
                entry=entry,
                calls=program.calls_of(Path(kept["calls"])) if entry else None,
                budget=self._parsed.budget,
                read=self._parsed.read,
                report=lambda said: self._console.progress(said.stage, said.done),
            )
        return answers.of_verdict(found)

    def _add(self, report: Report, row: Row) -> None:
        report.rows.append(row)
        answer = row.answer
        where = f"cell {row.number}" if row.number else ""
        said = " ".join(filter(None, (row.outcome, answer.get("speed", ""))))
        said += f": {answer['why']}" if answer.get("why") else ""
        self._console.result(f"  {'  '.join(filter(None, (where, row.title, said)))}")

    def _hear(self, said: dict[str, Any]) -> None:
        self._console.progress(str(said.get("stage", "")), said.get("done"))


def _cut_short(part: cells.Part, error: str, left: int) -> Row:
    said = f"it raises {error}; {units.counted(left, 'later cell')} couldn't be checked"
    return part.row({"outcome": "unchecked", "holds": False, "why": said})

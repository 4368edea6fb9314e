"""What an expert would make of a case of the corpus: `references/<kind>/<name>.py`.

A reference is the rewritten cell, function or program and nothing else, as a model would answer it.
Only cases of the half in `seen` have one.
"""

from __future__ import annotations

from pathlib import Path

from corpus_cases import Case

REFERENCES = Path(__file__).parent / "references"


def path_of(case: Case) -> Path:
    return REFERENCES / case.kind / f"{case.name}.py"


def reference_of(case: Case) -> str | None:
    """The expert's rewrite; None where there is none."""
    path = path_of(case)
    return path.read_text(encoding="utf-8").strip("\n") if path.exists() else None

"""Write the pairs that the package ships from the rules' fixtures (`make docs`).

A pair is a case of `before.py` and the same case of `after.py`, without what both are run on.
`--check` writes nothing and ends with status 1 where the file isn't what the fixtures give.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "tests" / "refinement" / "rules"
SHIPPED = ROOT / "jupyter_perf" / "refinement" / "examples" / "shipped.jsonl"
LONGEST_PAIR = 620
"""Characters of both sides: what is shown to a model is paid for by length."""
SHORTEST_PAIR = 60
PAIRS_OF_A_RULE = 3
LONG_PAIRS_OF_A_RULE = 1
"""Of a rule that has only longer ones."""
_CUT = re.compile(r"^# %%[ ]*(.*)\n", re.MULTILINE)


def sections(file: Path) -> dict[str, str]:
    """Title → code of the cases in a fixture."""
    _, *rest = _CUT.split(file.read_text("utf-8"))
    return {
        title: code.strip("\n") + "\n" for title, code in zip(rest[::2], rest[1::2], strict=True)
    }


def pairs_of(name: str, gain: float, summary: str, folder: Path) -> list[dict[str, Any]]:
    """The first pairs of a rule that are neither trivial nor long: fixtures begin with the typical.

    Their ratio isn't known, as fixtures are too small to be timed: the tag of performance is that
    of the gain that the rule states.
    """
    from jupyter_perf.refinement.examples.pair import Pair, tag_of

    before, after = sections(folder / "before.py"), sections(folder / "after.py")
    found = [
        Pair(slow, after[title], None, (name, tag_of(gain)), title=summary)
        for title, slow in before.items()
        if title in after
    ]
    fitting = [pair for pair in found if SHORTEST_PAIR <= _length(pair) <= LONGEST_PAIR]
    kept = fitting or sorted(found, key=_length)[:LONG_PAIRS_OF_A_RULE]
    return [_line(pair) for pair in kept[:PAIRS_OF_A_RULE]]


def _line(pair: Any) -> dict[str, Any]:
    """Without what is the same in all of them, and what a pair has when nothing is said."""
    return {name: each for name, each in pair.to_json().items() if name not in ("ratio", "origin")}


def _length(pair: Any) -> int:
    return len(pair.slow) + len(pair.fast)


def shipped() -> str:
    """The file's text: one pair a line."""
    from jupyter_perf.refinement import rules

    lines = [
        json.dumps(pair, ensure_ascii=False, separators=(",", ":"))
        for rule in rules.table()
        if (folder := RULES / rule["name"].replace("-", "_")).is_dir()
        for pair in pairs_of(rule["name"], rule["gain"], rule["summary"], folder)
    ]
    return "".join(f"{line}\n" for line in lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    options = parser.parse_args(arguments)
    text = shipped()
    stale = not SHIPPED.exists() or SHIPPED.read_text("utf-8") != text
    if stale and options.check:
        print(f"{SHIPPED.name} is out of date: run `make docs`", file=sys.stderr)
        return 1
    if stale:
        SHIPPED.write_text(text, "utf-8")
        print(f"wrote {SHIPPED.name}: {text.count(chr(10))} pairs, {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Whether the references in `references/` give the same answers, and how much faster they are.

    python tests/bench/check_references.py [--kind cells] [--only NAME …] [--judge]

Runs original and reference of each case on data of several seeds and prints the ratio of their CPU
times, without the tool; `--judge` also has the tool judge each reference.
"""

from __future__ import annotations

import argparse
import json
import sys

import bench_refine
import corpus_cases
from corpus_cases import KINDS, Case
from reference_solutions import path_of

_SECONDS = 300.0


def checked(case: Case, flags: list[str]) -> tuple[str, bool]:
    """One line about a case, and whether all is well with it."""
    head = f"{case.kind[:5]:<6}{case.name[:34]:<35}"
    if not path_of(case).exists():
        return f"{head} no reference", True
    done = bench_refine.run_script("one_reference.py", case, flags, _SECONDS)
    if done is None or done.returncode:
        why = "took too long" if done is None else done.stderr.strip().splitlines()[-1]
        return f"{head} broken: {why}", False
    told = json.loads(done.stdout.splitlines()[-1])
    ratio = told["original"] / max(told["reference"], 1e-7)
    line = f"{head}{ratio:9.2f}x of {told['original'] * 1000:9.1f} ms"
    if "said" in told:
        line += f"   judged {told['judged_ratio']:8.2f}x: {told['said'][:160]}"
    return line + "".join(f"\n    WRONG {found}" for found in told["wrong"]), not told["wrong"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--only", action="append", default=[], help="part of a case's name")
    parser.add_argument("--judge", action="store_true", help="have the tool judge each, too")
    chosen = parser.parse_args()
    cases = corpus_cases.find(tuple(chosen.kind or KINDS), ("seen",), tuple(chosen.only))
    well = True
    for case in cases:
        if case.expect == "faster":
            line, good = checked(case, ["--judge"] if chosen.judge else [])
            print(line, flush=True)
            well = well and good
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())

"""Write `docs/rules.md` from the rules' own docstrings, and check the links (`make docs`).

Ends with status 1 where a page links to a file or heading that isn't there; `--check` writes
nothing and also fails where `rules.md` isn't what the docstrings say.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from website.links import broken_links

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "docs" / "rules.md"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    options = parser.parse_args(arguments)
    from jupyter_perf.refinement import rules

    page = rules.reference()
    page = page if page.endswith("\n") else page + "\n"
    stale = not RULES.exists() or RULES.read_text("utf-8") != page
    if stale and not options.check:
        RULES.write_text(page, "utf-8")
        print(f"wrote {RULES.relative_to(ROOT)}")
    broken = broken_links([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
    for each in broken:
        print(f"broken link in {each}", file=sys.stderr)
    if stale and options.check:
        print("docs/rules.md is out of date: run `make docs`", file=sys.stderr)
    return 1 if broken or (stale and options.check) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Build the site (`make site`): the pages of this folder, the notebooks and the reference.

Nothing is fetched, and a warning is an error. The result is a folder of files that any web server
can serve, and that can be read from the disk, too.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from website.staging import PICTURES, ROOT, stage

HERE = Path(__file__).resolve().parent


def render(source: Path, out: Path) -> int:
    """Make HTML in `out` of what was staged in `source`; 0 where nothing is wrong."""
    from sphinx.cmd.build import build_main

    with tempfile.TemporaryDirectory() as trees:
        options = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(HERE), "-d", trees]
        status = int(build_main([*options, str(source), str(out)]))
    if (source / PICTURES).is_dir():  # pages show them by HTML, of which Sphinx knows nothing
        shutil.copytree(source / PICTURES, out / PICTURES, dirs_exist_ok=True)
    return status


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="folder of the site (site)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages"
        stage(source)
        status = render(source, options.out)
    if status == 0:
        print(f"open {options.out / 'index.html'}")
    return status


if __name__ == "__main__":
    sys.exit(main())

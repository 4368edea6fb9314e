"""Build and use the Binder image without Docker: repo2docker's steps, then the tour in a pod.

    make binder

In an empty home, as a user without rights: a fresh environment with what repo2docker's base has,
its steps for this repository, `binder/postBuild`; then, in a pod, the server as BinderHub starts
it, the address that the badge gives in a browser, and every cell of the tour.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]


import pod  # noqa: E402
import pod_browser  # noqa: E402
from image import Image, build  # noqa: E402
from pod_server import served  # noqa: E402

BADGE_PATH = "lab/workspaces/tour"
"""What follows `urlpath=` in the badge."""
DOCTOR = "get_ipython().run_line_magic('load_ext', 'jupyter_perf')\n%perf doctor"
STATED = ("isolation", "machine", "memory")


def main() -> int:
    options = read_options()
    folder = Path(tempfile.mkdtemp(prefix="binder-", dir=options.folder))
    folder.chmod(0o755)
    try:
        image = build(ROOT, folder, options)
        return use(image, options)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--memory", type=float, default=2, help="GiB of the pod (2)")
    parser.add_argument("--cores", type=int, default=2, help="that the pod may use (2)")
    parser.add_argument("--user", type=int, default=1000, help="id to run as, where root (1000)")
    parser.add_argument("--python", help="to build with; the user must be allowed to read it")
    parser.add_argument("--torch", help="let pip install this first, where uv finds no index")
    parser.add_argument("--folder", type=Path, help="where to build (the temporary folder)")
    parser.add_argument("--keep", action="store_true", help="leave what was built")
    parser.add_argument("--shots", type=Path, default=ROOT / ".bench/binder", help="for pictures")
    return parser.parse_args()


def use(image: Image, options: argparse.Namespace) -> int:
    """Run the tour in a pod and say what it took; returns the exit status."""
    options.shots.mkdir(parents=True, exist_ok=True)
    with pod.made(options.user, int(options.memory * 2**30), options.cores) as made:
        limit = f"{options.memory:g} GiB" if made.limited else "not limited: that takes root"
        print(f"A pod: user {made.user}, memory {limit}, {len(made.cores)} cores, no namespaces")
        tell_doctor(image, made)
        with served(image, made) as server:
            started = time.monotonic()
            tour = pod_browser.run_tour(f"{server.url}{BADGE_PATH}", server.token, options.shots)
            print(f"The tour in the browser: {time.monotonic() - started:.0f} s")
        return tell_tour(tour, server.peak_bytes, made)


def tell_doctor(image: Image, made: pod.Pod) -> None:
    found = subprocess.run(
        [image.python, "-m", "IPython", "--simple-prompt", "-c", DOCTOR],
        **image.process(made.enter),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = re.sub(r"\n {2,}", " ", found.stdout).splitlines()
    print(
        "\n".join(f"  {line.strip()}" for line in lines if line.lower().lstrip().startswith(STATED))
    )


def tell_tour(tour: dict[str, Any], peak_bytes: int, made: pod.Pod) -> int:
    for cell, seconds, said in tour["cells"]:
        print(f"  {cell:16} {seconds:6.1f} s  {said}")
    print(f"  isolation of what ran: {', '.join(tour['isolation']) or 'none'}")
    killed = made.killed()
    if made.limited:
        print(f"  memory at its peak: {peak_bytes / 2**20:.0f} MiB; processes killed: {killed}")
    for what in tour["errors"]:
        print(f"  error: {what}")
    print(f"  the panel was {'seen' if tour['panel'] else 'missing'}")
    return int(bool(tour["errors"] or killed or not tour["panel"]))


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())

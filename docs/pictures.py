"""Take the README's pictures in JupyterLab, light and dark (`make pictures`).

    python docs/pictures.py [NAME …]

Each but the first shows a cell of a committed notebook with its saved output; the first is the
README's own cell, run here. Needs Chromium, as the browser tests do (`make browser`).
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
THEMES = ("Light", "Dark")
WIDTH, HEIGHT = 1060, 1400
_SEARCH_SECONDS = 120


@dataclass(frozen=True)
class Shot:
    """A notebook's cell that holds `text`; of it and its output so many pixels from the top."""

    notebook: str
    text: str
    most: int = 760


SHOTS = {
    "estimate": Shot("estimate", "flights.apply("),
    "blocks": Shot("blocks", "%estimate --blocks divided"),
    "serving": Shot("serving", "%%estimate --serve"),
    "papaya": Shot("papaya", "%papaya model"),
    "sparsify": Shot("sparsify", "%%sparsify --compare"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(("refine", *SHOTS)))
    names = parser.parse_args(arguments).names or ["refine", *SHOTS]
    if unknown := set(names) - {"refine", *SHOTS}:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    sys.path.insert(0, str(ROOT))
    from playwright.sync_api import sync_playwright

    from tests.ui.conftest import CHROMIUM, CHROMIUM_FLAGS, why_not
    from tests.ui.servers import running

    if reason := why_not():
        print(reason)
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as lab,
        sync_playwright() as player,
    ):
        browser = player.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for theme in THEMES:
            lab.set("@jupyterlab/apputils-extension:themes", {"theme": f"JupyterLab {theme}"})
            for name in names:
                page = browser.new_page(
                    viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1.25
                )
                path = IMAGES / f"{name}-{theme.lower()}.png"
                shown: Any = page
                box = _refined(shown, lab) if name == "refine" else _saved(shown, lab, SHOTS[name])
                shown.screenshot(path=str(path), clip=box)
                print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")
                page.close()
                lab.end_kernels()
        browser.close()
    return 0


def _saved(page: Any, lab: Any, shot: Shot) -> dict[str, float]:
    """Opens a notebook as it was saved; where the cell is."""
    import nbformat

    from tests.ui.conftest import show_notebook

    source = ROOT / "notebooks" / f"{shot.notebook}.ipynb"
    cells = nbformat.read(source, as_version=4).cells
    place = next(at for at, cell in enumerate(cells) if shot.text in cell.source)
    (lab.folder / source.name).write_bytes(source.read_bytes())
    show_notebook(page, lab, source.name)
    return _place(page, place, shot.most)


def _refined(page: Any, lab: Any) -> dict[str, float]:
    """Runs the README's first two cells; where the second is."""
    from tests.ui.conftest import show_notebook
    from tests.ui.live import run, wait_until_connected, write

    readme = (ROOT / "README.md").read_text("utf-8")
    cells = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)[:2]
    write(lab.folder, "orders.ipynb", *(cell.strip() for cell in cells))
    show_notebook(page, lab, "orders.ipynb")
    page.set_default_timeout(1000 * _SEARCH_SECONDS)
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.get_by_role("button", name="Apply", exact=True).wait_for()
    page.locator(".jp-Perf-progress").wait_for(state="detached")
    return _place(page, 1, HEIGHT)


def _place(page: Any, cell: int, most: int) -> dict[str, float]:
    """Scrolls to a cell with nothing beside it; its rectangle."""
    page.evaluate(
        """async at => {
            window.jupyterapp.shell.collapseLeft();
            window.jupyterapp.shell.collapseRight();
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = at;
            await notebook.scrollToItem(at, 'start');
            document.activeElement?.blur();
        }""",
        cell,
    )
    page.wait_for_timeout(2500)  # charts are drawn, and the scrolling ends
    box: dict[str, float] = page.evaluate(
        """at => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            const {x, y, width, height} = notebook.widgets[at].node.getBoundingClientRect();
            return {x, y, width, height};
        }""",
        cell,
    )
    return {**box, "height": min(box["height"], most, HEIGHT - box["y"])}


if __name__ == "__main__":
    sys.exit(main())

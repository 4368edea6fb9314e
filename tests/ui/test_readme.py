"""The README's first cells, in JupyterLab: what its picture shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import ROOT
from .live import run, text_of, wait_until_connected, write
from .pictures import picture


def cells() -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_readmes_cell_gets_faster(
    lab: Any, open_notebook: Callable[..., Any], theme: str
) -> None:
    setup, refined = cells()[:2]
    name = f"orders-{theme.lower()}"
    write(lab.folder, f"{name}.ipynb", setup.strip(), refined.strip())
    lab.set("@jupyterlab/apputils-extension:themes", {"theme": f"JupyterLab {theme}"})
    try:
        page = open_notebook(f"{name}.ipynb")
    finally:
        lab.set("@jupyterlab/apputils-extension:themes", {})
    page.set_default_timeout(90_000)
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.get_by_role("button", name="Apply", exact=True).wait_for()
    page.locator(".jp-Perf-progress").wait_for(state="detached")
    page.get_by_text(re.compile(r"× faster")).first.wait_for()
    page.locator(".jp-Notebook").first.evaluate("element => element.scrollTo(0, 0)")
    picture(page, f"refine-{theme.lower()}")
    page.get_by_role("button", name="Apply", exact=True).click()
    page.get_by_text("Applied").wait_for()
    assert "iterrows" not in text_of(page, 1)

"""What somebody who follows the badge sees, in a real browser."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.ui import browser
from tests.ui.conftest import CHROMIUM_FLAGS

PANEL = "#jupyter-perf-panel"
OPEN_MS = 180_000
TOUR_SECONDS = 1800
_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === 'code')
    .map(cell => [cell.model.id, cell.model.executionCount, cell.model.outputs.toJSON()])"""
RESULT = "application/vnd.jupyter-perf.result+json"


def run_tour(url: str, token: str, shots: Path) -> dict[str, Any]:
    """Open the address, look, run all cells, look again.

    `cells` has (id, seconds, first words) of each, `isolation` the levels that results name.
    """
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(
            executable_path=browser.find(), args=list(CHROMIUM_FLAGS)
        )
        page = program.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(OPEN_MS)
        page.goto(f"{url}?token={token}")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
        page.wait_for_timeout(3000)
        panel = page.locator(PANEL).is_visible()
        page.screenshot(path=str(shots / "opened.png"))
        cells = list(_run(page))
        page.wait_for_timeout(2000)
        page.screenshot(path=str(shots / "ended.png"))
        found = page.evaluate(_CELLS)
        program.close()
    said = [text for *_, outputs in found for text in map(_text, outputs)]
    levels = sorted({level for text in said for level in re.findall(r"isolation (S\d)", text)})
    errors = [
        f"{cell}: {output['ename']}: {output['evalue']}"
        for cell, _, outputs in found
        for output in outputs
        if output["output_type"] == "error"
    ]
    ended = {cell for cell, *_ in cells}
    errors += [f"{cell}: didn't end" for cell, *_ in found if cell not in ended]
    return {"panel": panel, "cells": cells, "isolation": levels, "errors": errors}


def _run(page: Page) -> Any:
    """Run all code cells; yields (id, seconds, first words) as they end."""
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    page.wait_for_timeout(1000)
    waiting = [cell for cell, *_ in page.evaluate(_CELLS)]
    started = last = time.monotonic()
    while waiting and time.monotonic() < started + TOUR_SECONDS:
        page.wait_for_timeout(300)
        for cell, count, outputs in page.evaluate(_CELLS):
            if any(output["output_type"] == "error" for output in outputs):
                return  # the cells after it don't run
            if cell == waiting[0] and count is not None and not _goes_on(outputs):
                now = time.monotonic()
                yield cell, now - last, _first_words(outputs)
                waiting, last = waiting[1:], now
                break


def _goes_on(outputs: list[dict[str, Any]]) -> bool:
    return any(
        output.get("data", {}).get(RESULT, {}).get("state") not in (None, "done")
        for output in outputs
    )


def _first_words(outputs: list[dict[str, Any]]) -> str:
    texts = [_text(output) for output in outputs if RESULT in output.get("data", {})]
    return " ".join(texts[0].split())[:90] if texts else ""


def _text(output: dict[str, Any]) -> str:
    text = output.get("data", {}).get("text/plain", output.get("text", ""))
    return text if isinstance(text, str) else "".join(text)

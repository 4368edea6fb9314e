"""Names, sources and results that are markup or script: text wherever they are shown."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest

from jupyter_perf.records.store import About, Store
from jupyter_perf.views.refinement import mimebundle

from ..views import examples
from .live import command, run, select, write
from .pictures import picture

HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
NAME = "<img src=x onerror=window.harmed=1>.ipynb"
HARMED = "() => window.harmed"


@pytest.mark.slow
def test_a_hostile_record_is_text_in_the_panel(lab: Any, open_notebook: Callable[..., Any]) -> None:
    best = examples.faster(code=HOSTILE, steps=(HOSTILE,))
    found = examples.refinement(
        best, source=HOSTILE, notes=(HOSTILE,), isolation=HOSTILE, versions={HOSTILE: HOSTILE}
    )
    store = Store(lab.base / "records" / "results.sqlite")
    about = About(str(lab.folder / NAME), HOSTILE, {HOSTILE: HOSTILE})
    odd = json.dumps({"source": HOSTILE, "outcome": HOSTILE, "searched_seconds": 1})
    runs = [
        store.remember(None, "refinement", found.to_json(), about),
        store.remember(None, HOSTILE, odd, about),
    ]
    write(lab.folder, NAME, f"x = 1  # {HOSTILE}", f"%%html\n{HOSTILE.replace('harmed', 'x')}")
    page = open_notebook(NAME)
    command(page, "jupyter-perf:open-panel")
    records = page.locator(".jp-Perf-records li")
    records.nth(1).wait_for()
    assert records.count() == 2
    for at in range(2):
        assert "<script>" in records.nth(at).inner_text()
    records.get_by_text("faster").locator("..").locator(".jp-Perf-record").click()
    shown = page.locator(".jp-Perf-run")
    shown.get_by_text("Details", exact=True).click()
    shown.get_by_text("<script>").first.wait_for()
    picture(page, "hostile-record")
    select(page, 0)
    command(page, "jupyter-perf:refine-cell")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    run(page, 0)
    page.wait_for_function(
        """() => window.jupyterapp.shell.currentWidget.content?.widgets?.[0].model
            .executionCount !== null"""
    )
    command(page, "jupyter-perf:refine-slowest")
    page.get_by_role("dialog").get_by_text("<img").first.wait_for()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert page.locator(".jp-Perf-panel img, .jp-Perf-run img, .jp-Dialog img").count() == 0
    assert page.evaluate(HARMED) is None
    assert store.delete([each for each in runs if each]) == 2


@pytest.mark.slow
def test_a_hostile_result_is_text_where_only_its_html_is_shown(
    lab: Any, new_page: Callable[..., Any]
) -> None:
    best = examples.faster(code=HOSTILE, steps=(HOSTILE,))
    found = examples.refinement(best, source=HOSTILE, notes=(HOSTILE,), reason=HOSTILE)
    best = dataclasses.replace(best, candidate=dataclasses.replace(best.candidate, summary=HOSTILE))
    for each in (found, dataclasses.replace(found, best=best, verdicts=(best,))):
        page = new_page()
        page.set_content(mimebundle(each)["text/html"])
        page.get_by_text("<script>").first.wait_for()
        assert page.evaluate(HARMED) is None
        assert page.locator("img, script").count() == 0

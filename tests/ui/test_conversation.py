"""A conversation with a model: in a saved result, in its record, in the panel."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from jupyter_perf.records.store import Store
from jupyter_perf.refinement.conversation.record import Conversation, Exchange, Round
from jupyter_perf.refinement.endpoint.exchange import Message
from jupyter_perf.refinement.result import Refinement

from ..views import examples
from .kept import keep
from .live import command
from .pictures import picture
from .test_access import AXE, SERIOUS
from .test_saved_results import HOSTILE, save

THEMES = "@jupyterlab/apputils-extension:themes"
UNSEEN = "\x1b[31m\u202e\u2066"
BAD = f"{HOSTILE}{UNSEEN}"
ASKED = f"Make this faster. {BAD}"
LONG = "\n".join(f"line {number} of a long answer {BAD}" for number in range(200))


def hostile() -> Conversation:
    """A replay whose every word would be more than a word, too long for a notebook."""
    return dataclasses.replace(
        examples.conversation(replay=True),
        prompts=((Message("system", BAD), Message("user", ASKED)),),
        exchanges=(
            Exchange(1, 1, "rewrite", 0, examples.answer(LONG), BAD, "total = 1"),
            Exchange(1, 2, "rewrite", 0, examples.answer(BAD), "faster", examples.BETTER),
        ),
        rounds=(Round(1, (BAD, "line 5: 92% of the time"), 2, 1, 12.34),),
        said=(BAD,),
        ended=f"all rounds were used {BAD}",
    )


def kept_and_saved(lab: Any, name: str, found: Refinement) -> str:
    """A notebook with the result of a run that was recorded; returns the run's id."""
    run = keep(lab, found, name, engine="llm", model="openai:gpt-5")
    save(lab.folder / name, found, run=run)
    return run


def turned(page: Any, within: Any, title: str) -> Any:
    """Open or close a part by the keyboard alone; returns it."""
    summary = within.locator("summary").filter(has_text=title).first
    summary.focus()
    page.keyboard.press("Enter")
    return summary.locator("..")


@pytest.mark.parametrize(
    "theme", ["JupyterLab Light", pytest.param("JupyterLab Dark", marks=pytest.mark.slow)]
)
def test_a_conversation_is_read_by_keyboard_and_is_only_text(
    lab: Any, open_notebook: Callable[..., Any], theme: str
) -> None:
    name = f"talk-{theme.split()[-1]}.ipynb"
    run = kept_and_saved(lab, name, examples.talked(hostile()))
    lab.set(THEMES, {"theme": theme})
    try:
        page = open_notebook(name)
    finally:
        lab.set(THEMES, {})
    result = page.locator(".jp-OutputArea .jp-Perf-result")
    result.locator(".jp-Perf-headline").get_by_text("replay").wait_for()
    assert result.get_by_text("all rounds were used").count() == 0, "it is closed at first"
    turned(page, result, "Conversation: openai:gpt-5")
    result.get_by_text("all rounds were used").wait_for()
    saved = turned(page, result, "What was recorded as sent")
    saved.get_by_text("Round 1, sample 2").wait_for()
    whole = turned(page, result, "The whole conversation, from its record")
    whole.get_by_text("What round 1 was told").wait_for()
    exchanges = turned(page, whole, "What was recorded as sent")
    turned(page, exchanges, "Sent in round 1")
    exchanges.get_by_text("Make this faster.").wait_for()
    answer = turned(page, exchanges, "Round 1, sample 1")
    answer.get_by_text("line 199 of a long answer").wait_for()
    words = result.inner_text()
    assert "<script>" in words
    assert not set(UNSEEN[:1] + UNSEEN[-2:]) & set(words)
    assert page.locator(".jp-Perf-result img, .jp-Perf-result script").count() == 0
    assert page.evaluate("() => window.harmed") is None
    turned(page, exchanges, "Round 1, sample 1")
    exchanges.get_by_text("Make this faster.").scroll_into_view_if_needed()
    picture(page, f"conversation-{theme.split()[-1].lower()}")
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-result") == []
    Store(lab.records / "results.sqlite").delete([run])


@pytest.mark.slow
def test_a_record_shows_what_was_sent_and_the_panel_what_it_cost(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    run = kept_and_saved(lab, "cost.ipynb", examples.talked())
    page = open_notebook("cost.ipynb")
    command(page, "jupyter-perf:open-panel")
    panel = page.locator(".jp-Perf-panel")
    panel.locator(".jp-Perf-record").first.click()
    shown = page.locator(".jp-Perf-run .jp-Perf-result")
    turned(page, shown, "Conversation: openai:gpt-5 · 3 calls, 12,300 tokens, $0.042")
    turned(page, shown, "What was sent")
    turned(page, shown, "Sent in round 1")
    shown.get_by_text("You make Python code faster.").wait_for()
    panel.get_by_text("Spent on models").wait_for()
    picture(page, "conversation-record")
    assert panel.get_by_text("12,300 tokens, $0.042").count() == 2, "here, and in total"
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-panel") == []
    assert page.evaluate(SERIOUS, ".jp-Perf-run") == []
    Store(lab.records / "results.sqlite").delete([run])


@pytest.mark.slow
def test_another_search_is_asked_for_in_a_form(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "form.ipynb", examples.talked())
    page = open_notebook("form.ipynb")
    page.locator(".jp-OutputArea").get_by_role("button", name="Try again with…").click()
    form = page.get_by_role("dialog")
    form.get_by_label("what it should heed").fill("keep the user's names")
    assert form.get_by_label("model", exact=True).input_value() == "openai:gpt-5"
    picture(page, "conversation-form")
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Dialog") == []
    form.locator("select").first.select_option("rules")
    form.get_by_label("what it should heed").wait_for(state="hidden")
    form.get_by_role("button", name="Cancel").click()

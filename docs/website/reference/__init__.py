"""The reference: pages that the code writes about itself, when the site is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import commands, errors, functions, magics, methods, recipes, results, settings, targets
from . import models as model_page


@dataclass(frozen=True)
class Page:
    """One page: where it is, what it is about, and what makes its text."""

    name: str
    title: str
    about: str
    write: Callable[[], str]


PAGES = (
    Page("magics", "Magics", "every magic with its options, and `%perf`", magics.text),
    Page("python", "Python", "the functions behind the magics", functions.text),
    Page("results", "Results", "what they return, field by field", results.text),
    Page("settings", "Settings", "defaults, and in which file they may stand", settings.text),
    Page("command-line", "Command line", "`jupyter perf` with its options", commands.text),
    Page("errors", "Errors", "what is raised, and when", errors.text),
    Page("methods", "Memory methods", "what `%papaya` tries", methods.text),
    Page("recipes", "Recipes", "of sparse training, number formats and attention", recipes.text),
    Page("targets", "Targets", "hardware that can be estimated for, with sources", targets.text),
    Page("models", "Models", "configurations and providers that are known", model_page.text),
)
"""In the order of the navigation."""


def text_of(page: Page) -> str:
    """The page's Markdown, title included."""
    return f"# {page.title}\n\n{page.write().strip()}\n"

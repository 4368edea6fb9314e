"""Manuals of memory methods and recipes, and of PAPAYA on the user's own numbers, for `%perf
explain`."""

from __future__ import annotations

import inspect

from ..core import latest
from .recording import in_words

_ABOUT = """# papaya

Which memory method pays, at which batch size, on which device (PAPAYA, arXiv 2303.14633).

A step over x examples takes T(x) = max(a, k·x) + b seconds and M(x) = max(m_opt, α·x + β) bytes:
up to some batch a device is waiting for itself (a), then every example costs k; memory grows by α
with each. A method lowers α or β and raises k. The largest batch that fits is
x* = (usable memory - β)/α, and throughput there x*/T(x*).

- **Recomputation** (checkpointing) pays where memory is so short that the step without it never
  leaves the floor a, or pays b too often: P-score = (α₀ - α) / (γ - γ₀), bytes saved by each second
  that it adds for an example, above P-point = (usable memory - β₀) / δ₀.
- **Fewer bits** (bf16, 8-bit states, quantized activations) pay where they make arithmetic faster
  too, or where a fixed part (β) is most of the memory; what they cost in accuracy stands beside.
- **More memory** pays until throughput is near 1/k: beyond that a larger batch gives nothing.

Memory is traced, so that α and β are fits of what is known; T is fitted to steps that were timed
here, or worked out from operations and bytes for devices that aren't here.
"""
_NO_NUMBERS = "Run `%papaya model batch` first: then this says it on your own numbers."


def method_names() -> list[str]:
    """Of memory methods, sorted."""
    from ..tradeoff.methods import METHODS

    return METHODS.names()


def method_rows() -> list[tuple[str, str]]:
    """(name, what it does and what it costs) of each."""
    from ..tradeoff.methods import METHODS

    return [(name, _in_short(method)) for name, method in METHODS.items()]


def _in_short(method: object) -> str:
    words, costs = getattr(method, "words", ""), getattr(method, "costs", "")
    modelled = "; modelled only" if getattr(method, "modelled", False) else ""
    return f"{words}; accuracy: {costs}{modelled}"


def recipe_names() -> list[str]:
    """Of recipes of sparse training, sorted."""
    from ..sparsity.recipes import RECIPES

    return RECIPES.names()


def recipe_rows() -> list[tuple[str, str]]:
    """(name, what it does and where it is from) of each."""
    from ..sparsity.recipes import RECIPES

    return [(name, f"{recipe.words} ({recipe.cited})") for name, recipe in RECIPES.items()]


def manual_of(name: str) -> str:
    """As markdown: of `papaya`, a memory method or a recipe; "" where none has that name."""
    if name.lower().lstrip("%") == "papaya":
        return _papaya()
    from ..tradeoff.methods import METHODS

    known = name.lower().replace("_", "-")
    if known not in METHODS:
        return _recipe_manual(known)
    method = METHODS.get(known)
    text = inspect.getdoc(method) or getattr(method, "words", "")
    return f"# {known}\n\n{text}\n\nAccuracy: {getattr(method, 'costs', '')}\n"


def _recipe_manual(name: str) -> str:
    from ..sparsity.recipes import RECIPES

    if name not in RECIPES:
        return ""
    recipe = RECIPES.get(name)
    text = inspect.getdoc(recipe) or recipe.words
    source = "" if "Source:" in text else f"\n\nSource: {recipe.cited}"
    return f"# {name}\n\n{text}{source}\n"


def _papaya() -> str:
    from ..tradeoff.result import Frontier

    found = latest.last("frontier")
    if not isinstance(found, Frontier):
        return f"{_ABOUT}\n{_NO_NUMBERS}\n"
    from ..tradeoff.advising import advice

    said = "\n".join(f"- {sentence}" for sentence in advice(found))
    when = in_words(found.created)
    return f"{_ABOUT}\n## On {found.model}, as of {when}\n\n{found.answer}\n\n{said}\n"

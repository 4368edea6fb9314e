"""Recipes of sparse training, number formats and attention, from their registries."""

from __future__ import annotations

import inspect
from typing import Any

from .describing import rows_of, safe
from .manuals import manual


def text() -> str:
    """Tables of all, then each recipe's manual."""
    from jupyter_perf.magics.manuals import manual_of
    from jupyter_perf.sparsity.attention.recipes import ATTENTION
    from jupyter_perf.sparsity.quantize.formats import FORMATS
    from jupyter_perf.sparsity.recipes import RECIPES

    parts = ["`--recipe` and `--compare` of `%%sparsify` take these names."]
    parts.append(_table("Recipe", RECIPES, linked=True))
    parts += [manual(manual_of(name)) for name in RECIPES]
    parts += ["## Number formats", "`--quantize` takes the integers.", _table("Format", FORMATS)]
    parts += ["## Attention", _table("Recipe", ATTENTION)]
    parts += [
        f"### Options of `{name}`\n\n{safe(inspect.getdoc(recipe) or recipe.words)}"
        for name, recipe in ATTENTION.items()
    ]
    return "\n\n".join(parts)


def _table(heading: str, registry: Any, linked: bool = False) -> str:
    rows = [
        (f"[{name}](#{name})" if linked else f"`{name}`", safe(each.words), safe(each.cited))
        for name, each in registry.items()
    ]
    return rows_of((heading, "", "Source"), rows)

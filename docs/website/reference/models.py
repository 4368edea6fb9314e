"""What is known of language models, and who may be asked."""

from __future__ import annotations

import inspect

from .describing import rows_of, safe


def text() -> str:
    """Configurations by name, kinds that can be read, processors, providers."""
    from jupyter_perf.estimation.configs.known import shipped
    from jupyter_perf.estimation.models.llm.config import kinds
    from jupyter_perf.refinement.providers import PROVIDERS

    rows = [
        (f"`{each.name}`", _billions(each.parameters), _linked(each.source)) for each in shipped()
    ]
    providers = [
        (f"`{name}`", safe((inspect.getdoc(made) or "").partition("\n\n")[0]))
        for name, made in PROVIDERS.items()
    ]
    return "\n\n".join(
        [
            "## Configurations",
            "`--config` takes these names, or the path of any `config.json`.",
            rows_of(("Name", "Parameters", "Source"), rows),
            "## Kinds of configurations",
            "A `config.json` is read where its `model_type` is one of these:",
            ", ".join(f"`{kind}`" for kind in kinds()),
            "## Providers",
            "`--model PROVIDER:NAME` asks one of these; a plug-in may add more.",
            rows_of(("Provider", ""), providers),
        ]
    )


def _billions(parameters: int | None) -> str:
    return "" if parameters is None else f"{parameters / 1e9:.3g} billion"


def _linked(source: str) -> str:
    shown = safe(source.removeprefix("https://"))
    return f"[{shown}]({source})" if source.startswith("https://") else shown

"""Defaults of the magics: `c.JupyterPerf.…`, `%config JupyterPerf`, and a file of the project.

What counts, strongest first: an option on the magic's line; `%config JupyterPerf.…` in the
notebook; `jupyter-perf.toml` beside the notebook; the profile's `c.JupyterPerf.…`; what is built
in. The administrator's policy (`core.policy`) limits all of them.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from traitlets import Bool, Enum, Float, Int, List, TraitError, Unicode
from traitlets.config import Configurable

from ..errors import UsageError
from .whereabouts import whereabouts

PROJECT_FILE = "jupyter-perf.toml"
_OFF = {"off", "0", "false", "no"}


class JupyterPerf(Configurable):
    """Defaults of `%%refine`, `%%estimate`, `%papaya` and `%%sparsify`."""

    enabled = Bool(True, help="False: every magic runs just its cell.").tag(config=True)
    engine = Unicode("rules", help="Where rewrites come from.").tag(config=True)
    budget = Float(60.0, min=0.1, help="Wall seconds that a search may take.").tag(config=True)
    tolerance = Float(
        None, allow_none=True, min=0.0, help="Relative error allowed in floats; 0 is bit for bit."
    ).tag(config=True)
    only = List(Unicode(), help="Try these rules and no others.").tag(config=True)
    skip = List(Unicode(), help="Leave these rules out.").tag(config=True)
    top = Int(1, min=1, help="How many rewrites to show in full.").tag(config=True)

    model = Unicode(
        None, allow_none=True, help="The model that is asked, as `%perf models` writes it."
    ).tag(config=True)
    base_url = Unicode(
        None, allow_none=True, help="Address of the models' endpoint; None is OpenAI's."
    ).tag(config=True)
    api_key_env = Unicode(
        None, allow_none=True, help="Name of the variable that holds the key, never the key."
    ).tag(config=True)
    api = Enum(["auto", "chat", "responses"], "auto", help="The interface that is spoken.").tag(
        config=True
    )
    rounds = Int(3, min=1, max=20, help="Most rounds of rewriting and feedback.").tag(config=True)
    samples = Int(4, min=1, max=16, help="Answers asked for in each round.").tag(config=True)
    strategy = Enum(
        ["rewrite", "explore", "edit"], "rewrite", help="How a model goes about it."
    ).tag(config=True)
    concise = Bool(False, help="Prompts with only what carries information.").tag(config=True)
    max_usd = Float(
        1.0, min=0.0, allow_none=True, help="US dollars that a search may spend; None: any."
    ).tag(config=True)
    max_tokens = Int(
        200_000, min=1, allow_none=True, help="Tokens that a search may use; None: any."
    ).tag(config=True)
    context_tokens = Int(
        None, min=2000, allow_none=True, help="Tokens that the model can read; None: as known."
    ).tag(config=True)
    share_values = Bool(False, help="True: a model may see values of the data.").tag(config=True)
    share_edits = Bool(False, help="True: other notebooks' edits may be examples.").tag(config=True)
    prompts_folder = Unicode(
        None, allow_none=True, help="Folder with prompts of your own; None: those built in."
    ).tag(config=True)

    estimate_budget = Float(
        5.0, min=0.1, help="Wall seconds that the samples of an estimate may take."
    ).tag(config=True)
    target = Unicode("here", help="Hardware that is estimated for: names, with commas.").tag(
        config=True
    )
    region = Unicode(
        None, allow_none=True, help="Where energy is drawn from the grid; None: not known."
    ).tag(config=True)

    papaya_budget = Float(60.0, min=0.1, help="Wall seconds that `%papaya` may take.").tag(
        config=True
    )

    sparsify_recipe = Unicode("step", help="Recipe of `%%sparsify`.").tag(config=True)
    sparsify_pattern = Unicode("2:4", help="Pattern of `%%sparsify`.").tag(config=True)

    history = Bool(True, help="False: keep no record of results on disk.").tag(config=True)
    history_days = Float(365.0, min=0.0, help="Forget runs after so many days.").tag(config=True)
    history_runs = Int(100_000, min=1, help="Keep at most so many runs.").tag(config=True)
    history_megabytes = Float(
        500.0, min=0.0, help="Keep at most so many MB of sources and results."
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._set_by_hand: set[str] = set()
        self.observe(
            self._remember_change,
            names=[*_SETTINGS, *(name for table in _TABLES.values() for name in table.values())],
        )

    def _remember_change(self, change: Any) -> None:
        self._set_by_hand.add(change["name"])

    def rule_history(self) -> None:
        """Have the records of this process follow the settings of this object from now on."""
        self.observe(lambda _change: self._choose_history(), names=list(_HISTORY_SETTINGS))
        self._choose_history()

    def _choose_history(self) -> None:
        from ..records import keeping

        keeping.choose(
            keeping.Keeping(
                self.history, self.history_days, self.history_runs, self.history_megabytes
            )
        )

    def setting(self, name: str, project: dict[str, Any]) -> Any:
        """The default of `name`, where `project` is what the project's file says."""
        own = getattr(self, name)
        if name not in project or name in self._set_by_hand:
            return own
        if name in _ONLY_LOWERED and own is not None:
            return own if project[name] is None else min(own, project[name])
        return project[name]

    def is_off(self, project: dict[str, Any]) -> bool:
        """Whether the magics only run their cells."""
        if os.environ.get("JUPYTER_PERF", "").strip().lower() in _OFF:
            return True
        return not self.setting("enabled", project)


# Not in a project's file, which may come from somebody else: it could have others' runs deleted.
_HISTORY_SETTINGS = ("history", "history_days", "history_runs", "history_megabytes")
# Not there either: addresses, keys' variables, what is shared and prompts. With those, somebody
# else's project could have sources, data or the value of any variable sent where it likes.
_SETTINGS = (
    "enabled", "engine", "budget", "tolerance", "only", "skip", "top",
    "model", "rounds", "samples", "strategy", "concise", "max_usd", "max_tokens",
)  # fmt: skip
_TABLES = {
    "estimate": {"budget": "estimate_budget", "target": "target", "region": "region"},
    "papaya": {"budget": "papaya_budget"},
    "sparsify": {"recipe": "sparsify_recipe", "pattern": "sparsify_pattern"},
}
"""What a project's file says in tables beside `[refine]` → the setting."""
_ONLY_LOWERED = ("max_usd", "max_tokens")
"""A project's file may spend less of the user's money than the user allows, never more."""


def notebook_folder() -> Path:
    """The folder of the notebook where the server tells it, else the current one."""
    notebook = Path(whereabouts().notebook())
    # Relative, so that a current folder that is gone is no error.
    return notebook.parent if notebook.is_absolute() and notebook.parent.is_dir() else Path()


def project_settings(folder: Path) -> dict[str, Any]:
    """What `jupyter-perf.toml` in `folder` says under `[refine]`, `[estimate]`, `[papaya]` and
    `[sparsify]`, by setting ({} where there is none).

    Raises UsageError where it can't be understood. It may come with somebody else's project, so it
    holds preferences only: nothing in it widens what a candidate may read or do.
    """
    file = folder / PROJECT_FILE
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: {error}") from None
    refining = _checked(file, data, "refine", {name: name for name in _SETTINGS})
    if refining.get("engine", "rules") != "rules":
        raise UsageError(
            f"{file}: a project's file can't choose an engine that sends your code away; choose"
            " it on the magic's line, or with `%config JupyterPerf.engine`"
        )
    for table, known in _TABLES.items():
        refining |= _checked(file, data, table, known)
    return refining


def _checked(file: Path, data: dict[str, Any], table: str, known: dict[str, str]) -> dict[str, Any]:
    """Setting → value of one table; `known` has the settings by the names that the file uses."""
    said = data.get(table, {})
    if not isinstance(said, dict):
        raise UsageError(f"{file}: `{table}` must be a table: `[{table}]`")
    checked, names = JupyterPerf(), []
    for name, value in said.items():
        if name not in known:
            raise UsageError(f"{file}: no setting `{name}`; there are {', '.join(known)}")
        try:
            setattr(checked, known[name], value)
        except TraitError as error:
            raise UsageError(f"{file}: {error}") from None
        names.append(known[name])
    return {name: getattr(checked, name) for name in names}

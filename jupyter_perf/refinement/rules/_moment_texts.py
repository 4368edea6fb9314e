"""Names of days and months, which pandas knows without asking for each moment."""

from __future__ import annotations

from types import ModuleType

from ..facts import Facts

_NAMES = {
    "%A": "day_name()",
    "%a": "day_name().str[:3]",
    "%B": "month_name()",
    "%b": "month_name().str[:3]",
}


def name_by_form(form: str, facts: Facts) -> str | None:
    """The method of `Series.dt` that gives what `strftime(form)` does; None for other forms.

    pandas' names are English, as Python's are unless `locale` has been told otherwise.
    """
    loaded = {v.__name__ for v in facts.namespace.values() if isinstance(v, ModuleType)}
    if "locale" in {*facts.imported.values(), *facts.taken.values(), *loaded}:
        return None
    return _NAMES.get(form)

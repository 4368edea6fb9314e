"""The tree of errors."""

from __future__ import annotations

import inspect

from .describing import docstring, rows_of


def text() -> str:
    """The module's own drawing, then what each says of itself."""
    from jupyter_perf import errors

    known = [
        thing
        for _, thing in inspect.getmembers(errors, inspect.isclass)
        if thing.__module__ == errors.__name__
    ]
    known.sort(key=lambda each: inspect.getsourcelines(each)[1])
    rows = [
        (f"`{each.__name__}`", f"`{each.__mro__[1].__name__}`", docstring(each)) for each in known
    ]
    about = docstring(errors)
    return f"All are in `jp.errors`. {about}\n\n{rows_of(('Error', 'Is a', ''), rows)}"

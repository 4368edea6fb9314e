"""How Sphinx builds the site; `build_site.py` puts the pages together first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pygments.lexer import inherit
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Name

from jupyter_perf._version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "jupyter-perf"
author = "jupyter-perf contributors"
copyright = author
version = release = __version__

extensions = ["myst_parser"]
myst_heading_anchors = 4
exclude_patterns: list[str] = []
smartquotes = False  # an option's two hyphens are no dash
highlight_language = "none"  # what has no language is shown as it stands

html_theme = "furo"
html_title = f"jupyter-perf {__version__}"
html_static_path = ["website/static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


class CellLexer(PythonLexer):  # type: ignore[misc]  # Pygments has no types
    """A notebook's cell: Python with lines of magics."""

    name = "Cell"
    tokens: ClassVar[Any] = {
        "root": [(r"^%{1,2}[^\n#]*", Name.Decorator), (r"^![^\n]*", Comment), inherit]
    }


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.add_lexer("cell", CellLexer)

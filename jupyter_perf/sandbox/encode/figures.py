"""matplotlib: figures by their pixels under Agg; what is drawn in them by the figure."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .form import DRAWN, OPAQUE, Node, node

Handler = Callable[[Any, Any], Node]


def figures_open() -> dict[str, object]:
    """The pictures of pyplot's open figures by number: RGBA arrays of height × width × 4 bytes.

    Empty where pyplot wasn't imported; nothing is imported for it.
    """
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return {}
    return {str(number): picture(pyplot.figure(number)) for number in pyplot.get_fignums()}


def picture(figure: Any) -> Any:
    """`figure` as an RGBA array; its canvas is put back afterwards."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    before = figure.canvas
    try:
        canvas: Any = FigureCanvasAgg(figure)
        canvas.draw()
        return sys.modules["numpy"].array(canvas.buffer_rgba())
    finally:
        figure.set_canvas(before)


def table() -> dict[Any, Handler]:
    """Figures and everything else that matplotlib draws."""
    import matplotlib.artist
    import matplotlib.figure

    return {matplotlib.figure.Figure: _figure, matplotlib.artist.Artist: _artist}


def _figure(encoder: Any, x: Any) -> Node:
    pixels = encoder.part(picture(x))
    return node(DRAWN, "matplotlib.figure.Figure", False, "", [["*", [pixels]]])


def _artist(encoder: Any, x: Any) -> Node:
    name = encoder.type_name(type(x))
    figure = x.get_figure()
    if figure is None:
        return node(OPAQUE, name, False, "it isn't part of a figure")
    return node(DRAWN, name, False, "", [["*", [encoder.child(figure)]]])

"""Texts of a drawing."""

from __future__ import annotations

from .static_html import escape


class Labels:
    """Texts with what they have in common said once: a notebook keeps them."""

    def __init__(self) -> None:
        self._groups: dict[str, str] = {}

    def add(self, x: float, y: float, said: str, anchor: str) -> None:
        label = f'<text x="{x:.0f}" y="{y:.0f}">{escape(said)}</text>'
        self._groups[anchor] = self._groups.get(anchor, "") + label

    def __str__(self) -> str:
        return "".join(
            f'<g text-anchor="{anchor}" opacity=".8">{labels}</g>'
            for anchor, labels in self._groups.items()
        )

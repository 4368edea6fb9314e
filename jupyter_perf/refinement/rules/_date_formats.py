"""What dates look like that are written in a format just so."""

from __future__ import annotations

import re

from ..source import Decline

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DIRECTIVES = {
    **{"%Y": "[0-9]{4}", "%m": "[0-9]{2}", "%d": "[0-9]{2}", "%H": "[0-9]{2}"},
    **{"%M": "[0-9]{2}", "%S": "[0-9]{2}", "%y": "[0-9]{2}"},
    "%b": f"(?:{'|'.join(month[:3] for month in _MONTHS)})",
    "%B": f"(?:{'|'.join(_MONTHS)})",
}


def pattern_of(text: str) -> str:
    """A pattern of what is written in just this format."""
    plain = re.fullmatch(r"(%[YymdbBHMS]|[-/:T .,])+", text) and not text.count("%Y%")
    if not plain or ("%Y" in text) == ("%y" in text):
        raise Decline("a format of other parts")
    pattern = text.replace(".", "[.]")
    for directive, digits in _DIRECTIVES.items():
        pattern = pattern.replace(directive, digits)
    return pattern

"""Pictures of what is seen, for people, where `UI_PICTURES` names a folder for them."""

from __future__ import annotations

import os
from typing import Any


def picture(page: Any, name: str) -> None:
    if folder := os.environ.get("UI_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")

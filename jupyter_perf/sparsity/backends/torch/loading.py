"""Weights that the cell loads are what it means: nothing kept aside is added to them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from torch import nn

from .held import Held


def telling(held: Mapping[int, Held]) -> Callable[[Any], Any]:
    """What `load_state_dict` is replaced by: it tells what is `held`, by parameters' ids."""

    def wrap(original: Any) -> Any:
        @functools.wraps(original)
        def load_state_dict(module: nn.Module, *args: Any, **kwargs: Any) -> Any:
            try:
                return original(module, *args, **kwargs)
            finally:
                for parameter in module.parameters():
                    if known := held.get(id(parameter)):
                        known.was_loaded()

        return load_state_dict

    return wrap

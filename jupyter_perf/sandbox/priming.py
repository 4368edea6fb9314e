"""What is worked out once in the zygote, to be there in every repetition that follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Priming:
    """A call of one of our functions, `module:name`, with the values of `names`."""

    function: str
    names: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"call": self.function, "names": list(self.names), "with": self.options}

"""What `refine` returns."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from ..core.views import view_of, widget_of
from ..measure.timing import Timing
from . import serial
from .conversation.record import Conversation
from .verdict import Evidence, Faster, Verdict

if TYPE_CHECKING:
    import pandas as pd

_VERSION = 1


@dataclasses.dataclass(frozen=True)
class Refinement:
    """The outcome of one search: what to use instead of `source`, and why that can be believed.

    `code` is the best verified rewrite, or `source` unchanged. `ratio` and `interval` are CPU
    time of the original over that of `code` (first call for cells and programs, steady state for
    functions), 1.0 and (1.0, 1.0) where nothing faster was found. `reason` says why nothing could
    be tried, or is None. Candidates that differ from the original on generated inputs are among
    `verdicts` but never `best`.
    """

    source: str
    kind: str
    """`cell`, `function` or `program`."""
    code: str
    best: Faster | None = None
    verdicts: tuple[Verdict, ...] = ()
    """What became of each candidate."""
    reason: str | None = None
    isolation: str = ""
    """The level that was found by trying (`S3 (…)`); empty where no sandbox was started."""
    original_seconds: float | None = None
    """CPU seconds of one run of the original, in the sandbox."""
    profile: tuple[tuple[int, float], ...] = ()
    """(line, share of the time) of the lines that take most, where it was looked at."""
    looked_at: tuple[str, ...] = ()
    """Names of the rules (or other proposers) that were tried."""
    sampled: str = ""
    """How the inputs were reduced for all evidence, where they were."""
    notes: tuple[str, ...] = ()
    """What else should be known."""
    stopped: str = ""
    """Why the search ended before its time, if it did (`by you`, `out of budget`)."""
    searched_seconds: float = 0.0
    conversation: Conversation | None = None
    """What was said to a model and what came of it, where one was asked."""
    created: str = ""
    """ISO date and time, UTC."""
    versions: dict[str, str] = dataclasses.field(default_factory=dict)
    """Of Python, this package and the libraries that the source uses."""

    @property
    def ratio(self) -> float:
        return self.best.ratio if self.best else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        return self.best.interval if self.best else (1.0, 1.0)

    @property
    def first_call(self) -> Timing | None:
        """Timing of the first call of the best rewrite, its compilation and imports included."""
        if self.best is None:
            return None
        return self.best.first_call or self.best.timing

    @property
    def evidence(self) -> Evidence | None:
        return self.best.evidence if self.best else None

    def to_json(self) -> str:
        """Everything, raw timings included; `from_json` gives an equal object back."""
        data = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        data["verdicts"] = [serial.to_json(verdict) for verdict in self.verdicts]
        data["best"] = None if self.best is None else serial.to_json(self.best)
        talk = self.conversation
        data["conversation"] = None if talk is None else talk.to_json()
        return json.dumps({"version": _VERSION, **data})

    @classmethod
    def from_json(cls, text: str) -> Refinement:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("version", None) != _VERSION:
            raise ValueError("not a refinement of this version")
        data["verdicts"] = tuple(serial.from_json(verdict) for verdict in data["verdicts"])
        if data["best"] is not None:
            data["best"] = serial.from_json(data["best"])
        if (talk := data.get("conversation")) is not None:
            data["conversation"] = Conversation.from_json(talk)
        for name in ("looked_at", "notes"):
            data[name] = tuple(data[name])
        data["profile"] = tuple((int(line), float(share)) for line, share in data["profile"])
        return cls(**data)

    def to_frame(self) -> pd.DataFrame:
        """One row per candidate: outcome, ratio, interval, evidence, reason."""
        import pandas as pd

        return pd.DataFrame([_row(verdict) for verdict in self.verdicts], columns=list(_COLUMNS))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle: dict[str, Any] = view_of(self)
        return bundle

    def widget(self) -> Any:
        """A widget to choose among all that was tried, where our extension is missing.

        A notebook shows it only while its kernel runs: what is displayed by itself stays.
        """
        return widget_of(self)

    def __str__(self) -> str:
        return str(view_of(self)["text/plain"])


_COLUMNS = (
    "candidate", "outcome", "ratio", "low", "high", "general", "generated", "why", "code",
)  # fmt: skip


def _row(verdict: Verdict) -> dict[str, Any]:
    timing: Timing | None = getattr(verdict, "timing", None)
    evidence: Evidence | None = getattr(verdict, "evidence", None)
    return {
        "candidate": " + ".join(verdict.candidate.steps),
        "outcome": type(verdict).__name__,
        "ratio": timing.ratio if timing else None,
        "low": timing.interval[0] if timing else None,
        "high": timing.interval[1] if timing else None,
        "general": evidence.general if evidence else None,
        "generated": evidence.generated if evidence else None,
        "why": explain(verdict),
        "code": verdict.candidate.code,
    }


def explain(verdict: Verdict) -> str:
    """One line on why a candidate ended as it did, in the user's words."""
    for attribute in ("difference", "why"):
        if text := getattr(verdict, attribute, ""):
            return str(text)
    evidence: Evidence | None = getattr(verdict, "evidence", None)
    if evidence is not None and not evidence.general:
        return f"same on this data only: {evidence.on_this_data_only}"
    timing: Timing | None = getattr(verdict, "timing", None)
    return timing.why if timing else ""

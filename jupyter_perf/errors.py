"""Every error that jupyter-perf raises on purpose.

    PerfError
     ├── SourceError         the text handed in isn't Python that can be compiled
     ├── UsageError          an option, argument or combination of them makes no sense
     ├── MissingExtra        an optional dependency is needed: says the install line
     ├── PolicyError         an administrator's policy forbids what was asked
     └── SandboxError        the sandbox itself couldn't do its work
          ├── NotCopyable    a value can't be handed to the sandbox (names it)
          ├── TooLarge       a value doesn't fit in the memory that is free
          └── SandboxDied    a process of the sandbox ended unasked and couldn't be replaced

What a candidate does (a wrong answer, an exception, no gain) is never an error: it is a
result, and its types are in `jupyter_perf.refinement.verdict`.
"""


class PerfError(Exception):
    """The root: `except jp.errors.PerfError` catches all that this package raises on purpose."""


class SourceError(PerfError):
    """The source can't be compiled; the message carries the line and Python's own words."""


class UsageError(PerfError):
    """An option or argument is wrong; the message says which, and what would be right."""


class MissingExtra(PerfError):
    """An optional dependency is missing."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed: run `pip install 'jupyter-perf[{extra}]'`")
        self.package = package
        self.extra = extra


class PolicyError(PerfError):
    """An administrator's policy file forbids this; the message names the file and the key."""


class SandboxError(PerfError):
    """The sandbox couldn't start, or couldn't do what it was asked to."""


class NotCopyable(SandboxError):
    """A value can't be copied into the sandbox."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"`{name}` can't be copied: {why}")
        self.name = name
        self.why = why


class TooLarge(SandboxError):
    """The inputs don't fit in free memory, or are too large to copy unasked.

    `sampleable` is True where copying a sample of them instead makes sense.
    """

    def __init__(self, message: str, *, sampleable: bool = False) -> None:
        super().__init__(message)
        self.sampleable = sampleable


class SandboxDied(SandboxError):
    """A process of the sandbox ended and its replacement did too."""

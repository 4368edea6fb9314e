"""What reading yields: the bytes of a loop's body, and where they are from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One loop of a function (of a branchy one: one way through it) that can be asked for."""

    number: int
    """From 1, as in `--loop 2`."""
    address: int
    """Of its first instruction."""
    instructions: int
    """Of its body, jumps left out."""
    depth: int
    """How many loops it is in, itself included."""
    picture: str
    """In one line: what stands in it."""
    line: int | None = None
    """Of the source, where known."""
    function: str = ""
    """Which of several functions it is in, in words; empty where there is one."""
    problem: str = ""
    """Why it can't be predicted; empty where it can."""

    def __str__(self) -> str:
        where = f"line {self.line}, " if self.line is not None else ""
        why = f" — {self.problem}" if self.problem else ""
        inside = f"{self.function}, " if self.function else ""
        at = f"at 0x{self.address:x}"
        return f"--loop {self.number}: {inside}{where}{at}, {self.picture}{why}"


@dataclass(frozen=True)
class Listing:
    """A loop's body, as machine code of x86-64."""

    code: bytes
    """Without the jump that closes the loop."""
    address: int
    """Of the first byte, in the file or function that it is from; 0 where it is from text."""
    origin: str
    """In words: `hex`, `assembly`, `dot in libfoo.so`, `numba: f(array(float64, 1d, C))`."""
    notes: tuple[str, ...] = ()
    """What the reader should know: what was left out, what else could have been chosen."""
    line: int | None = None
    """Of the source, where known."""
    choices: tuple[Choice, ...] = ()
    """All loops of the function that it was chosen from; empty where there was no choice."""
    chosen: int = 0
    """Number of the one that this is; 0 without choices."""

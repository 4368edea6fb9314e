"""The supervisor's view of the sandbox: ask for a piece of work, get its outcome.

One `Sandbox` owns one zygote. Everything that decides lives on this side: the clock, the limits,
what is kept of the output, and whether a result is complete.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import random
import socket
import subprocess
import threading
from typing import Any

from ..errors import SandboxDied, SandboxError
from . import plain, wire
from .channels import Channels
from .launching import command, kill_tree
from .observe import Observer, kill_group
from .observed import NORMAL, Wanted
from .priming import Priming
from .work import Ended, Limits, Outcome, SandboxSpec, Work


class Sandbox:
    """Runs `Work` in fresh processes; not thread-safe, except for `stop`.

    `snapshot` is the descriptor of the copied values (see `snapshot.take`) with its layout.
    """

    def __init__(
        self, spec: SandboxSpec, snapshot: int | None = None, layout: Any = None, seed: int = 0
    ) -> None:
        self.spec = spec
        self.installed: list[str] = []
        self.missing: list[str] = []
        self._snapshot = None if snapshot is None else os.dup(snapshot)
        self._layout = layout
        self._late = False
        self._zygote: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._current: int | None = None
        self._stopped = threading.Event()
        self.random = random.Random(seed)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote and wait until it serves; raises SandboxError with the reason."""
        self._launch()
        hello = self._first_greeting()
        threaded = list(hello["threaded"])
        if threaded or hello["threads"] > 1:
            hello = self._restart_without(threaded)
        if hello["failure"]:
            self.close()
            raise SandboxError(
                f"the values that the cell reads can't be rebuilt: {hello['failure']}"
            )
        self.installed, self.missing = hello["installed"], hello["missing"]

    def begin(self) -> None:
        """Launch the zygote without waiting for it: `start` then only waits."""
        self._launch()

    def run(
        self,
        work: Work,
        *,
        limits: Limits | None = None,
        wanted: Wanted = NORMAL,
        meanwhile: Priming | None = None,
    ) -> Outcome:
        """Run `work` once in a fresh process. A zygote that has died is replaced once.

        `meanwhile` is what the zygote calls while it waits (see `prime`), on a processor of its own
        where there is one: not for runs whose time counts.
        """
        if self._stopped.is_set():
            return Outcome(Ended.STOPPED)
        for _attempt in range(2):
            if self._zygote is None or self._zygote.poll() is not None:
                self._relaunch()
            try:
                return self._run_once(work, limits or self.spec.limits, wanted, meanwhile)
            except wire.Closed:
                if self._stopped.is_set():
                    return Outcome(Ended.STOPPED)
                self._kill_zygote()
        raise SandboxDied("the sandbox's process ended twice in a row; `%perf doctor` checks it")

    def prime(self, function: str, names: tuple[str, ...], **options: Any) -> str:
        """Call one of our functions, `module:name`, in the zygote with the values of `names`.

        What it caches is there in every repetition that follows. Returns why it failed, or "".
        """
        if self._channel is None or self._late:
            return "not possible here"
        try:
            priming = Priming(function, names, options)
            wire.send(self._channel, {"prime": priming.to_json()})
            return str(wire.receive(self._channel)[0]["failure"])
        except wire.Closed:
            self._kill_zygote()
            return "the sandbox's process ended"

    def restart(self) -> None:
        """End the zygote: the next run begins with one that nothing was done in."""
        self._kill_zygote()

    def stop(self) -> None:
        """End the repetition that runs now, and let nothing more start; from any thread."""
        self._stopped.set()
        pid = self._current
        if pid is not None:
            kill_group(pid)

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def close(self) -> None:
        """End the zygote and all that it started, and let go of the copied values."""
        self._kill_zygote()
        if self._snapshot is not None:
            os.close(self._snapshot)
            self._snapshot = None

    def _run_once(
        self, work: Work, limits: Limits, wanted: Wanted, meanwhile: Priming | None
    ) -> Outcome:
        assert self._channel is not None
        with Channels(limits.kept_output_bytes, limits.output_bytes) as ends:
            observer = Observer(ends, limits, wanted, self.random)
            request = {
                "work": plain.work_to_json(work),
                "limits": dataclasses.asdict(limits),
                "watch": wanted.watch,
                "profile": wanted.profile,
                "meanwhile": None if self._late or not meanwhile else meanwhile.to_json(),
            }
            wire.send(self._channel, request, ends.child_ends(work.stdin))
            ends.close_child_ends()
            pid = observer.wait_present(self._channel)
            self._current = pid
            # A stop that came before there was a process to end.
            if pid is not None and self._stopped.is_set():
                kill_group(pid)
            try:
                observed = observer.follow(pid) if pid is not None else None
            finally:
                self._current = None
                if pid is not None:
                    kill_group(pid)
            status = int(wire.receive(self._channel)[0]["status"])
            outcome = observer.outcome(observed, status)
        if self._stopped.is_set() and outcome.ended is not Ended.OK:
            return dataclasses.replace(outcome, ended=Ended.STOPPED)
        return outcome

    def _launch(self) -> None:
        if self._channel is not None:
            return
        ours, theirs = socket.socketpair()
        # What the zygote prints on stderr before it serves is the only clue to a failed start.
        self._zygote = subprocess.Popen(
            command(self.spec, theirs.fileno()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=self.spec.environment,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self._channel = ours
        files = [] if self._snapshot is None else [self._snapshot]
        hello = {"spec": plain.spec_to_json(self.spec), "layout": self._layout, "late": self._late}
        # A dead zygote shows when its greeting doesn't come.
        with contextlib.suppress(wire.Closed):
            wire.send(ours, hello, files)

    def _greeting(self) -> dict[str, Any]:
        assert self._channel is not None
        assert self._zygote is not None
        try:
            return wire.receive(self._channel)[0]
        except wire.Closed as closed:
            assert self._zygote.stderr is not None
            self._zygote.kill()
            said = self._zygote.stderr.read().decode(errors="replace").strip()
            self._kill_zygote()
            why = said.splitlines()[-1] if said else "no reason given"
            raise SandboxError(f"the sandbox didn't start: {why}") from closed

    def _first_greeting(self) -> dict[str, Any]:
        """The greeting; a zygote that was ended from outside meanwhile is replaced once."""
        try:
            return self._greeting()
        except SandboxError:
            if self._stopped.is_set():
                raise
            self._launch()
            return self._greeting()

    def _restart_without(self, threaded: list[str]) -> dict[str, Any]:
        """Modules with threads of their own are imported in each repetition instead."""
        self._kill_zygote()
        kept = tuple(name for name in self.spec.preload if name not in threaded)
        self.spec = dataclasses.replace(self.spec, preload=kept)
        self._launch()
        hello = self._greeting()
        if hello["threads"] > 1 and not self._late:
            self._kill_zygote()
            self._late = True
            self._launch()
            hello = self._greeting()
        return hello

    def _relaunch(self) -> None:
        self._kill_zygote()
        self._launch()
        hello = self._greeting()
        if hello["failure"]:
            self._kill_zygote()
            raise SandboxDied(f"the sandbox's process couldn't be replaced: {hello['failure']}")

    def _kill_zygote(self) -> None:
        zygote, channel = self._zygote, self._channel
        self._zygote = self._channel = None
        if channel is not None:
            channel.close()
        if zygote is not None:
            kill_tree(zygote.pid)
            zygote.kill()
            zygote.wait()
            if zygote.stderr is not None:
                zygote.stderr.close()

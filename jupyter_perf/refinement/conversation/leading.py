"""A conversation as the search sees it: what it needs to begin, and what there is of it."""

from __future__ import annotations

from collections.abc import Callable

from ...core.code import Candidate
from ...sandbox.supervisor import Context
from ..cases import Runs
from ..endpoint.exchange import Ended
from ..judging import Judge
from ..original import Baseline
from ..proposals import Asker
from ..request import Request
from ..verdict import Faster, Verdict
from .asking import Asking
from .briefing import Briefing
from .measuring import Measuring
from .record import Conversation
from .rounds import OUT_OF_TIME, Talk
from .settings import Settings
from .sifting import Sifting
from .situation import Situation


class Lead:
    """Leads one conversation; `conversation` is what there is of it so far."""

    def __init__(
        self,
        context: Context,
        runs: Runs,
        asker: Asker,
        record: Callable[[Verdict], None],
        tell: Callable[[str], None],
    ) -> None:
        assert runs.request.talk is not None
        self.settings = Settings.from_json(runs.request.talk)
        self._context = context
        self._runs = runs
        self._asker = asker
        self._asking = Asking(context)
        self._briefing = Briefing(self.settings)
        self._record = record
        self._tell = tell
        self._began = ""
        self._ended = ""
        self._first: Candidate | None = None
        self._sizes = (0, 0)
        self.talk: Talk | None = None

    def run(self, judge: Judge, baseline: Baseline, best: Faster | None) -> None:
        """From the best so far to the end of the conversation. Raises verify.Stopped."""
        try:
            self._lead(judge, baseline, best)
        finally:
            self._asking.abandon(self.settings.usd_per_token)
            if self._context.sandbox.stopped:
                self._ended = self._why_stopped()

    def _lead(self, judge: Judge, baseline: Baseline, best: Faster | None) -> None:
        situation = self._situation(baseline)
        start = self._start(judge, best)
        if start is not None:
            situation.part = None  # its lines are those of the original
            situation.improve(start.candidate.code, (start.ratio, *start.interval))
        self.talk = self._talk(judge, baseline, situation, start)
        self.talk.measuring.refresh(situation)
        name = "edit" if self.settings.strategy == "edit" else "rewrite"
        self._sizes = self._briefing.sizes(name, situation)
        self._ended = self.talk.run()

    def _talk(
        self, judge: Judge, baseline: Baseline, situation: Situation, start: Faster | None
    ) -> Talk:
        left = self._context.left
        measuring = Measuring(self._runs, baseline, self.settings, self._briefing, left)
        sifting = Sifting(
            asking=self._asking,
            situation=situation,
            measuring=measuring,
            judge=judge,
            left=left,
            record=self._record,
            tell=self._tell,
            as_edits=self.settings.strategy == "edit",
            best=start,
        )
        return Talk(
            settings=self.settings,
            asking=self._asking,
            briefing=self._briefing,
            situation=situation,
            measuring=measuring,
            sifting=sifting,
            source=self._runs.request.source,
            left=left,
            tell=self._tell,
        )

    @property
    def current(self) -> Candidate | None:
        """What is being looked at, should the search be stopped."""
        return self.talk.sifting.current if self.talk is not None else self._first

    @property
    def conversation(self) -> Conversation:
        settings, talk = self.settings, self.talk
        usd = settings.usd_per_token
        full, concise = self._sizes
        return Conversation(
            model=settings.model,
            strategy=settings.strategy,
            prompts_version=settings.prompts_version,
            replay=settings.replay,
            prompts=tuple(self._asking.prompts),
            exchanges=tuple(self._asking.exchanges),
            rounds=tuple(talk.rounds) if talk is not None else (),
            ended=self._ended,
            began=self._began,
            said=settings.said,
            concise=settings.concise,
            prompt_tokens=self._sizes,
            prompt_usd=None if usd is None else (full * usd, concise * usd),
        )

    def leave(self) -> None:
        """Say that nothing is asked: it didn't come to that."""
        out_of_time = self._context.left() <= 0
        self._ended = (
            f"{self._why_stopped()} before anything was asked"
            if out_of_time
            else "nothing was asked"
        )

    def _why_stopped(self) -> str:
        by_user = self._context.sandbox.stopped and not self._context.out_of_budget.is_set()
        return "you stopped it" if by_user else OUT_OF_TIME

    def trouble(self) -> str:
        """Why there is nothing at all to show, where the endpoint is to blame."""
        exchanges = self._asking.exchanges
        rewrites = [each for each in exchanges if each.purpose == "rewrite"]
        if any(each.answer.ended is Ended.STOP for each in rewrites):
            return ""  # it answered; that nothing came of it is another thing
        return next((e.answer.trouble for e in exchanges if e.answer.trouble), "")

    def _situation(self, baseline: Baseline) -> Situation:
        request: Request = self._runs.request
        # First of all: in what is made of it, a secret may have lost what tells it from others.
        self._asking.masked(request.source)
        return Situation(
            kind=request.kind,
            code=request.source,
            entry=request.entry,
            binds=request.written if request.entry is None else (request.entry,),
            part=self.settings.part,
            definitions="\n\n".join(request.definitions.values()),
            inputs=self._asker.described(share_values=self.settings.share_values),
            original_seconds=baseline.seconds / max(1, len(baseline.cases)),
            sampled=bool(baseline.sampled),
            masked=self._asking.masked,
        )

    def _start(self, judge: Judge, best: Faster | None) -> Faster | None:
        """What to go on from: the best of an earlier conversation, judged anew, or of the rules."""
        self._began = "the original" if best is None else "the best of the rules"
        if not self.settings.start:
            return best
        self._first = Candidate(self.settings.start, ("the best so far",))
        verdict = judge.judge(self._first)
        self._record(verdict)
        if not (isinstance(verdict, Faster) and verdict.evidence.general):
            return best
        if best is not None and best.ratio >= verdict.ratio:
            return best
        self._began = "the best of the conversation before"
        return verdict

"""A conversation as the search sees it: what it needs to begin, and what there is of it."""

from __future__ import annotations

from collections.abc import Callable

from ...sandbox.supervisor import Context
from ..cases import Runs
from ..judging import Judge
from ..original import Baseline
from ..proposals import Asker
from ..request import Request
from ..verdict import Faster, Verdict
from .asking import Asking
from .briefing import Briefing
from .measuring import Measuring
from .record import Conversation
from .rounds import Talk
from .settings import Settings
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
        self._sizes = (0, 0)
        self.talk: Talk | None = None

    def run(self, judge: Judge, baseline: Baseline, best: Faster | None) -> None:
        """From the best so far to the end of the conversation. Raises verify.Stopped."""
        situation = self._situation(baseline)
        start = self._start(judge, best)
        measuring = Measuring(
            self._runs, baseline, self.settings, self._briefing, self._context.left
        )
        self.talk = talk = Talk(
            settings=self.settings,
            asking=self._asking,
            briefing=self._briefing,
            situation=situation,
            measuring=measuring,
            judge=judge,
            source=self._runs.request.source,
            left=self._context.left,
            record=self._record,
            tell=self._tell,
        )
        if start is not None:
            talk.best, talk.steps = start, start.candidate.steps
            situation.part = None  # its lines are those of the original
            situation.improve(start.candidate.code, (start.ratio, *start.interval))
        measuring.refresh(situation)
        name = "edit" if self.settings.strategy == "edit" else "rewrite"
        self._sizes = self._briefing.sizes(name, situation)
        talk.run()

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
            ended=talk.ended if talk is not None else "",
            began=self._began,
            said=settings.said,
            concise=settings.concise,
            prompt_tokens=self._sizes,
            prompt_usd=None if usd is None else (full * usd, concise * usd),
        )

    def trouble(self) -> str:
        """Why there is nothing at all to show, where the endpoint is to blame."""
        exchanges = self._asking.exchanges
        if any(exchange.candidate for exchange in exchanges):
            return ""
        return next((e.answer.trouble for e in exchanges if e.answer.trouble), "")

    def _situation(self, baseline: Baseline) -> Situation:
        request: Request = self._runs.request
        return Situation(
            kind=request.kind,
            code=request.source,
            entry=request.entry,
            binds=request.written if request.entry is None else (request.entry,),
            part=self.settings.part,
            definitions="\n\n".join(request.definitions.values()),
            inputs=self._asker.described(share_values=self.settings.share_values),
            original_seconds=baseline.seconds / max(1, len(baseline.cases)),
        )

    def _start(self, judge: Judge, best: Faster | None) -> Faster | None:
        """What to go on from: the best of an earlier conversation, judged anew, or of the rules."""
        self._began = "the original" if best is None else "the best of the rules"
        if not self.settings.start:
            return best
        from ...core.code import Candidate

        candidate = Candidate(self.settings.start, ("the best so far",))
        verdict = judge.judge(candidate)
        self._record(verdict)
        if isinstance(verdict, Faster) and verdict.evidence.general:
            self._began = "the best of the conversation before"
            return verdict
        return best

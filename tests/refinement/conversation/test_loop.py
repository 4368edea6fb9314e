"""The loop of a conversation: what each round starts from, hears and brings, and when it ends.

Nothing is run: a code says itself what it does (`stubs`).
"""

from __future__ import annotations

import json

import pytest
from stubs import SOURCE, Clock, lead, saying
from talks import by_round

from jupyter_perf.refinement.endpoint.exchange import Answer, Ended
from jupyter_perf.refinement.endpoint.tokens import estimate_prompt

FAST = "out = list(data)  # does right 4.0\nx = 1\n"
FASTER = "out = data[:]  # does right 8.0\nx = 1\n"
SLOWER = "out = data * 1  # does equal 0.5\nx = 1\n"
WRONG = "out = sorted(data)  # does wrong\nx = 1\n"


def fence(code):
    return f"It goes through all.\n\n```python\n{code}```\n"


def led(*rounds, critique="", budget=600.0, **settings):
    settings = {"rounds": 3, "samples": 1} | settings
    texts = [fence(r) if isinstance(r, str) else [fence(each) for each in r] for r in rounds]
    return lead(saying(by_round(*texts, critique=critique)), Clock(budget), **settings)


def rewrites(found):
    return [p.messages[-1].content for p in found.context.asked if p.purpose == "rewrite"]


def ended(found):
    return found.lead.conversation.ended


def outcomes(found):
    return [exchange.outcome for exchange in found.lead.conversation.exchanges]


def test_better_then_worse_keeps_the_better_and_goes_on_from_it():
    found = led(FAST, SLOWER)
    assert found.accepted.candidate.code == FAST
    assert all("out = list(data)" in text for text in rewrites(found)[1:])
    assert ended(found) == "round 2 brought no gain"


def test_a_round_is_told_the_measurements_of_the_best_code_anew():
    second = rewrites(led(FAST, FASTER))[1]
    assert "same answer, 4.00× as fast as the original (3.60–4.40×)" in second
    assert "line 2: 67% of the time: `x = 1`" in second  # as the sandbox's profile says of it
    assert "out.append(x)" not in second.partition("## The code")[2]
    assert "line 1: p; remedy: r" in second


def test_right_but_slow_is_told_so_by_what_was_measured():
    found = led(SLOWER, FAST)
    told = rewrites(found)[1]
    assert "Same answer, but no gain: 0.5× as fast as the original, by a single run." in told
    assert found.accepted.candidate.code == FAST


def test_what_is_right_on_this_data_only_is_no_best_and_is_told_why():
    for does, told in (("here", "On other inputs it differs: NaN"), ("untried", "2 of 8")):
        found = led(FAST.replace("right", does), WRONG)
        assert found.accepted is None
        assert told in rewrites(found)[1]
        assert "out.append(x)" in rewrites(found)[1]


def test_wrong_answers_get_one_round_to_be_repaired():
    other = WRONG.replace("sorted", "set")
    found = led(FAST, WRONG, other, FASTER, rounds=5)
    assert ended(found) == "round 3 brought no gain"
    assert len(rewrites(found)) == 3


def test_the_first_round_is_always_followed_by_feedback():
    assert len(rewrites(led(SLOWER, FAST, rounds=2))) == 2


def test_it_stops_where_the_critique_finds_nothing():
    found = led(FAST, FASTER, critique='{"slow": false, "points": []}', rounds=5)
    assert found.accepted.candidate.code == FAST
    assert ended(found) == "the model finds nothing left that is worth doing"
    assert len(rewrites(found)) == 1


def test_a_critique_that_finds_nothing_in_what_is_wrong_ends_nothing():
    found = led(WRONG, FAST, critique='{"slow": false, "points": []}')
    assert found.accepted.candidate.code == FAST


def test_it_ends_with_its_rounds():
    ratios = (f"out = [{n}]  # does right {2.0 * n:.1f}\n" for n in range(1, 9))
    found = led(*ratios, rounds=4)
    assert found.accepted.ratio == 8.0
    assert ended(found) == "all rounds were used"
    assert [turn.number for turn in found.lead.conversation.rounds] == [1, 2, 3, 4]


def test_the_fastest_right_sample_wins_whatever_the_order():
    found = led([WRONG, SLOWER, FAST, FASTER], samples=4, rounds=1)
    assert found.accepted.candidate.code == FASTER
    turn = found.lead.conversation.rounds[0]
    assert (turn.tried, turn.right, turn.best) == (4, 3, 8.0)
    assert found.context.asked[0].temperature is not None


def test_an_answer_that_came_after_a_gain_is_put_into_what_it_was_asked_about():
    def model(prompt):
        text = fence(FAST if prompt.sample == 1 else FASTER)
        return [(0.1 if prompt.sample == 1 else 30.0, Answer(text))]

    found = lead(model, Clock(600.0), samples=2, rounds=1, part=(2, 4))
    assert found.judge.judged == [f"before = 1\n{code}after = 2\n" for code in (FAST, FASTER)]
    assert found.accepted.ratio == 8.0


def test_a_second_answer_to_one_question_is_no_other_answer():
    def model(prompt):
        twice = [(0.1, Answer(fence(WRONG))), (0.2, Answer(fence(FAST)))]
        return twice if prompt.sample == 1 else [(5.0, Answer(fence(FASTER)))]

    found = lead(model, Clock(600.0), samples=2, rounds=1)
    assert found.judge.judged == [WRONG, FASTER]


def test_what_is_asked_again_and_again_is_told_once():
    shown = rewrites(led([WRONG, "x = (\n", "x = (\n"], FAST, samples=3))[-1]
    assert shown.count("sorted(data)") == 1
    assert shown.count("couldn't be read") == 1


GARBAGE = {
    "prose": "I am not sure what you want. Could you clarify?",
    "empty": "",
    "binary": "\x00\x01\ufffd" * 100,
    "syntax": "```python\ndef f(:\n```",
    "javascript": "```javascript\nconst x = 1;\n```",
    "the same": fence(SOURCE),
    "thinking only": "<think>for ever and ever",
    "huge": "word " * 200_000,
}


@pytest.mark.parametrize("strategy", ["rewrite", "edit", "explore"])
def test_garbage_is_no_candidate_and_makes_no_request_huge(strategy):
    say = by_round(list(GARBAGE.values()))
    found = lead(saying(say), Clock(600.0), rounds=2, samples=len(GARBAGE), strategy=strategy)
    assert found.judge.judged == []
    assert all(outcomes(found))
    assert max(map(estimate_prompt, found.context.asked)) < 12_000


def test_code_of_an_answer_that_did_not_end_is_never_run():
    endings = [each for each in Ended if each is not Ended.STOP]

    def say(prompt):
        return Answer(fence(FAST), ended=endings[prompt.sample - 1], trouble="")

    found = lead(saying(say), Clock(600.0), rounds=1, samples=len(endings))
    assert found.judge.judged == []
    assert len(set(outcomes(found))) == len(endings)


def test_an_endpoint_that_fails_for_good_is_asked_no_more_and_named():
    said = Answer(ended=Ended.FAILED, trouble="the key was refused", fatal=True, attempts=0)
    for strategy, asked in (("rewrite", 2), ("explore", 1)):
        found = lead(saying(lambda _: said), Clock(600.0), samples=2, strategy=strategy)
        assert len(found.context.asked) == asked
        assert ended(found) == "the key was refused"
        assert found.lead.trouble() == "the key was refused"
        assert found.lead.conversation.calls == 0


def test_it_goes_on_from_code_that_was_found_before_only_if_it_still_holds():
    found = led("nothing", start=FAST)
    assert found.accepted.candidate.code == FAST
    assert found.lead.conversation.began == "the best of the conversation before"
    for does in ("wrong", "fails", "here", "untried", "late", "equal"):
        found = led("nothing", start=FAST.replace("right", does))
        assert found.accepted is None
        assert found.lead.conversation.began == "the original"


def test_what_the_user_says_is_in_every_request():
    found = led(WRONG, said=("keep the order of `out`",), strategy="explore")
    assert len(found.context.asked) > 3
    assert all("keep the order" in p.messages[-1].content for p in found.context.asked)


def test_a_concise_request_is_shorter_and_both_sizes_are_told():
    found = led("no", rounds=1, concise=True)
    full, concise = found.lead.conversation.prompt_tokens
    assert concise == estimate_prompt(found.context.asked[0])
    assert 0 < concise < 0.6 * full


def test_exploration_comes_before_code():
    listed = [{"name": "counting", "idea": "count once"}, {"name": "sorting", "idea": "sort"}]

    def say(prompt):
        if prompt.purpose == "explore":
            return json.dumps({"task": "t", "algorithms": listed})
        return fence(FAST if "count once" in prompt.messages[-1].content else WRONG)

    found = lead(saying(say), Clock(600.0), rounds=1, samples=2, strategy="explore")
    assert [p.purpose for p in found.context.asked] == ["explore", "rewrite", "rewrite"]
    assert found.accepted.candidate.code == FAST
    assert outcomes(found)[0] == "2 algorithms"


def test_an_edit_that_fits_nowhere_is_told_to_the_model():
    edits = json.dumps({"edits": [{"find": "no such line\n", "replace": "x\n"}]})
    found = lead(saying(by_round(edits)), Clock(600.0), rounds=2, samples=1, strategy="edit")
    assert "couldn't be read" in rewrites(found)[1]


def test_of_a_part_all_lines_are_counted_in_the_part():
    def say(prompt):
        return fence("out = 1  # does fails\n")

    found = lead(saying(say), Clock(600.0), rounds=2, samples=1, part=(2, 4), profile_line=3)
    first, second = rewrites(found)
    assert "line 2: 100% of the time: `for x in data:`" in first
    assert "raises KeyError outside of the part" in second  # line 3 of the cell: not its only line
    assert "It is a part of" in first


def test_time_outside_of_a_part_is_told_as_such():
    found = lead(
        saying(by_round("no")), Clock(600.0), rounds=1, samples=1, part=(2, 4), profile_line=5
    )
    assert "outside of it: 100% of the time" in rewrites(found)[0]
    assert "after = 2`" not in rewrites(found)[0]


def test_what_a_stop_or_the_budget_cuts_off_is_written_down():
    def slow(prompt):
        return [(0.1 if prompt.sample == 1 else 1000.0, Answer(fence(FAST)))]

    found = lead(slow, Clock(30.0), rounds=2, samples=2, usd_per_token=1e-6)
    talk = found.lead.conversation
    assert talk.ended == "the budget was used up"
    assert found.accepted.candidate.code == FAST
    lost = talk.exchanges[-1]
    assert "may be charged" in lost.answer.trouble
    assert lost.answer.usage.input_tokens > 0 < lost.answer.usd
    stopped = lead(slow, Clock(30.0, stop_at=5.0), rounds=2, samples=2).lead.conversation
    assert stopped.ended == "you stopped it"
    assert len(stopped.exchanges) == 2


def test_what_was_right_and_came_too_late_to_be_timed_says_so():
    def model(prompt):
        code = FAST if prompt.sample == 1 else FASTER
        return [(0.1, Answer(fence(code)))]

    found = lead(model, Clock(2.9), rounds=1, samples=2)
    assert any("ended before it was timed" in outcome for outcome in outcomes(found))
    assert len(found.verdicts) + found.was_stopped == 2


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\x1b", "\x00"])
def test_code_that_looks_like_what_it_is_not_is_not_run(mark):
    found = led(f"out = list(data)  # does right 4.0 {mark}\nx = 1\n", rounds=1)
    assert found.lead.talk is not None
    [exchange] = found.lead.conversation.exchanges
    assert not exchange.candidate
    # A null keeps it from being Python at all.
    assert "nobody sees" in exchange.outcome or mark == "\x00"

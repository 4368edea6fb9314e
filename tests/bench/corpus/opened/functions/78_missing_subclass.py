"""Survey tool: codes answers with a dict subclass that hands out new codes.

expect: nothing
about: item access on the subclass has a side effect (__missing__ numbers new answers in order), so neither get, setdefault nor vectorised mapping is the same
"""
# %% function
class Codebook(dict):
    def __init__(self, *args):
        super().__init__(*args)
        self.created = []

    def __missing__(self, answer):
        code = len(self) + 1
        self[answer] = code
        self.created.append(answer)
        return code


def code_answers(answers, known):
    book = Codebook(known)
    codes = [book[a] for a in answers]
    return codes, book.created

# %% calls
import random
_r = random.Random(78)


def _a(n, m):
    return [_r.choice(["ja", "nein", "weiß nicht", None]) if _r.random() < .5 else "frei %d" % _r.randrange(m) for _ in range(n)]


ENTRY = "code_answers"
CALLS = [(_a(100, 10), {"ja": 1}), (_a(20000, 300), {"ja": 1, "nein": 2}), (_a(40000, 20000), {}), ([], {"x": 4})]

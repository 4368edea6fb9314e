"""Compiler student computes a closure; the list grows while it is walked.

expect: nothing
about: the loop appends to the list it iterates over, so range/len or a comprehension would stop early
"""
# %% setup
def steps(s):
    yield s[::-1]
    if len(s) < 10:
        yield s + s[0]
        yield "b" + s
    if "ab" in s:
        yield s.replace("ab", "c", 1)
    if "cb" in s:
        yield s.replace("cb", "a", 1)
# %% cell
words = ["a", "ab"]
known = set(words)
for w in words:
    for nxt in steps(w):
        if nxt not in known:
            known.add(nxt)
            words.append(nxt)
print(len(words), words[-1], max(map(len, words)))

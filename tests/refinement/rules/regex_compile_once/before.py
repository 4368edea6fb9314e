import re

words = [f"wo{i}-rd, {i * i % 37}" for i in range(60)]
CALLS = [(["a1 b22", "", "c"],), ([],)]
# %% a comprehension
codes = [re.sub(r"[aeiou]+", "", word) for word in words]
# %% flags and a limit
first = []
for w in words:
    first.append(re.split(r"\s+|R", w, maxsplit=1, flags=re.I))
# %% in a function [function numbers]
import re

def numbers(lines):
    found = []
    for line in lines:
        for m in re.finditer(r"\d+", line):
            found.append(int(m.group()))
    return found
# %% plain texts
some = [w for w in words if re.search("o1", w)]
rest = [w for w in words if not re.match("wo2", w)]
dots = [re.sub("-", "", w) for w in words]
# %% compared with None
n = 0
for w in words:
    if re.search(r"\-rd", w) is not None:
        n += 1
some = [re.sub("-", "", w) is not None for w in words]

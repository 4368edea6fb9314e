import re

words = [f"wo{i}-rd, {i * i % 37}" for i in range(60)]
CALLS = [(["a1 b22", "", "c"],), ([],)]
# %% a comprehension
pattern = re.compile(r"[aeiou]+")
codes = [pattern.sub("", word) for word in words]
# %% flags and a limit
first = []
pattern = re.compile(r"\s+|R", re.I)
for w in words:
    first.append(pattern.split(w, maxsplit=1))
# %% in a function [function numbers]
import re

def numbers(lines):
    found = []
    pattern = re.compile(r"\d+")
    for line in lines:
        for m in pattern.finditer(line):
            found.append(int(m.group()))
    return found
# %% plain texts
some = [w for w in words if "o1" in w]
rest = [w for w in words if not w.startswith("wo2")]
dots = [w.replace("-", "") for w in words]
# %% compared with None
n = 0
for w in words:
    if '-rd' in w:
        n += 1
some = [w.replace("-", "") is not None for w in words]

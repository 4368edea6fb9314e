import re

CALLS = [(["a"],), ([],)]
words = [f"wo{i}-rd, {i * i % 37}" for i in range(60)]
which = "a+"
# %% once
parts = re.split(r"\s+", words[0])
# %% not a constant
found = [re.findall(which, w) for w in words]
# %% not a right pattern
found = [re.findall("(", w) for w in words] if len(words) > 100 else []
# %% flags by position, which a method takes for a place
found = [re.search("a+", w, 2) for w in words]
# %% flags that are worked out
found = [bool(re.search("a+", w, flags=len(w) * 0)) for w in words]
# %% kept for later
find = lambda w: re.search("a+", w)
# %% a generator that runs later
found = (re.search("a+", w) for w in words)
# %% compiled already
pattern = re.compile("a+")
found = [pattern.search(w) for w in words]
# %% another module
class re_:
    @staticmethod
    def search(a, b):
        return a in b


re = re_
found = [re.search("a+", w) for w in words]
# %% imported where it may not run [function hits]
def hits(lines):
    if lines:
        import re
    return [line for line in lines if re.search("a+", line)]

"""Ex-Java programmer decodes a tape such as '12a3b;' (count, symbol, ';' ends a record) and prints the record lengths and most used symbol.

expect: faster
about: the rest of the tape is copied with tape[1:] for each character read; walk an index instead
"""
# %% program
class TapeReader:
    def __init__(self, tape):
        self.tape = tape

    def hasNext(self):
        return len(self.tape) > 0

    def next(self):
        c = self.tape[0]
        self.tape = self.tape[1:]
        return c


reader = TapeReader(input().strip())
counts = {}
lengths = []
current = 0
number = ""
while reader.hasNext():
    c = reader.next()
    if c.isdigit():
        number += c
    elif c == ';':
        lengths.append(current)
        current = 0
    else:
        times = 1 if number == "" else int(number)
        number = ""
        current += times
        counts[c] = counts.get(c, 0) + times
print(len(lengths), max(lengths), sum(lengths))
print(max(sorted(counts), key=lambda s: counts[s]))
# %% inputs
import random

rng = random.Random(1010)


def tape(n):
    out = []
    for _ in range(n):
        if rng.random() < 0.7:
            out.append(str(rng.randint(1, 40)))
        out.append(rng.choice("abcdxyz"))
        if rng.random() < 0.1:
            out.append(";")
    return "".join(out) + ";\n"


INPUTS = ["3ab2c;a;\n", tape(1500), tape(70000)]

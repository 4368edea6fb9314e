"""Genealogist numbers names the first time they are met.

expect: nothing
about: d[key] in the loop has an effect because a subclass overrides __missing__; get() or setdefault() would not number them
"""
# %% setup
import random

class Register(dict):
    log = []

    def __missing__(self, name):
        number = len(self) + 1
        if name.startswith("Ö"):
            number = -number
        self[name] = number
        self.log.append(name)
        return number

random.seed(48)
names = [random.choice("AÖÜB") + "".join(random.choice("aeiounrs") for _ in range(5)) for _ in range(250000)]
# %% cell
Register.log = []
reg = Register()
numbers = [reg[n] for n in names]
print(len(reg), sum(numbers), Register.log[:3])

"""Teacher's old script: a function remembers its last inputs in a default argument.

expect: nothing
about: the default list is state shared between calls and is looked at afterwards; it holds four elements at most
"""
# %% setup
import hashlib
import random

random.seed(95)
answers = []
for _ in range(25000):
    if answers and random.random() < .08:
        answers.append(answers[-random.randint(1, min(5, len(answers)))])
    else:
        answers.append(f"{random.choice(['Ja', 'Nein', 'Weiß nicht'])} {random.randint(0, 10**9)} " * 160)
# %% cell
def grade(text, recent=[]):
    mark = hashlib.blake2b(text.encode()).hexdigest()[:6]
    copied = mark in recent
    recent.append(mark)
    if len(recent) > 4:
        del recent[0]
    return copied

flags = [grade(a) for a in answers]
memory = grade.__defaults__[0]
print(sum(flags), memory)

from calendar import isleap, leapdays, setfirstweekday
from random import choice

years = [1996, 2004, 1900]
repeated = [1996, 1996, 1900, 1900]
floats = [0.5, 0.5, 1.5, 1.5]
letters = ["ab", "ab"]
# %% new each time
total = 0
for x in years:
    total += leapdays(1900, x)
# %% too little work
total = 0
for x in repeated:
    if isleap(x):
        total += 1
# %% an effect
for x in repeated:
    setfirstweekday(x % 7)
# %% something else each time
found = []
for x in letters:
    found.append(choice(x))
# %% floats
total = 0
for x in floats:
    total += leapdays(1900.0, x)
# %% numbers of a range
days = [leapdays(1900, x) for x in range(1950, 2000)]
# %% once
total = leapdays(1900, 2000)

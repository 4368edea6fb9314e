"""Archivist cleans transcribed letters and makes an index of persons and years.

expect: nothing
about: compiled patterns, one pass, dicts and Counter; the regular expressions take the time.
"""
# %% setup
import random
import re
from collections import Counter, defaultdict

random.seed(61)
people = ["Frau Böhm", "Herr Lüders", "Dr. Weiß", "Herr Ångström", "Frau Nowak", "Herr Groß", "Dr. Çelik"]
fill = "und so schrieb ich gestern an die Tante wegen der Äpfel im Garten die nun endlich reif sind".split()
letters = []
for i in range(12_000):
    w = [random.choice(fill) for _ in range(60)]
    for _ in range(random.randint(0, 4)):
        w.insert(random.randrange(len(w)), random.choice(people))
    w.insert(random.randrange(len(w)), f"im Jahre {random.randint(1850, 1919)}")
    letters.append("  ".join(w) + " [sic]" * random.randint(0, 1))

# %% cell
person_re = re.compile(r"\b(?:Frau|Herr|Dr\.) [A-ZÄÖÜÅÇ]\w+")
year_re = re.compile(r"\b1[89]\d\d\b")

clean = [" ".join(letter.replace("[sic]", "").split()) for letter in letters]
mentions = Counter()
letters_of = defaultdict(list)
by_decade = Counter()
for number, text in enumerate(clean):
    found = person_re.findall(text)
    mentions.update(found)
    for person in dict.fromkeys(found):
        letters_of[person].append(number)
    year = year_re.search(text)
    if year:
        by_decade[int(year.group()) // 10 * 10] += 1

for person, count in sorted(mentions.items(), key=lambda pc: (-pc[1], pc[0])):
    print(f"{person:16s}{count:6d} in {len(letters_of[person])} letters")
print(sorted(by_decade.items()))

'''A market researcher cleans the free comments of a survey and lists the most used words.

expect: faster
about: one regular expression per stop word and comment; an expert joins them into one pattern or filters words by a set
'''
# %% setup
import random

rnd = random.Random(8080)
_stop = "der die das und oder aber ist war nicht auch mit von für auf ein eine einen dem den zu im in es ich wir sie sehr noch nur wie".split()
_words = ["Lieferung", "Preis", "günstig", "Qualität", "schlecht", "Hotline", "freundlich", "zurück", "Größe", "passt", "Farbe", "schön", "kaputt", "wieder", "bestellt", "Rücksendung", "gut", "langsam"]
comments = []
for _k in range(4000):
    if rnd.random() < 0.05:
        comments.append(None)
        continue
    _c = [rnd.choice(_stop if rnd.random() < 0.6 else _words) for _ in range(rnd.randrange(3, 25))]
    comments.append((" ".join(_c)).capitalize() + rnd.choice([".", "!!!", " :-)", "?", " 10/10", ""]))

# %% cell
import re

stopwords = ["der", "die", "das", "und", "oder", "aber", "ist", "war", "nicht", "auch", "mit", "von", "für",
             "auf", "ein", "eine", "einen", "dem", "den", "zu", "im", "in", "es", "ich", "wir", "sie", "sehr",
             "noch", "nur", "wie"]

cleaned = []
for c in comments:
    if c is None:
        cleaned.append("")
        continue
    text = c.lower()
    text = re.sub(r"[^a-zäöüß ]", " ", text)
    for w in stopwords:
        text = re.sub(r"\b" + w + r"\b", " ", text)
    text = re.sub(r"\s+", " ", text).strip()
    cleaned.append(text)

freq = {}
for text in cleaned:
    for word in text.split(" "):
        if word != "":
            freq[word] = freq.get(word, 0) + 1
top = sorted(freq.items(), key=lambda t: (-t[1], t[0]))
empty = sum(1 for t in cleaned if t == "")
print(top[:10])
print(f"{empty} comments without content, mean length {sum(map(len, cleaned)) / len(cleaned):.1f}")

"""Publisher measures a book: words, sentences, repeated phrases.

family: several
small: n = 400
"""
# %% setup
import random

n = 2_500_000
r = random.Random(190)
stock = ["".join(r.choices("aehilmnorstuw", k=r.randrange(2, 9))) for _ in range(8000)]
book = " ".join(w + ("." if r.random() < 0.07 else "") for w in r.choices(stock, k=n))
# %% cell
words = book.replace(".", "").split()
sentences = [s.strip() for s in book.split(".") if s.strip()]
lengths = sorted(len(s.split()) for s in sentences)
median = lengths[len(lengths) // 2]
phrases = {}
for i in range(len(words) - 3):
    phrase = " ".join(words[i : i + 4])
    phrases[phrase] = phrases.get(phrase, 0) + 1
repeated = sorted((p for p, c in phrases.items() if c > 1), key=len)
longest_words = sorted(set(words), key=lambda w: (-len(w), w))[:50]

"""Product manager vectorises reviews and finds similar ones.

family: sklearn
small: n = 80
"""
# %% setup
import random
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

n = 120_000
r = random.Random(177)
lexicon = ["".join(r.choices("abdegiklmnoprstu", k=r.randrange(3, 9))) for _ in range(20_000)]
reviews = [" ".join(r.choices(lexicon, k=r.randrange(20, 60))) for _ in range(n)]
# %% cell
vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2)
matrix = vectorizer.fit_transform(reviews)
similarity = linear_kernel(matrix[:20], matrix)
closest = similarity.argsort(axis=1)[:, -6:-1]

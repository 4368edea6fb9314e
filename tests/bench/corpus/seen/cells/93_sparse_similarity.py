"""Search engineer ranks documents with the usual tools.

expect: nothing
about: vectoriser and sparse product already; tokenising is the cost and has to be done
"""
# %% setup
import random
from sklearn.feature_extraction.text import TfidfVectorizer

random.seed(93)
vocab = ["".join(random.choice("abdefgilmnoprstuäöü") for _ in range(random.randint(3, 9))) for _ in range(4000)]
docs = [" ".join(random.choices(vocab, k=90)) for _ in range(2500)]
query = " ".join(vocab[:12])
# %% cell
tfidf = TfidfVectorizer(sublinear_tf=True)
D = tfidf.fit_transform(docs)
scores = (D @ tfidf.transform([query]).T).toarray().ravel()
top = scores.argsort(kind="stable")[::-1][:5]
print(D.shape, top.tolist(), scores[top].round(4).tolist())

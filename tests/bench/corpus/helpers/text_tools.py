"""Text helpers for the archive project."""
import re
import unicodedata

STOPWORDS = ["the", "a", "an", "and", "or", "of", "to", "in", "on", "for", "with", "is", "was",
             "it", "that", "this", "as", "at", "by", "be", "are", "from", "der", "die", "das",
             "und", "le", "la", "les", "et", "el", "los", "y"]


def strip_accents(text):
    out = ""
    for ch in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(ch):
            out += ch
    return out


def tokenize(text):
    return re.findall(r"[^\W\d_]+", text.lower())


def is_stopword(word):
    return word in STOPWORDS


def edit_distance(a, b):
    """Levenshtein distance, two-row version."""
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        row = [i]
        for j, cb in enumerate(b, 1):
            row.append(min(prev[j] + 1, row[j - 1] + 1, prev[j - 1] + (ca != cb)))
        prev = row
    return prev[-1]

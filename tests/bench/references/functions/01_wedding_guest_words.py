from collections import Counter

PUNCT = [".", ",", "!", "?", ";", ":", "\"", "(", ")", "'"]
_WITHOUT_PUNCT = str.maketrans("", "", "".join(PUNCT))


def count_words(text, min_len=1):
    counts = {}
    for word, times in Counter(text.lower().split()).items():
        clean = word.translate(_WITHOUT_PUNCT)
        if len(clean) < min_len:
            continue
        counts[clean] = counts.get(clean, 0) + times
    return counts

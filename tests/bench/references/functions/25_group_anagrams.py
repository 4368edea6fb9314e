def is_anagram(w1, w2):
    return sorted(w1.lower()) == sorted(w2.lower())


def group_anagrams(words):
    groups = {}
    for word in words:
        letters = "".join(sorted(word.lower()))
        if letters in groups:
            groups[letters].append(word)
        else:
            groups[letters] = [word]
    return list(groups.values())

def is_palindrome(s):
    return s == s[::-1]


def longest_palindrome(seq):
    best = ""
    most = 0
    for i in range(len(seq)):
        # The longest palindrome that ends here is at most two longer than any before.
        start = i - most - 1
        if start >= 0 and seq[start] == seq[i]:
            sub = seq[start:i + 1]
            if sub == sub[::-1]:
                best = sub
                most += 2
                continue
        start += 1
        if seq[start] == seq[i]:
            sub = seq[start:i + 1]
            if sub == sub[::-1]:
                best = sub
                most += 1
    return best

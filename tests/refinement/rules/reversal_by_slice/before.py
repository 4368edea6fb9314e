CALLS = [(["level", "ab", "", "x", "abba", "abcba", "abca"],), ([],), (["añña"],)]
STDIN = ["level abca\n", "\n"]
# %% from both ends [function mirrored]
def is_palindrome(word):
    """The same both ways?"""
    left, right = 0, len(word) - 1
    while left < right:
        if word[left] != word[right]:
            return False
        left += 1
        right -= 1
    return True

def mirrored(words):
    return [w for w in words if is_palindrome(w)]
# %% to the middle [function mirrored]
def same(s):
    s = s.lower()
    for i in range(len(s) // 2):
        if s[i] != s[len(s) - 1 - i]:
            return False
    return True

def counted(s):
    n = len(s)
    for k in range(0, n // 2):
        if s[k] != s[n - k - 1]:
            return False
    return True

def mirrored(words):
    return [(same(w), counted(w)) for w in words]
# %% a text from its end [function turned]
def turned(words):
    found = []
    for word in words:
        back = ""
        for ch in word:
            back = ch + back
        again = ""
        for i in range(len(word) - 1, -1, -1):
            again += word[i]
        third = ""
        j = len(word) - 1
        while j >= 0:
            third = third + word[j]
            j = j - 1
        found.append((back, again, third))
    return found
# %% a list from its end [program]
words = input().split()
turned = []
for word in reversed(words):
    turned.append(word)
turned.append("end")
print(turned, words)
# %% in a cell
same = []
for word in ["level", "", "lever"]:
    back = ""
    for ch in word:
        back = ch + back
    same.append(back == word)

CALLS = [(["level", "ab", "", "x", "abba", "abcba", "abca"],), ([],), (["añña"],)]
STDIN = ["level abca\n", "\n"]
# %% from both ends [function mirrored]
def is_palindrome(word):
    """The same both ways?"""
    return word == word[::-1]

def mirrored(words):
    return [w for w in words if is_palindrome(w)]
# %% to the middle [function mirrored]
def same(s):
    s = s.lower()
    return s == s[::-1]

def counted(s):
    return s == s[::-1]

def mirrored(words):
    return [(same(w), counted(w)) for w in words]
# %% a text from its end [function turned]
def turned(words):
    found = []
    for word in words:
        back = word[::-1]
        again = word[::-1]
        third = word[::-1]
        found.append((back, again, third))
    return found
# %% a list from its end [program]
words = input().split()
turned = words[::-1]
turned.append("end")
print(turned, words)
# %% in a cell
same = []
for word in ["level", "", "lever"]:
    back = word[::-1]
    same.append(back == word)

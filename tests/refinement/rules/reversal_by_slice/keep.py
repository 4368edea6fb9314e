CALLS = [(["level", "ab", "", "x", "abba", "abcba", "abca"],), ([],), (["añña"],)]
STDIN = ["level abca\n", "\n"]
# %% the variable is used afterwards [function last]
def last(words):
    back, ch = "", ""
    for word in words:
        back = ""
        for ch in word:
            back = ch + back
    return back, ch
# %% not known to be a text [function turned]
class Odd:
    def __iter__(self):
        return iter("ab")

def turn(s):
    back = ""
    for ch in s:
        back = ch + back
    return back

def turned(words):
    return turn(Odd())
# %% another place [function mirrored]
def nearly(s):
    for i in range(len(s) // 2):
        if s[i] != s[len(s) - 2 - i]:
            return False
    return True

def mirrored(words):
    return [nearly(w) for w in words if len(w) > 1]
# %% something else is returned [function mirrored]
def where(s):
    for i in range(len(s) // 2):
        if s[i] != s[-1 - i]:
            return i
    return True

def mirrored(words):
    return [where(w) for w in words]
# %% from the front [function copies]
def copies(words):
    found = []
    for word in words:
        again = ""
        for ch in word:
            again = again + ch
        found.append(again)
    return found
# %% it isn't empty before [function turned]
def turned(words):
    found = []
    for word in words:
        back = word
        for ch in word:
            back = ch + back
        found.append(back)
    return found
# %% NaN [function same]
def same(words):
    numbers = [float("nan"), 1.0, float("nan")]
    for i in range(len(numbers) // 2):
        if numbers[i] != numbers[-i - 1]:
            return False
    return True
# %% a cell keeps its names
back = ""
for ch in "abc":
    back = ch + back
first = ch

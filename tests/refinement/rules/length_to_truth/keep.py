STDIN = ["3\n1 2 3\n", "0\n\n", ""]
CALLS = [("(()())",), ("",), ("())(",)]
# %% the answer is a value [function filled]
def filled(text):
    parts = []
    found = []
    for letter in text:
        found.append(len(parts) > 0)
        parts.append(letter)
        full = len(parts) > 0 and len(text) > 3
        found.append(full)
    return found
# %% its own truth [program]
class Box:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __bool__(self):
        return False


box = Box(int(input()))
for _ in range(3):
    if len(box) > 0:
        print("full")
# %% another len [function odd]
def odd(text):
    def len(what):
        return 1

    found = 0
    for _ in range(3):
        if len(text) > 0:
            found += 1
    return found
# %% another number [function several]
def several(text):
    parts = list(text)
    found = 0
    while len(parts) > 1:
        parts.pop()
        found += 1
    return found
# %% asked once [function once]
def once(text):
    parts = list(text)
    if len(parts) > 0:
        return parts[0]
    return None
# %% a number that is compared with itself [function equal]
def equal(text):
    parts = list(text)
    found = 0
    while parts:
        if (len(parts) > 0) == (len(text) > 2):
            found += 1
        parts.pop()
    return found

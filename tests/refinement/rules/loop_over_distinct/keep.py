text = "The quick Brown fox 12 jumps over the lazy dog"
words = ["tea", "eat", "tea", "listen", "a"]
ratios = [0.5, 1.0, 0.5]
log = []
names = [f"name {number}" for number in range(60)]
# %% it depends on the round before
n = 0
last = ""
for ch in text:
    if ch == last:
        n += 1
    last = ch
# %% the counter is read
n = 0
for ch in text:
    if n < 5:
        n += 1
# %% an effect
n = 0
for ch in text:
    log.append(ch)
    n += 1
# %% floats add up in another order
total = 0.0
for ch in text:
    if ch.isalpha():
        total += 0.1
# %% elements of several kinds
n = 0
for x in [*ratios, *words]:
    if x == 1:
        n += 1
# %% left early
n = 0
for ch in text:
    if ch == "q":
        break
    n += 1
# %% the element is used afterwards
n = 0
for ch in text:
    if ch == "q":
        n += 1
last = ch
# %% the place counts
n = 0
for i in range(len(text)):
    if text[i] == "o":
        n += i
# %% it stores
seen = {}
n = 0
for ch in text:
    seen[ch] = n
    n += 1
# %% what is counted up is text
out = ""
for ch in text:
    if ch.isalpha():
        out += ch
# %% the digits of a number are few
total = 0
for n in range(20):
    for digit in str(n):
        total += int(digit)
# %% texts that hardly repeat
n = 0
for name in names:
    if name.endswith("7"):
        n += 1

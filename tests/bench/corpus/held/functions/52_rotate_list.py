"""Beginner's carousel: rotates a playlist by k places.

expect: faster
about: k single-element pops and front inserts; slicing with k modulo length does it once
"""
# %% function
def rotate_playlist(songs, k):
    rotated = songs[:]
    if len(rotated) == 0:
        return rotated
    i = 0
    while i < k:
        last = rotated.pop(len(rotated) - 1)
        rotated.insert(0, last)
        i = i + 1
    return rotated

# %% calls
ENTRY = "rotate_playlist"
CALLS = [(list(range(10)), 3), (["track %d" % i for i in range(2000)], 900), (list("añb"), 12000), ([], 4), (list(range(5000)), 2500), ([1, 2], -3)]

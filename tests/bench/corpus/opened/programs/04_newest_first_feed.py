"""A chat exporter's homework: POST puts a message on top of the feed, DROP removes the oldest, SHOW k prints the k newest ids.

expect: faster
about: insert(0, ...) shifts the whole list each time; a deque (appendleft/pop) or a reversed list avoids it
"""
# %% program
import sys

feed = []
for line in sys.stdin:
    parts = line.split()
    if not parts:
        continue
    cmd = parts[0]
    if cmd == 'POST':
        feed.insert(0, parts[1])
    elif cmd == 'DROP':
        if len(feed) > 0:
            feed.pop()
        else:
            print('empty')
    else:
        k = int(parts[1])
        print(' '.join(feed[:k]))
print('left', len(feed))
# %% inputs
import random

rnd = random.Random(404)


def feed_log(n):
    rows = []
    for t in range(n):
        u = rnd.random()
        if u < 0.93:
            rows.append('POST m%d' % t)
        elif u < 0.97:
            rows.append('DROP x')
        else:
            rows.append('SHOW %d' % rnd.randint(1, 6))
    return '\n'.join(rows) + '\n'


INPUTS = ['DROP x\nPOST a\nPOST b\nSHOW 5\n', feed_log(2000), feed_log(52000)]

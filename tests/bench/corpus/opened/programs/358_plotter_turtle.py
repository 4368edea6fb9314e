"""A teacher's interpreter of a small turtle language with loops and variables for a pen plotter.

expect: nothing
about: parsed once to nested lists, then each command changes the state that the next one needs
"""

# %% program
import sys
from math import cos, radians, sin


def parse(words, pos=0):
    block = []
    while pos < len(words):
        w = words[pos]
        if w == "]":
            return block, pos + 1
        if w == "repeat":
            body, after = parse(words, pos + 3)
            block.append(("repeat", words[pos + 1], body))
            pos = after
        elif w in ("fd", "lt", "rt"):
            block.append((w, words[pos + 1], None))
            pos += 2
        elif w in ("set", "add"):
            block.append((w, words[pos + 1], words[pos + 2]))
            pos += 3
        else:
            block.append((w, None, None))
            pos += 1
    return block, pos


def main():
    program, _ = parse(sys.stdin.read().split())
    names = {}
    x = y = heading = length = 0.0
    down = True
    box = [0.0, 0.0, 0.0, 0.0]
    strokes = 0

    def value(w):
        return names[w] if w in names else float(w)

    def run(block):
        nonlocal x, y, heading, length, down, strokes
        for op, a, b in block:
            if op == "fd":
                d = value(a)
                x += d * cos(radians(heading))
                y += d * sin(radians(heading))
                if down:
                    length += abs(d)
                    strokes += 1
                    if x < box[0]:
                        box[0] = x
                    elif x > box[2]:
                        box[2] = x
                    if y < box[1]:
                        box[1] = y
                    elif y > box[3]:
                        box[3] = y
            elif op == "lt":
                heading = (heading + value(a)) % 360
            elif op == "rt":
                heading = (heading - value(a)) % 360
            elif op == "repeat":
                for _ in range(int(value(a))):
                    run(b)
            elif op == "set":
                names[a] = value(b)
            elif op == "add":
                names[a] += value(b)
            elif op == "up":
                down = False
            elif op == "down":
                down = True

    run(program)
    print(strokes, f"{length:.2f}", f"{x:.3f} {y:.3f} {heading:.1f}")
    print(" ".join(f"{v:.2f}" for v in box))


main()

# %% inputs
INPUTS = [
    "",
    "fd 10 lt 90 up fd 5 down fd 2.5\n",
    "set s 1 repeat 40 [ fd s rt 91 add s 0.5 ]\n",
    "set s 1 set w 3 repeat 1400 [ set s 1 repeat 90 [ fd s rt w add s 0.11 repeat 2 [ up fd 1 lt 120 down fd 0.5 ] ] add w 0.37 ]\n",
]

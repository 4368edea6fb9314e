"""A hobby programmer keeps the ranking of a chess club, sorting it by hand after each game.

expect: faster
about: bubble sort and a search by name after every game; a dict of points, sort when asked
"""

# %% program
players = []

while True:
    try:
        line = input()
    except EOFError:
        break
    cmd = line.split()
    if len(cmd) == 0:
        continue
    if cmd[0] == "JOIN":
        players.append([cmd[1], 0.0, 0])
    elif cmd[0] == "GAME":
        for p in players:
            if p[0] == cmd[1]:
                p[2] += 1
                if cmd[3] == "1-0":
                    p[1] += 1
                elif cmd[3] == "draw":
                    p[1] += 0.5
            if p[0] == cmd[2]:
                p[2] += 1
                if cmd[3] == "0-1":
                    p[1] += 1
                elif cmd[3] == "draw":
                    p[1] += 0.5
        # sort the table (most points first, then name)
        swapped = True
        while swapped:
            swapped = False
            for i in range(len(players) - 1):
                a = players[i]
                b = players[i + 1]
                if a[1] < b[1] or (a[1] == b[1] and a[0] > b[0]):
                    players[i], players[i + 1] = players[i + 1], players[i]
                    swapped = True
    elif cmd[0] == "RANK":
        place = 0
        for i in range(len(players)):
            if players[i][0] == cmd[1]:
                place = i + 1
        print(cmd[1], "is number", place)
    elif cmd[0] == "TOP":
        for p in players[:int(cmd[1])]:
            print(p[0], p[1], p[2])

# %% inputs
import random

r = random.Random(35)


def club(members, games):
    names = [f"{r.choice(['Björn', 'Ana', 'Kai', 'Olga', 'Tim'])}{k}" for k in range(members)]
    lines = [f"JOIN {x}" for x in names]
    lines.append(f"GAME {names[0]} {names[-1]} draw" if members > 1 else "")
    for _ in range(games):
        a, b = r.sample(names, 2)
        lines.append(f"GAME {a} {b} {r.choice(['1-0', '0-1', 'draw'])}")
        if r.random() < 0.1:
            lines.append(f"RANK {r.choice(names)}")
        if r.random() < 0.02:
            lines.append("TOP 5")
    lines.append("TOP 10")
    return "\n".join(lines) + "\n"


INPUTS = [club(2, 3), club(1, 0), club(12, 60), club(150, 1500)]

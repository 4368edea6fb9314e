'''A chess club's arbiter works out the final table of an open tournament with Buchholz and Sonneborn-Berger.

expect: faster
about: the points of each opponent are counted anew from all games each time; an expert counts points once per player and collects each player's games once
'''
# %% setup
import random

rnd = random.Random(12)
_first = ["Jörg", "Ana", "Piotr", "Zoë", "Günter", "Mei", "Lars", "Irina", "Ömer", "Tom", "Ruth", "Jan", "Eero", "Luís", "Ida", "Max"]
_last = ["Schäfer", "Novák", "Öztürk", "Meier", "Castro", "Li", "Hansen", "Popov", "Kaya", "Wolf", "Groß", "Weiß", "Braun", "Smit", "Rossi", "Ek"]
players = sorted({f"{a} {b}" for a in _first for b in _last})
games = []
for _round in range(1, 10):
    _order = players[:]
    rnd.shuffle(_order)
    for _k in range(0, len(_order) - 1, 2):
        games.append((_round, _order[_k], _order[_k + 1], rnd.choice(["1-0", "1-0", "0-1", "0-1", "½-½", "½-½", "+:-"])))

# %% cell
# 1-0, 0-1, ½-½, and +:- if black did not turn up
def result_for(game, name):
    rd, white, black, res = game
    if res == "½-½":
        return 0.5
    if res == "1-0" or res == "+:-":
        return 1.0 if name == white else 0.0
    return 1.0 if name == black else 0.0

def games_of(name):
    return [g for g in games if name == g[1] or name == g[2]]

def points(name):
    total = 0
    for g in games_of(name):
        total += result_for(g, name)
    return total

def opponent(game, name):
    return game[2] if game[1] == name else game[1]

def buchholz(name):
    return sum(points(opponent(g, name)) for g in games_of(name))

def sonneborn(name):
    sb = 0
    for g in games_of(name):
        sb = sb + result_for(g, name) * points(opponent(g, name))
    return sb

table = []
for p in players:
    table.append((p, points(p), buchholz(p), sonneborn(p)))
table = sorted(table, key=lambda t: (-t[1], -t[2], -t[3], t[0]))

for place, (name, pts, bh, sb) in enumerate(table[:20], start=1):
    print(f"{place:3}. {name:20} {pts:4.1f} {bh:5.1f} {sb:6.2f}")

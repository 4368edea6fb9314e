'''A librarian of a small town lists which reserved books have the longest queue.

expect: faster
about: each reservation scans the whole catalogue and cleans every ISBN anew; an expert builds a dict from clean ISBN to book once
'''
# %% setup
import random

rnd = random.Random(7)
_authors = ["Müller, Herta", "Böll, Heinrich", "Zeh, Juli", "Ferrante, Elena", "Åsa Larsson", "Camus, Albert", "Kehlmann, Daniel"]
_nouns = ["Haus", "Fluss", "Garten", "Winter", "Brücke", "Spiegel", "Tür", "Insel", "Brief", "Schnee"]
catalogue = []
for _i in range(900):
    _n = f"{rnd.randrange(10**9):09d}"
    catalogue.append([
        f"978-3-{_n[:3]}-{_n[3:8]}-{_n[8]}",
        rnd.choice(_authors),
        "Das " + rnd.choice(_nouns) + " und der " + rnd.choice(_nouns),
        rnd.choice([1, 1, 1, 2, 3]),
    ])
reservations = []
for _i in range(7000):
    _isbn = catalogue[int(rnd.triangular(0, 899, 150))][0]
    if rnd.random() < 0.4:
        _isbn = _isbn.replace("-", "")
    elif rnd.random() < 0.1:
        _isbn = _isbn.replace("-", " ")
    if rnd.random() < 0.02:
        _isbn = "9780000000000"
    reservations.append((rnd.randrange(10000, 13800), _isbn, rnd.choice(["open", "open", "open", "picked up", "cancelled"])))

# %% cell
def clean(isbn):
    return isbn.replace("-", "").replace(" ", "")

def find_book(isbn):
    for book in catalogue:
        if clean(book[0]) == clean(isbn):
            return book
    return None

queue = {}
unknown = []
for card, isbn, state in reservations:
    if state != "open":
        continue
    book = find_book(isbn)
    if book is None:
        unknown.append((card, isbn))
        continue
    title = book[1] + ": " + book[2]
    key = (clean(book[0]), title, book[3])
    if key not in queue:
        queue[key] = []
    if card not in queue[key]:
        queue[key].append(card)

# people per copy
ranking = sorted(queue.items(), key=lambda kv: (-len(kv[1]) / kv[0][2], kv[0][1], kv[0][0]))
for (isbn, title, copies), cards in ranking[:15]:
    print(f"{isbn}  {title:55s} {len(cards):3d} waiting, {copies} copies")
print(len(unknown), "reservations without a book")

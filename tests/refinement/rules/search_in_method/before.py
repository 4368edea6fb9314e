STDIN = ["a 1\nb 2\na 3\n", "\n", "", "c 0\n" * 5]
# %% the first that fits [program]
import sys

class Customers:
    def __init__(self, rows):
        self.rows = rows

    def find(self, name):
        for row in self.rows:
            if row["name"] == name:
                return row
        return None

rows = [{"name": line.split()[0], "n": len(line)} for line in sys.stdin if line.strip()]
customers = Customers(rows)
for name in ["a", "b", "c"]:
    customer = customers.find(name)
    print(customer["n"] if customer is not None else None)
# %% all that fit, in a comprehension [program]
import sys

class Orders:
    """Orders of customers."""

    def __init__(self, orders):
        self.orders = orders
        self.name = "all"

    def of(self, name):
        return [order["n"] for order in self.orders if order["name"] == name]

def main():
    rows = [{"name": line.split()[0], "n": len(line)} for line in sys.stdin if line.strip()]
    held = Orders(rows)
    for name in "abc":
        print(held.name, sum(held.of(name)))

main()
# %% added up [program]
import sys

class Table:
    def __init__(self, rows):
        self.rows = rows

    def total(self, name):
        total = 0
        for row in self.rows:
            if row["name"] == name:
                total += row["n"]
        return total

rows = [{"name": line.split()[0], "n": len(line)} for line in sys.stdin if line.strip()]
table = Table(rows)
for name in ["a", "b", "c"]:
    print(name, table.total(name), len(table.rows))

"""A bookkeeper's script turns an exported journal into the German form with commas.

expect: nothing
about: csv reader and writer of the standard library, one pass in order, little else to do
"""

# %% function
import csv
import io


def german_export(text):
    reader = csv.reader(io.StringIO(text, newline=""))
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    header = next(reader, None)
    if header is None:
        return ""
    writer.writerow(header)
    amount = header.index("amount")
    date = header.index("date")
    for row in reader:
        row[amount] = row[amount].replace(".", ",")
        y, m, d = row[date].split("-")
        row[date] = f"{d}.{m}.{y}"
        writer.writerow(row)
    return target.getvalue()


# %% calls
import random

r = random.Random(38)


def journal(n):
    rows = ["date,account,text,amount"]
    for _ in range(n):
        text = r.choice(["Büromaterial", '"Reise, Köln"', "Miete", '"Gerät ""X2"""', ""])
        rows.append(
            f"2023-{r.randint(1, 12):02d}-{r.randint(1, 28):02d},{r.randint(1000, 9999)},{text},"
            f"{r.uniform(-900, 5000):.2f}"
        )
    return "\n".join(rows) + "\n"


ENTRY = "german_export"
CALLS = [(journal(90000),), (journal(35000),), ("",), (journal(0),), (journal(1),)]

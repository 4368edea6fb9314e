"""Reporter renders records as a table in HTML.

family: strings
small: n = 200
"""
# %% setup
import html
import random

n = 2_000_000
r = random.Random(170)
records = [{"id": i, "name": r.choice(["Müller & Söhne", "O'Neill <ltd>", "Ågren", "Smith"]), "sum": r.random() * 1e5} for i in range(n)]
# %% cell
parts = ["<table>"]
for record in records:
    cells = "".join(f"<td>{html.escape(str(value))}</td>" for value in record.values())
    parts.append(f'<tr class="{"odd" if record["id"] % 2 else "even"}">{cells}</tr>')
parts.append("</table>")
page = "\n".join(parts)
size = len(page.encode("utf-8"))

"""Lab technician reads an instrument file with run headers that change the meaning of what follows.

expect: nothing
about: one streaming pass where calibration lines change the state used by later lines; decimal commas, odd cells
"""
# %% setup
import random
from lab_io import read_rows, parse_number

random.seed(46)
with open("run7.txt", "w", encoding="utf-8") as out:
    out.write("# Gerät 7\n")
    for k in range(60000):
        if k % 97 == 0:
            out.write(f"CAL;{random.randint(90, 110) / 100};\n".replace(".", ","))
        elif k % 1003 == 0:
            out.write("# Pause\n\n")
        else:
            out.write(f"V;{random.randint(-400, 900) / 10};{random.choice(['ok', 'ok', '', '-'])}\n".replace(".", ","))
# %% cell
factor = 1.0
values = []
dropped = 0
for kind, cell, *rest in read_rows("run7.txt"):
    number = parse_number(cell)
    if kind == "CAL":
        # a recalibration counts from the mean of the last five values
        tail = values[-5:]
        factor = (number + sum(tail) / 1e6) if tail else number
    elif rest[0] == "-" or number is None:
        dropped += 1
    else:
        values.append(number * factor)
print(len(values), dropped, factor)

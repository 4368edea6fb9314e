STDIN = ["3\n1\n2\n3\n"]
# %% once [program]
print(int(input()) + 1)
# %% a prompt [program]
for _ in range(2):
    print(input("? "))
# %% sys.stdin is read too [program]
import sys

for _ in range(2):
    print(input(), sys.stdin.readline())
# %% somebody waits for each answer [program]
for _ in range(2):
    print(input(), flush=True)
# %% output is flushed [program]
import sys

for _ in range(2):
    print(input())
    sys.stdout.flush()
# %% input is something else [program]
def input():
    return "1"


for _ in range(2):
    print(input())
# %% a cell: it asks a person
for _ in range(0):
    print(input())

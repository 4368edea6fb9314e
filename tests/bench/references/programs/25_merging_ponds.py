import sys


def main():
    n, m = map(int, input().split())
    parent = list(range(n))
    size = [1] * n
    ponds = len(parent)
    said = []
    try:
        for _ in range(m):
            a, b = map(int, input().split())
            a -= 1
            b -= 1
            while parent[a] != a:
                parent[a] = a = parent[parent[a]]
            while parent[b] != b:
                parent[b] = b = parent[parent[b]]
            if a != b:
                if size[a] < size[b]:
                    a, b = b, a
                parent[b] = a
                size[a] += size[b]
                ponds -= 1
            said.append(size[a])
        said.append(f"ponds: {ponds}")
    finally:
        # What was known before something went wrong is printed as well.
        sys.stdout.write("".join([f"{line}\n" for line in said]))


main()

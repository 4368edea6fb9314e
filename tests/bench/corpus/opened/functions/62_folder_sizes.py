"""Backup tool: total size below each folder of a nested listing.

expect: nothing
about: recursion without a cache, but every node is visited exactly once, so there is nothing to memoise; folders come out children first
"""
# %% function
def folder_sizes(tree, root="/"):
    sizes = {}

    def visit(node, path):
        total = 0
        for name, child in node.items():
            if type(child) is dict:
                total += visit(child, f"{path}{name}/")
            else:
                total += child
        sizes[path] = total
        return total

    visit(tree, root)
    return sizes

# %% calls
import random
_r = random.Random(63)


def _tree(depth, width):
    out = {"file%d.dat" % i: _r.randrange(10**6) for i in range(width * 2)}
    if depth:
        for i in range(width):
            out["Bücher%d" % i] = _tree(depth - 1, width)
    return out


ENTRY = "folder_sizes"
CALLS = [(_tree(2, 3),), (_tree(5, 4),), (_tree(3, 12), "/home/"), ({},)]

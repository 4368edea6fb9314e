"""The store of verified edits that a model is shown: pairs of slow and fast code, found by syntax.

The way of PIE (Madaan et al., "Learning Performance-Improving Code Edits", arXiv 2302.07867,
section 3): edits that were measured, retrieved by their likeness to the program at hand, with a
tag of how well they performed.
"""

"""Runs of one cell under several recipes, each in a process of its own, with the same seeds.

plan (which runs) · copying (of the namespace) · process and child (one run) · dispatch (where they
run) · keeping (what is finished) · metric, summing, answering (what came out) · cost (before)
"""

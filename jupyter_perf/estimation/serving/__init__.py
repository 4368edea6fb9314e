"""Putting a language model into service: which machines, how many, with what speculation."""

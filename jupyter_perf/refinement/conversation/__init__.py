"""SELF-REFINE and PIE: a model proposes, what was run decides, and the evidence goes back."""

"""What a cell costs, from runs of it on growing samples of its inputs.

In the kernel: `sizes` finds what the cost may depend on. In the supervisor: `ladder` runs the cell
on samples of growing size, `concluding` fits them. In the sandbox: `cutting` makes the samples.
"""

"""Functions of numbers translated for a compiler, with Python's semantics kept or handed back.

`kinds` are the types that values have, `bounds` how large whole numbers may become, `expressions`,
`calls` and `statements` find both for every name of a function, `kernel` writes what is compiled,
and `inputs` what turns a caller's values into machine types. Whatever the machine would do
otherwise (overflow, division by zero, an index out of range, a result of another type) raises in
the kernel, and its caller goes on with the original text.
"""

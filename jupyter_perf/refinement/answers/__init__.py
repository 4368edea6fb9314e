"""From a model's answer to code, and from a long source to the part that a model is asked about.

Pure functions on text: nothing here reads a file, opens a socket or runs what a model wrote.
Whether an answer is whole is known only to who received it. What was cut off goes through
`blocks.begun_code` and `trim.complete_prefix`, to be shown or continued, and is never run.
"""

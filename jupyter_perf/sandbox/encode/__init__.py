"""Values → plain data, so that whoever judges them never runs code that came with them.

    encode(sections) -> Encoded      in the process that ran the code
    dump(encoded, write)             the same
    load(read, limit_bytes)          in the supervisor: checks before it allocates, never unpickles

`form` describes the data; one module per family of types says how its values are written.
"""

from .encoder import encode
from .figures import figures_open
from .form import Encoded, MalformedResult, ResultTooLarge
from .stream import dump, load

__all__ = [
    "Encoded",
    "MalformedResult",
    "ResultTooLarge",
    "dump",
    "encode",
    "figures_open",
    "load",
]

"""From what a user gives to the bytes of a loop's body.

    read(text, namespace, loop=…, signature=…) -> list[Listing]

The text is one of

- assembly of x86-64, Intel's syntax or AT&T's, as written, as compilers put it out or as a debugger
  lists it; with LLVM-MCA's or OSACA's marks only what stands between them;
- bytes in hexadecimal digits, an empty line between blocks; what `objdump -d` prints;
- names, one or more a line: of bytes, of a function that numba compiled, of a text with any of
  these; or `path/to/library.so:function` (ELF; also object files and members of archives; also
  `:0x1234`, an address). Names are looked up, nothing of the user's is run.

Where there is a loop in it, the hot one's body is taken without its jump, and the others are in
`Listing.choices`. What can't be read is a UsageError that says why.

`elf` reads ELF files: `sections`, `text_sections`, `symbols`, `symbol_code`.
"""

from .forms import read
from .listing import Choice, Listing

__all__ = ["Choice", "Listing", "read"]

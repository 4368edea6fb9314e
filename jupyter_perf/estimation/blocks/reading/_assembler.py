"""The process that assembles: LLVM's assembler ends its process when something is wrong in a text.

Run as a script with the folders where llvmlite may be. IR comes on stdin, an object file goes to
stdout, complaints to stderr.
"""

import resource
import sys

_MOST_BYTES = 4 << 30
_MOST_SECONDS = 20


def main() -> None:
    """Assemble what stdin holds."""
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path[1:1] = sys.argv[1:]
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    llvm.initialize_native_asmparser()
    module = llvm.parse_assembly(sys.stdin.buffer.read().decode())
    machine = llvm.Target.from_triple(module.triple).create_target_machine(opt=0)
    sys.stdout.buffer.write(machine.emit_object(module))


if __name__ == "__main__":
    main()

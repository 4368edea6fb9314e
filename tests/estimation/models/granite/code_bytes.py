"""Small blocks, as bytes, with their text beside them."""

ADD_CHAIN = bytes.fromhex("4801d8")  # add rax,rbx
TWO_ADDS = bytes.fromhex("4801d84801d9")  # add rax,rbx; add rcx,rbx
MUL_CHAIN = bytes.fromhex("480fafc3")  # imul rax,rbx
LOAD = bytes.fromhex("488b03")  # mov rax,[rbx]
STORE_LOAD = bytes.fromhex("488904244c8b0c24")  # mov [rsp],rax; mov r9,[rsp]
OTHER_NAME = bytes.fromhex("48890148 8b13".replace(" ", ""))  # mov [rcx],rax; mov rdx,[rbx]
BYTE_THEN_WORD = bytes.fromhex("c60301488b03")  # mov byte [rbx],1; mov rax,[rbx]
ZEROED = bytes.fromhex("31c04801d8")  # xor eax,eax; add rax,rbx
POINTERS = bytes.fromhex("8b084883c0048908")  # mov ecx,[rax]; add rax,4; mov [rax],ecx
PARTED = bytes.fromhex("8b084883c0044889714883c208".replace("48897148", "48893a48"))
# mov ecx,[rax]; add rax,4; mov [rdx],rdi; add rdx,8
X87_GROWS = bytes.fromhex("d9ee")  # fldz
X87_EVEN = bytes.fromhex("d9eeddd8")  # fldz; fstp st(0)
TWO_STORES = bytes.fromhex("48894424084889042448894c2440")
# mov [rsp+8],rax; mov [rsp],rax; mov [rsp+40h],rcx
CROSSING = bytes.fromhex("488b433d")  # mov rax,[rbx+3Dh]
ROTATION = bytes.fromhex("4889d84889cb4889d14889c2")
# mov rax,rbx; mov rbx,rcx; mov rcx,rdx; mov rdx,rax
EVERY = (
    ADD_CHAIN, TWO_ADDS, MUL_CHAIN, LOAD, STORE_LOAD, OTHER_NAME, BYTE_THEN_WORD, ZEROED,
    POINTERS, PARTED, X87_GROWS, X87_EVEN, TWO_STORES, CROSSING, ROTATION,
)  # fmt: skip

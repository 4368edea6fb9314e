"""Likely secrets in a text, and the text without them.

What is looked for: keys and tokens by the form that their issuer gives them, private keys,
passwords in addresses and connection strings, and literals that are assigned, passed or compared
under a name such as `password` or `api_key`. A hit needs more than a name: `token = "<pad>"`,
`password_column = "pw"` and `password=getpass()` hold no secret and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_ISSUED = (
    r"(?:AKIA|ASIA)[0-9A-Z]{16}",  # AWS access key id
    r"gh[pousr]_[A-Za-z0-9]{36,}",  # GitHub
    r"github_pat_[A-Za-z0-9_]{22,}",
    r"gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{20,}",  # GitLab
    r"sk-(?:ant-|proj-|or-v1-|svcacct-)?[A-Za-z0-9_-]{20,}",  # OpenAI, Anthropic, OpenRouter
    r"[rs]k_(?:live|test)_[A-Za-z0-9]{16,}",  # Stripe
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}",  # Slack
    r"AIza[0-9A-Za-z_-]{35}",  # Google
    r"ya29\.[0-9A-Za-z_-]{20,}",
    r"hf_[A-Za-z0-9]{30,}",  # Hugging Face
    r"npm_[A-Za-z0-9]{36}",
    r"pypi-[A-Za-z0-9_-]{50,}",
    r"dop_v1_[a-f0-9]{64}",  # DigitalOcean
    r"dapi[a-f0-9]{32}",  # Databricks
    r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}",  # SendGrid
    r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",  # JSON web token
)
_PLAIN_NAMES = r"(?:passwords?|passwd|pwd|passphrase|passcode)"
_KEY_NAMES = (
    r"(?:secrets?|api[_-]?keys?|access_?keys?|secret_?keys?|account_?keys?|private_?keys?|"
    r"signing_?keys?|encryption_?keys?|tokens?|bearer|credentials?|authorization)"
)
_STRING = r"(?P<open>[rRbBuU]{0,2})(?P<quote>\"{3}|'{3}|\"|')(?P<secret>[^\r\n]{1,4000}?)(?P=quote)"


def _named(names: str) -> str:
    """`name = "…"`, `name: str = "…"`, `{"name": "…"}`, `x["name"] == "…"`, `f(name="…")`."""
    return rf"(?<![A-Za-z0-9]){names}[\"']?\]?\s*(?::\s*[\w.\[\]| ]{{1,40}}=|[:=]=?|!=)\s*{_STRING}"


_SHAPES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (
            r"(?P<secret>-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----(?:(?!-----).)*"
            r"-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----)",
            re.DOTALL,
        ),
        (rf"(?<![A-Za-z0-9_-])(?P<secret>{'|'.join(_ISSUED)})(?![A-Za-z0-9])", 0),
        # scheme://user:password@host
        (r"\b[a-zA-Z][a-zA-Z0-9+.-]{1,30}://[^\s:/@'\"]{0,200}:(?P<secret>[^\s/@'\"]{3,500})@", 0),
        # Server=…;Pwd=…;  AccountName=…;AccountKey=…
        (r";\s*(?:password|pwd|accountkey|sharedaccesskey)=(?P<secret>[^;'\"\s]{3,})", re.I),
        (r"\b(?:password|pwd|accountkey)=(?P<secret>[^;'\"\s,()]{3,});", re.I),
        (r"[?&](?:sig|x-amz-signature|access_token|api_?key)=(?P<secret>[\w%.~-]{16,})", re.I),
        (r"\b(?:bearer|basic|token)\s+(?P<secret>[A-Za-z0-9+/._~-]{20,}=*)(?=[\"'\s])", re.I),
        (r"--(?:password|token|api-key|secret)[= ](?P<secret>[^\s\"']{4,})", re.I),
    )
)
_PASSWORDS = re.compile(_named(_PLAIN_NAMES), re.I)
_KEYS = re.compile(_named(_KEY_NAMES), re.I)
_PAIRS = re.compile(
    rf"[\"'](?:\w*_)?(?:{_PLAIN_NAMES}|{_KEY_NAMES})[\"']\s*,\s*{_STRING}", re.I
)  # setenv("API_KEY", "…")
_STANDS_FOR_ONE = re.compile(  # `<your key>`, `{key}`, `${KEY}`, `%(key)s`, `***`, `...`
    r"<.*>|\{.*\}|\$\{?\w+\}?|%\(.*|\*+|\[.*\]|.*\.{3}|(?i:your|enter|my)[ _-].*"
    r"|(?i:.*\b(?:example|placeholder|changeme|todo)\b.*)",
    re.DOTALL,
)
_SHORTEST_PASSWORD = 4
_SHORTEST_KEY = 12


def find(text: str) -> Iterator[str]:
    """Each likely secret in `text`, in no particular order, some perhaps within others."""
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if not _STANDS_FOR_ONE.fullmatch(match["secret"]):
                yield match["secret"]
    for match in _PASSWORDS.finditer(text):
        if _looks_like_password(match["secret"]):
            yield match["secret"]
    for pattern in (_KEYS, _PAIRS):
        for match in pattern.finditer(text):
            if _looks_like_key(match["secret"]):
                yield match["secret"]


def _looks_like_password(value: str) -> bool:
    if len(value) < _SHORTEST_PASSWORD or any(char.isspace() for char in value):
        return False
    # `{"password": "password"}` renames a column, `"PASSWORD"` is the name of a variable.
    is_name = value.isupper() and value.replace("_", "").isalpha()
    names_itself = re.fullmatch(r"(?i)(?:\w*_)?(?:password|passwd|pwd)(?:_\w*)?", value) is not None
    return not (is_name or names_itself or _STANDS_FOR_ONE.fullmatch(value))


def _looks_like_key(value: str) -> bool:
    """Long, without spaces, letters and digits mixed: not a word, a path or a column's name."""
    if len(value) < _SHORTEST_KEY or any(char.isspace() for char in value):
        return False
    digits = sum(char.isdigit() for char in value)
    letters = sum(char.isalpha() for char in value)
    is_path = value.count("/") > 1 or value.startswith((".", "http:", "https:"))
    return digits >= 2 and letters >= 2 and not is_path and not _STANDS_FOR_ONE.fullmatch(value)


class Masker:
    """Takes secrets out of texts: the same secret gets the same `<secret N>` in all of them, or
    whatever `label` says instead of `secret`.

    Numbers follow the order of the texts and the place in them, so that masking the same first
    text again gives the same placeholders, and `restored` can put back what was taken from it.
    """

    def __init__(self, label: str = "secret") -> None:
        self.taken: dict[str, str] = {}
        """Secret → placeholder."""
        self._label = label

    def text(self, text: str) -> str:
        """`text` with placeholders for what is likely a secret."""
        while not self.taken and f"<{self._label} " in text:
            self._label += "-"
        new = {secret for secret in find(text) if secret not in self.taken}
        for secret in sorted(new, key=lambda each: (text.index(each), -len(each))):
            self.taken[secret] = f"<{self._label} {len(self.taken) + 1}>"
        # The longest first: one may hold another.
        for secret in sorted(self.taken, key=len, reverse=True):
            text = text.replace(secret, self.taken[secret])
        return text

    def data(self, data: Any) -> Any:
        """The same for every text in lists and dictionaries, nested as JSON is."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self.data(item) for item in data]
        if isinstance(data, dict):
            return {self.text(key): self.data(value) for key, value in data.items()}
        return data

    def restored(self, text: str) -> str:
        """`text` with the secrets in the place of their placeholders."""
        for secret, placeholder in self.taken.items():
            text = text.replace(placeholder, secret)
        return text


def masked(text: str) -> str:
    """`text` with placeholders for what is likely a secret."""
    return Masker().text(text)

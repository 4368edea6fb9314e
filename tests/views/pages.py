"""A page of HTML as a test reads it, and text that would be more than text."""

from html.parser import HTMLParser

HOSTILE = (
    "</pre></style><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\x1b[31m\x00\ud800"
)

VOID = {"path", "rect", "line"}


class Page(HTMLParser):
    """Checks that tags are closed in order, and collects tags, attributes and visible text."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.words = [], set(), set(), []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)
        self._backtick(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self._backtick(tag)

    def _backtick(self, tag):
        if tag == "code":
            self.words.append("`")

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)

"""A page of HTML as a test reads it, and text that would be more than text."""

import re
import urllib.parse
from html import unescape
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
        if tag == "img":
            self._picture(dict(attrs))
            return
        assert tag in VOID
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def _picture(self, image):
        """A chart, read as if it stood in the page."""
        kind, _, coded = image["src"].partition(",")
        assert kind == "data:image/svg+xml"
        drawn = Page(urllib.parse.unquote(coded))
        drawn.attributes |= {"role", "aria-label"} if image["alt"] else set()
        assert "svg" in drawn.tags
        self.tags |= drawn.tags
        self.attributes |= drawn.attributes
        self.words += drawn.words

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


def charts(html):
    """The drawings in a page, as they were drawn, but for their labels."""
    coded = re.findall(r'src="data:image/svg\+xml,([^"]*)"', html)
    return "".join(urllib.parse.unquote(unescape(each)).replace("'", '"') for each in coded)

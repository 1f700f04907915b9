"""The text of HTML that a feed or an API carries in a field."""

from html import unescape

from bs4 import BeautifulSoup

FULL_TEXT = 120  # characters; a shorter description is a summary, not the body

_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "section")


def plain_text(html: str) -> str:
    """The text of an HTML fragment, one line a paragraph."""
    if "<" not in html:
        return " ".join(unescape(html).split())
    soup = BeautifulSoup(html, "lxml")
    for dead in soup.find_all(("script", "style")):
        dead.decompose()
    for block in soup.find_all(_BLOCKS):
        block.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return "\n".join(line for line in lines if line)

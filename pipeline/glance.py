"""Could a page name the topic? One scan of its bytes, before it is decoded, so that other pages cost next to nothing."""

import re
from functools import lru_cache

import re2

from pipeline.items import Page, Topic

# what may stand between two characters of a name on a page: blanks, tags, named references, zero-width characters, NULs
_BETWEEN = (
    rb"(?:[ \t\r\n\x00]|<[^<>]*>|&[a-z]{2,8};|&#(?:8203|173|xad|x200b);|\xe2\x80[\x8b-\x8d]|\xc2\xad|\xe3\x80\x80)*"
)
_ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-be", "utf-16-le")

SMALL = 12_000  # bytes; a smaller page is cheap to read, and challenges and error pages are small
# larger challenge pages must be reported as what they are; only their own code has these
_CHALLENGES = (rb"_cf_chl_opt", rb"acw_sc__v2", rb"\$_ts=window", rb"\$_ts\.cd", rb"__jsl_clearance")


def may_mention(page: Page, topic: Topic) -> bool:
    """Whether reading the page is worth the while: False only if its bytes cannot name the topic.

    Names are found in any case and width, with blanks in between, cut by tags, written with character references,
    escapes of JSON or percent signs, in UTF-8, GB18030, Big5 and UTF-16. PDF files, small pages and challenges
    always pass. A page that passes may still turn out not to name the topic. Costs about 3 microseconds per KB.
    """
    body = page.body
    if len(body) < SMALL or body[:1024].lstrip().startswith(b"%PDF-"):
        return True
    return _scanner(topic.names).search(body) is not None


@lru_cache(maxsize=32)
def _scanner(names: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """RE2 reads every byte once however many spellings there are; Python's own engine would try them one by one."""
    stems = sorted({"".join(name.lower().split()) for name in names}, key=len)
    least = [stem for i, stem in enumerate(stems) if not any(shorter in stem for shorter in stems[:i])]
    options = re2.Options()
    options.case_sensitive = False
    options.encoding = re2.Options.Encoding.LATIN1  # bytes, one by one
    options.max_mem = 64 << 20
    options.never_capture = True
    spelt = [_BETWEEN.join(_character(char) for char in stem) for stem in least]
    return re2.compile(b"|".join([*spelt, *_CHALLENGES]), options)


def _character(char: str) -> bytes:
    """A pattern for every way in which a page's bytes may give a character."""
    forms = {char, char.upper()}
    if "!" <= char <= "~":
        forms |= {chr(ord(form) + 0xFEE0) for form in forms}  # full width
    spellings: dict[bytes, None] = {}
    for form in sorted(forms):
        code = ord(form)
        for encoding in _ENCODINGS if code > 127 else ("utf-8",):  # the NULs of UTF-16 are in between
            spellings[re.escape(form.encode(encoding, "ignore"))] = None
        spellings[b"&#0*%d;?" % code] = None
        spellings[b"&#x0*%x;?" % code] = None
        spellings[rb"\\u%04x" % code] = None
        spellings["".join(f"%{byte:02x}" for byte in form.encode()).encode()] = None
        if code < 128:
            spellings[rb"\\x%02x" % code] = None
    return b"(?:" + b"|".join(spelling for spelling in spellings if spelling) + b")"

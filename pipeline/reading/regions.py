"""Parts of a page that are not the body, told by tag, role, class and id: navigation, comments, captions, dates."""

import re
from functools import lru_cache
from typing import Any

Element = Any  # lxml's element class has no usable type

# surroundings by the words of class and id: never part of the body; not part of it unless they hold most of the text;
# beside the text (captions, credits, dates), of use for the publication day only
_FOREIGN = re.compile(
    r"""(?x)(?<![a-z])(?:
      comments? | comment-?list | disqus | pinglun | gentie | liuyan | repl(?:y|ies)
    | related\w* | relate | recommend\w* | recirc\w* | tuijian | xiangguan | trending | guess | upnext | onward
    | most[-_ ]?(?:read|viewed|popular) | more[-_ ]?(?:news|stories|from|articles|like) | read[-_ ]?(?:next|also) | also[-_ ]?read
    | next[-_ ]?(?:article|story|up) | top[-_ ]?stories | hot[-_ ]?(?:news|list|spots?) | rank(?:ing|list) | paihang
    | nav | navi | navs | navigation | navbar | subnav | breadcrumbs? | crumbs? | pagination | pager | paging
    | prev[-_ ]?next | pre[-_ ]?next | footer\w* | friend[-_ ]?links? | newsletter\w* | cookies? | consent | gdpr
    | outbrain\w* | taboola\w*
    )(?![a-z])"""
)
_DOUBTFUL = re.compile(
    r"""(?x)(?<![a-z])(?:
      forum | similar | populars? | latest | hot | rank | more[-_ ]?(?:on|in) | read[-_ ]?more | also | teasers?
    | menu\w* | sitemap | foot | copyright | colophon | sidebar\w* | side | aside | rail
    | right[-_ ]?(?:col|column|bar|side|box|part|area) | share\w* | sharing | social\w* | bshare | bdshare\w* | jiathis\w*
    | qr | qrcode | erweima | follow | ads? | adv | advert\w* | adbox | adslot | banner\w* | sponsor\w* | promo\w* | dfp
    | guanggao | gg | subscri\w* | sign[-_ ]?up | paywall\w* | piano | log[-_ ]?in | regist\w*
    | popup\w* | modal | overlay | tooltip | toast | lightbox | dialog | search\w* | widgets? | toolbar | donat\w* | poll
    | quiz | skip
    )(?![a-z])"""
)
_ASIDE = re.compile(
    r"""(?x)(?<![a-z])(?:
      tags? | tag[-_ ]?list | keywords? | caption\w* | figcaption | credits? | copyrights? | disclaimer | shengming | mianze
    | byline\w* | bylines | author\w* | writers? | bio | biography | meta | metadata | dateline | timestamp | time
    | publish(?:ed)?(?:[-_ ]?(?:date|time|at))? | pub[-_ ]?(?:date|time) | date | datetime | kicker | overline | eyebrow
    | source | laiyuan | editors? | zebian | bianji | print | tools? | statement | app[-_ ]?download | download | vote | zan
    | info | infobox | fact[-_ ]?box | correction | labels? | rubric | twitter-tweet | instagram-media | tiktok-embed | visually[-_ ]?hidden
    | sr[-_ ]?only | screen[-_ ]?reader\w* | hidden | invisible
    )(?![a-z])"""
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NONE_SHOWN = re.compile(r"(?i)display\s*:\s*none")
_FOREIGN_TAGS = frozenset(("nav", "footer"))
_DOUBTFUL_TAGS = frozenset(("aside", "form", "menu"))
_ASIDE_TAGS = frozenset(("figure", "figcaption", "address", "time", "caption", "dl"))
_FOREIGN_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu", "menubar", "tablist")
)

OPEN, ASIDE, DOUBTFUL, FOREIGN = range(4)


@lru_cache(maxsize=20_000)
def _kind_of(names: str) -> int:
    words = _CAMEL.sub("-", names).lower()
    if _FOREIGN.search(words):
        return FOREIGN
    if _DOUBTFUL.search(words):
        return DOUBTFUL
    return ASIDE if _ASIDE.search(words) else OPEN


def region_kind(element: Element, tag: str) -> int:
    """OPEN, or the kind of region that the element begins."""
    if tag in _FOREIGN_TAGS:
        return FOREIGN
    kind = DOUBTFUL if tag in _DOUBTFUL_TAGS else ASIDE if tag in _ASIDE_TAGS else OPEN
    if tag == "figure" and element.find(".//blockquote") is not None:
        kind = OPEN  # a quotation set as a figure
    attributes = element.attrib
    if not attributes or tag in ("html", "body", "main", "article"):
        return kind
    get = attributes.get
    if get("role") in _FOREIGN_ROLES:
        return DOUBTFUL
    if "hidden" in attributes or get("aria-hidden") == "true" or _NONE_SHOWN.search(get("style") or ""):
        kind = max(kind, ASIDE)
    names = f"{get('class') or ''} {get('id') or ''}"
    return max(kind, _kind_of(names)) if len(names) > 2 else kind

"""Judges addresses: absolute, the same article or not, of which shape, and how like an article's address."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.reading.canonical import canonical_url, clean_url


def words(text: str) -> frozenset[str]:
    """A vocabulary written as running text."""
    return frozenset(text.split())


ARTICLE_HOSTS = ("mp.weixin.qq.com",)  # hosts that serve nothing but articles of others
_EXTENSION = re.compile(r"\.(?:[sj]?html?|php|aspx?|jspx?|do|action)$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)(?:\.\w+)?$", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|zip|rar|7z|exe|apk|dmg|mp[34]|docx?|xlsx?|pptx?)$", re.IGNORECASE
)
_DATED = re.compile(r"(?<!\d)20[0-3]\d[-/_]?(?:1[0-2]|0[1-9])")
_ID = re.compile(r"(?<![a-z0-9])(?:\d{3,}|[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{20,})(?![a-z0-9])", re.IGNORECASE)
_SHORT_ID = re.compile(r"(?:^|[/_=-])[a-z]{0,2}\d{1,}(?=$|[/_.?&-])", re.IGNORECASE)
_MEDIA_HOST = re.compile(
    r"^(?:img|imgs|images?|static|cdn|pics?|photos?|assets|res|file|video|track|click|ad|ads)\d*\."
)
_PEOPLE = re.compile(r"(?:user|author|profile|comment|reply|member)s?(?:_?id)?(?:[=/_.-]|$)", re.IGNORECASE)
_LABEL = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|topics?|labels?|keywords?|columnist|user|people)(?:/|_|-|$)", re.IGNORECASE
)
_GOOD = words(
    "news article articles detail details newsdetail content info post posts press release releases story "
    "stories view show notice notices announcement announcements announce blog blogs media newsroom "
    "xinwen zixun newsinfo newsview doc archives archive a p n art cont informationdetail dynamic report "
    "reports read event whatsnew xwzx gsxw newscenter pressrelease"
)
_BAD = words(
    "tag tags category categories cat product products solution solutions login register signup signin "
    "about aboutus about-us contact contactus job jobs career careers join joinus recruit download "
    "downloads support help faq privacy terms legal agreement search user users author authors member "
    "account cart shop store buy price pricing service services partner partners video videos live app "
    "apps sitemap feed rss history culture honor team investor model models car cars chanpin product- "
    "detail productdetail goods case cases industry login.html passport sso space people u profile "
    "zhaopin lang"
)
_PAGER = re.compile(
    r"(?:^|[/_-])(?:page|p|list|index)[/_-]?\d{1,4}(?:$|[/.])|[?&](?:page|pageno|pagenum|paged|pn|p)=\d+", re.I
)


def absolute(href: str, base: str) -> str:
    """The absolute http(s) address of a link as written, without tracking and fragment ('' when it leads nowhere).

    A fragment that a script routes by (`#/news/1`) stays.
    """
    href = href.strip().replace("\\/", "/").replace("\\", "/")
    if not href or (href.startswith("#") and not href.startswith(("#/", "#!"))):
        return ""
    return clean_url(href, base)


@lru_cache(maxsize=8192)
def host_of(url: str) -> str:
    """The host without `www.`, `m.` and `wap.`, lower case; '' when the address has none."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|wap|mobile)\.(?=[^.]+\.)", "", host)


@lru_cache(maxsize=8192)
def site_of(url: str) -> str:
    """The last two labels of the host (three under `com.cn` and its like), a whole numeric address otherwise."""
    host = host_of(url)
    labels = host.split(".")
    if len(labels) < 3 or labels[-1].isdigit():
        return host
    second = labels[-2] in ("com", "net", "org", "gov", "edu", "co", "ac") and len(labels[-1]) == 2
    return ".".join(labels[-3 if second else -2 :])


@lru_cache(maxsize=8192)
def same_article(url: str) -> str:
    """A key that twins of one article share: beyond the canonical URL, the extension and `index` do not count."""
    parts = urlsplit(canonical_url(url) or url)
    path = _EXTENSION.sub("", _INDEX.sub("", unquote(parts.path)).rstrip("/"))
    return f"{host_of(url)}{path}?{parts.query}#{parts.fragment}".lower()


def _class_of(segment: str) -> str:
    """What kind of thing a path segment is: a number, a token with digits, a slug, or the word itself."""
    stem = _EXTENSION.sub("", segment)
    tail = segment[len(stem) :].lower()
    if stem.isdigit():
        return ("#" if len(stem) != 4 or not stem.startswith("20") else "Y") + tail
    if re.search(r"\d", stem):
        return (
            re.sub(r"[\d_-]+|(?<=\d)[a-f\d-]+", "#", re.sub(r"[0-9a-f]{8,}(?:-[0-9a-f]+)*", "#", stem.lower())) + tail
        )
    if len(re.findall(r"[-_]", stem)) >= 2 or len(unquote(stem)) > 24:
        return "slug" + tail
    return segment.lower()


@lru_cache(maxsize=8192)
def shape_of(url: str) -> str:
    """The pattern of an address with numbers, ids and slugs made alike: `geely.com/news/#.html?id`."""
    parts = urlsplit(url)
    segments = "/".join(_class_of(part) for part in parts.path.split("/") if part)
    names = "&".join(sorted({name for name, _ in parse_qsl(parts.query)}))
    return f"{host_of(url)}/{segments}?{names}"


def is_label(url: str) -> bool:
    """Whether an address names a tag, category, topic or author rather than one document."""
    return bool(_LABEL.search(urlsplit(url).path))


@lru_cache(maxsize=8192)
def likeness(url: str, listing_url: str) -> float:
    """How like an article's address this is, from about -3 (a menu entry) to about 3."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    host = host_of(url)
    if host in ARTICLE_HOSTS:
        return 2.5 if len(path) > 1 or parts.query else -3.0
    if path.lower().endswith(".pdf"):
        return 1.5
    if _FILE.search(path) or _MEDIA_HOST.match(parts.netloc):
        return -3.0
    route = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    whole = f"{path}{'?' + parts.query if parts.query else ''}{route}"
    if path in ("", "/") and not parts.query and not route:
        return -3.0
    if same_article(url) == same_article(listing_url):
        return -3.0
    words = [word for word in re.split(r"[/._?=&#!-]+", whole.lower()) if word]
    folders = [part.lower() for part in (path + "/" + route).split("/") if part]
    score = 0.0
    if _DATED.search(whole):
        score += 1.5
    if _ID.search(whole):
        score += 1.0
    elif _SHORT_ID.search(path) or re.search(r"(?:id|aid|cid|nid|code|key|whereid)=[\w-]+", parts.query, re.I):
        score += 0.6
    if folders and (len(re.findall("[-_]", folders[-1])) >= 3 or len(folders[-1]) > 24):
        score += 1.2
    if _GOOD.intersection(words):
        score += 0.6
    bad = [part for part in folders[:-1] if part in _BAD] or _PEOPLE.search(f"{path}?{parts.query}")
    last = _EXTENSION.sub("", folders[-1]) if folders else ""
    if bad:
        score -= 0.5 if _GOOD.intersection(folders) else 2.0
    if last in _BAD:
        score -= 2.5
    if not re.search(r"\d", whole) and len(last) < 16 and last.count("-") < 2:
        score -= 0.8
    if _PAGER.search(whole) and not _DATED.search(whole) and same_article(url).startswith(_stem(listing_url)):
        score -= 2.0
    if same_article(listing_url).startswith(same_article(url).rstrip("?#") + "/"):
        score -= 2.0
    return max(-3.0, min(3.0, score))


def _stem(listing_url: str) -> str:
    """The part of a listing's key that its further pages share."""
    return re.sub(r"[/_-]?(?:index|list|page|p)?[/_-]?\d*$", "", same_article(listing_url).split("?")[0])

"""Canonical URL: one address for one document, whatever link, device or campaign led to it."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import tldextract
from w3lib.url import canonicalize_url

# parameters that say how the reader came, never which document is meant
_TRACKING = re.compile(
    r"""(?ix)^(?: utm_\w* | hmsr | hmpl | hmcu | hmkw | hmci | spm | scm | spm_id_from | vd_source | wfr | for
    | from | fr | from_\w+ | tt_from | share\w* | is_?share | shareuid | isappinstalled | nsukey | unique_k | weibo_id
    | g?clid | [gdy]clid | fbclid | msclkid | igshid | mc_[ce]id | _ga | _gl | _hs\w* | mkt_tok | s?cid_source
    | ref | ref_src | referer | referrer | refer | cmpid | ocid | ncid | smid | xtor | trk\w* | amp | outputtype
    | bd_?vid | bdmp | ivk_sa | sudaref | display | pvid | timestamp | jsessionid | phpsessid | sessionid
    | wx_?fmt | _wv | _wwv | clicktime | enterid )$"""
)
_CACHE_BUSTER = re.compile(r"(?i)^(?:_|t|ts|time|r|rnd|rand|random|v)=(?:\d{10,}|0?\.\d+)$")
_WECHAT_IDENTITY = ("__biz", "mid", "idx", "sn")
_MOBILE = re.compile(r"^(?:m|wap|3g|4g|mobile|touch|h5|amp)\.(?=[^.]+\.)")
_INDEX = re.compile(r"(?i)/(?:index|default)\.(?:html?|shtml|php|aspx?|jsp)$")
_AMP_PATH = re.compile(r"(?<=[^/])/amp/?$")
_NO_NAME = re.compile(r"^(?:[\d.]+|\[.*\]|localhost|[^.]+)$")

# the bundled list only: looking a page's host up must never start a download
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def clean_url(url: str, base: str | None = None) -> str:
    """The absolute address to fetch or show: resolved against `base`, escapes tidied, without tracking or fragment.

    Scheme and host stay as they are, so it still leads to the document. Fragments that are routes of a
    single-page application (`#/news/1`, `#!/...`) stay. '' when it is no http or https address.
    """
    url = re.sub(r"[\t\r\n]", "", url.strip()).replace("&amp;", "&")
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
        query = _query(parts.hostname, parts.path, parts.query)
        fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
        path = re.sub(r"(?i);(?:jsessionid|phpsessid)=[^/?#]*", "", parts.path)
        netloc = _netloc(parts.scheme, parts.hostname, parts.port)
        tidy = urlunsplit((parts.scheme, netloc, path, query, fragment))
        return canonicalize_url(tidy, keep_fragments=bool(fragment))
    except (ValueError, UnicodeError):
        return ""


def canonical_url(url: str, base: str | None = None) -> str:
    """The identity of a document, equal for all its addresses; '' when it is no http or https address.

    Beyond `clean_url`: http and https are one, so are the bare, `www.` and mobile hosts (`m.`, `wap.` ...), AMP and
    index pages. Hosts with a port or without a public suffix keep their scheme. A key to compare with: a site may
    not answer at this exact address, so fetch what `clean_url` gives.
    """
    cleaned = clean_url(url, base)
    if not cleaned:
        return ""
    parts = urlsplit(cleaned)
    host = parts.hostname or ""
    path = _INDEX.sub("/", _AMP_PATH.sub("", parts.path))
    if parts.port is not None or _NO_NAME.match(host):
        return urlunsplit(parts._replace(path=path))
    return urlunsplit(("https", _fold_host(host), path, parts.query, parts.fragment))


def _netloc(scheme: str, host: str, port: int | None) -> str:
    # credentials never belong in a stored address
    name = f"[{host}]" if ":" in host else host.rstrip(".")
    return name if port in (None, {"http": 80, "https": 443}[scheme]) else f"{name}:{port}"


def _query(host: str, path: str, query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    if host == "mp.weixin.qq.com" and path.rstrip("/").startswith("/s"):
        if path.startswith("/s/"):
            return ""
        return urlencode([pair for pair in pairs if pair[0] in _WECHAT_IDENTITY])
    kept = [(k, v) for k, v in pairs if not _TRACKING.match(k) and not _CACHE_BUSTER.match(f"{k}={v}")]
    # without a change the query is left as written: it may be in another charset or have no `=` at all
    return query if len(kept) == len(pairs) else urlencode(kept)


@lru_cache(maxsize=4096)
def _fold_host(host: str) -> str:
    bare = _MOBILE.sub("", host)
    if bare != host and not _suffixes(bare).domain:
        bare = host
    found = _suffixes(bare)
    return f"www.{bare}" if found.suffix and not found.subdomain else bare

"""Says what a page would give as a source, and what is wrong with a source that gives nothing: pure, for people."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from pipeline.items import Listing, Page, Selectors, Source
from pipeline.reading.dates import today_of
from spiders.discovery import addresses, discover, rendered
from spiders.discovery.body import body_text

FEW = 3  # links; fewer on a page that is a list are a sign that the structure was not understood
STALE = 45  # days without a newer article after which a listing is looked at twice
_NEWS_LINK = re.compile(r"新闻|资讯|动态|公告|媒体|newsroom|press|news|blog", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a page would give as a source: its listing, and remarks for the person who is about to add it."""

    page: Page
    listing: Listing
    remarks: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether anything at all was found that can be polled."""
        return bool(self.listing.links or self.listing.feeds)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was seen of a source and what to do: lines for a person, the most important first."""

    healthy: bool
    seen: tuple[str, ...]
    advice: tuple[str, ...]


def preview(page: Page, source: Source) -> Preview:
    """Discover a page and remark on what a person should look at before saving it as a source."""
    listing = discover(page, source)
    links = listing.links
    remarks = []
    if page.status != 200:
        remarks.append(f"the site answered HTTP {page.status}")
    if page.requested_url and addresses.site_of(page.requested_url) != addresses.site_of(page.url):
        remarks.append(f"it redirects to another site, {page.url}: is that still the publisher?")
    if not links:
        remarks += _why_empty(page, source, listing)
    elif len(links) < FEW:
        remarks.append(f"only {len(links)} links: check that these are the articles")
    dated = sum(link.date is not None for link in links)
    if links and dated < len(links):
        remarks.append(
            f"{len(links) - dated} of {len(links)} links carry no day: their articles are opened to learn it"
        )
    if newest := _age(listing, page):
        remarks.append(newest)
    if listing.feeds and listing.shape not in ("feed", "sitemap"):
        remarks.append("it declares feeds, which are read as well: " + ", ".join(listing.feeds))
    return Preview(page, listing, tuple(remarks))


def via(first: Preview, found: Preview) -> Preview:
    """What was found on a page to which the first one led."""
    remark = f"found through {found.page.url}, to which {first.page.url} leads: it is followed in every poll"
    return Preview(found.page, found.listing, (remark, *found.remarks))


def _age(listing: Listing, page: Page) -> str:
    days = [link.date for link in listing.links if link.date]
    if days and (today_of(page.fetched_at) - max(days)).days > STALE:
        return f"the newest article is of {max(days)}: is this listing still kept up?"
    return ""


def _why_empty(page: Page, source: Source, listing: Listing) -> list[str]:
    """The likely reasons for a listing without links, and what to try."""
    text = body_text(page, source)
    if listing.feeds and listing.shape != "rendered":
        return ["no articles on the page itself, but it names feeds or sitemaps: " + ", ".join(listing.feeds[:5])]
    if not page.body.strip():
        return ["the page is empty"]
    if listing.shape == "api":
        return [
            "it is JSON, but no array of articles with addresses was recognised: give the paths as "
            "'api: {items: data.list, title: title, date: publishTime, url: \"https://.../{id}\"}'"
        ]
    if listing.shape == "rendered" or rendered.needs_rendering(text):
        why = "the articles appear only after its scripts have run"
        if listing.feeds:
            return [
                f"{why}; what these ask for is tried instead: {', '.join(listing.feeds)}. If that gives nothing, "
                "set 'kind: rendered', or look with --render"
            ]
        return [f"{why}: set 'kind: rendered', or look with --render"]
    if challenge := _challenge(text):
        return [challenge]
    if source.article_url:
        return [f"no link matches article_url '{source.article_url}'"]
    return ["no list of articles was recognised: give selectors {item, link, date}, or a pattern in article_url"]


def _challenge(text: str) -> str:
    """Whether the page is a robot check or a login, by the marks that these leave."""
    if re.search(
        r"acw_sc__v2|__jsl_clearance|_waf_|cf-chl|challenge-platform|环境异常|安全验证|滑动验证|人机验证", text
    ):
        return "the site answers with a check for robots instead of the page: 'kind: rendered' may pass it, or ask its owner"
    if len(text) < 20_000 and re.search(r"请登录|登录后(?:查看|访问)|sign in to continue", text, re.IGNORECASE):
        return "the page asks for a login"
    return ""


def propose(seen: Preview, source: Source) -> dict[str, object]:
    """The catalogue entry for a page: only what differs from the defaults. `kind` is left to be found out where the
    page may be redesigned, and named where it is settled."""
    direct = (seen.page.requested_url or seen.page.url) == source.url  # and not a page to which it leads
    settled = direct and seen.listing.shape in ("feed", "sitemap", "api", "rendered")
    kind = seen.listing.shape if settled else "auto"
    entry: dict[str, object] = {"slug": source.slug, "name": source.name, "url": source.url}
    if source.company:
        entry["company"] = source.company
    if source.role != "official":
        entry["role"] = source.role
    if source.sector:
        entry["sector"] = source.sector
    if kind != "auto":
        entry["kind"] = kind
    hosts = Counter(addresses.host_of(link.url) for link in seen.listing.links)
    home = addresses.site_of(source.url)
    others = [host for host, number in hosts.items() if addresses.site_of(f"http://{host}/") != home and number >= 2]
    if others:
        entry["hosts"] = others
    entry["certainty"] = "seen" if seen.listing.links else "unverified"
    return entry


def slug_for(url: str, taken: Sequence[str]) -> str:
    """A free slug for an address: the site's name and the last telling word of the path (`geely-news`)."""
    site = addresses.site_of(url).split(".")[0] if not addresses.site_of(url)[-1:].isdigit() else addresses.host_of(url)
    host = addresses.host_of(url).removesuffix("." + addresses.site_of(url))
    words = [site] if host in ("", addresses.site_of(url)) else [host, site]
    folders = [re.sub(r"\.\w+$", "", part) for part in urlsplit(url).path.lower().split("/") if part]
    telling = [
        part for part in folders if re.fullmatch(r"[a-z][a-z-]{2,20}", part) and part not in ("index", "list", "html")
    ]
    base = re.sub(r"[^a-z0-9]+", "-", "-".join([*words, *telling[-1:]]).lower()).strip("-") or "source"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def page_title(page: Page, source: Source) -> str:
    """The `<title>` of a page, '' when it has none."""
    found = re.search(r"<title[^>]*>(.*?)</title>", body_text(page, source)[:200_000], re.DOTALL | re.IGNORECASE)
    return " ".join(found[1].split())[:80] if found else ""


def diagnose(source: Source, page: Page | None, failure: str, before: Sequence[Page]) -> Diagnosis:
    """Compare what a source gives now with its kept snapshots (newest first) and say what to do.

    `page` is None when it could not be fetched, for the reason in `failure`.
    """
    good = next(((old, found) for old in before if (found := discover(old, source)).links), None)
    seen = []
    if good:
        seen.append(f"last good snapshot: {good[0].fetched_at:%Y-%m-%d %H:%M} UTC, {_summary(good[1])}")
    if page is None:
        return Diagnosis(False, (*seen, f"now: {failure}"), (_after_failure(failure, source),))
    now = preview(page, source)
    seen.append(f"now: HTTP {page.status}, {len(page.body):,} bytes, {_summary(now.listing)}")
    if page.requested_url and page.url != page.requested_url:
        seen.append(f"redirected to {page.url}")
    advice = list(now.remarks) if not now.listing.links or page.status != 200 else []
    advice += _overrides(page, source, now.listing)
    if good:
        changes, remedies = _changes(good[0], good[1], page, now.listing)
        seen += changes
        advice += remedies
    if not now.listing.links and (elsewhere := _news_links(page, source)):
        advice.append("the page links to these, one of which may be the listing now: " + ", ".join(elsewhere))
    healthy = page.status == 200 and now.usable and not advice
    if stale := _age(now.listing, page):
        seen.append(stale)
    return Diagnosis(healthy, tuple(seen), tuple(dict.fromkeys(advice)))


def _summary(listing: Listing) -> str:
    dated = [link.date for link in listing.links if link.date]
    newest = f", newest {max(dated)}" if dated else ""
    return f"read as {listing.shape}, {len(listing.links)} links ({len(dated)} with a day{newest})"


def _after_failure(failure: str, source: Source) -> str:
    text = failure.lower()
    if "robots" in text:
        return "robots.txt forbids this address: ask the site's owner, or set 'enabled: false'"
    if "404" in text or "410" in text:
        return f"the address is gone: find the listing from {addresses.absolute('/', source.url)} and change 'url'"
    if "403" in text or "412" in text:
        return "the site refuses this client: 'kind: rendered' may pass; otherwise use another source for this vendor"
    if "host name" in text:
        return "the name does not resolve: check the network first, then whether the site has moved"
    return "try again later; when it stays so, look for another address of this vendor"


def _overrides(page: Page, source: Source, listing: Listing) -> list[str]:
    """Selectors and patterns of the source that match nothing any more, and whether it would do without them."""
    advice = []
    if source.selectors != Selectors() and listing.shape in ("html", "rendered"):
        soup = BeautifulSoup(body_text(page, source), "lxml")
        chosen = source.selectors
        for name in ("item", "link", "date", "next"):
            selector = getattr(chosen, name)
            if selector and name in ("item", "next") and not soup.select(selector):
                advice.append(f"selectors.{name} '{selector}' matches nothing on the page now")
            elif selector and chosen.item and soup.select(chosen.item) and not soup.select(f"{chosen.item} {selector}"):
                advice.append(f"selectors.{name} '{selector}' matches nothing in the rows now")
    plain = source.model_copy(
        update={"selectors": Selectors(), "article_url": None, "api": None, "kind": "auto", "encoding": None}
    )
    if not listing.links and plain != source and (found := discover(page, plain).links):
        advice.append(
            f"without its overrides {len(found)} links are found: remove selectors, article_url, api and kind"
        )
    return advice


def _changes(old: Page, past: Listing, page: Page, listing: Listing) -> tuple[list[str], list[str]]:
    """What differs from the last good snapshot, and what to do about it."""
    seen, advice = [], []
    kinds = [content.content_type.split(";")[0] for content in (old, page)]
    if kinds[0] != kinds[1]:
        seen.append(f"content type was {kinds[0] or 'not stated'}, is {kinds[1] or 'not stated'}")
    if past.shape != listing.shape:
        seen.append(f"was read as {past.shape}, now as {listing.shape}")
        if past.shape in ("feed", "sitemap"):
            advice.append(f"the {past.shape} no longer is one: look for its new address on the site's home page")
    if listing.links:
        shapes = [Counter(addresses.shape_of(link.url) for link in found.links) for found in (past, listing)]
        if not shapes[0].keys() & shapes[1].keys():
            usual = [shape.most_common(1)[0][0] for shape in shapes]
            seen.append(f"article addresses looked like {usual[0]}, now like {usual[1]}")
            advice.append("the site was rebuilt: check with 'adopters sources preview' that these are the articles")
        if len(listing.links) * 3 < len(past.links):
            advice.append(
                f"only {len(listing.links)} links are left of {len(past.links)}: compare the page with the snapshot"
            )
        lengths = [median(len(link.title) for link in found.links) for found in (past, listing)]
        if lengths[1] * 2 < lengths[0]:
            advice.append("titles have become much shorter: menu entries may be taken for articles")
        if any(link.date for link in past.links) and not any(link.date for link in listing.links):
            advice.append("days are no longer found in the list: give selectors.date if the page still shows them")
    return seen, advice


def _news_links(page: Page, source: Source) -> list[str]:
    """Links on a page that sound like a newsroom, at most five."""
    soup = BeautifulSoup(body_text(page, source), "lxml")
    found = []
    for node in soup.find_all("a", href=True):
        url = addresses.absolute(str(node["href"]), page.url)
        if (
            url
            and len(node.get_text(strip=True)) <= 12
            and _NEWS_LINK.search(f"{node.get_text()} {urlsplit(url).path}")
        ):
            found.append(url)
    itself = addresses.same_article(page.url)
    return [url for url in dict.fromkeys(found) if addresses.same_article(url) != itself][:5]

"""What surrounds the content on a press site: menus, breadcrumbs, hot topics, adverts, share buttons, footers."""

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.pressroom.site import Site

MENUS: dict[str, list[tuple[str, str]]] = {
    "corporate": [
        ("/", "首页"),
        ("/about/", "走进我们"),
        ("/products/", "产品与服务"),
        ("/solutions/", "解决方案"),
        ("/news/", "新闻中心"),
        ("/ir/", "投资者关系"),
        ("/jobs/", "人才招聘"),
        ("/contact/", "联系我们"),
    ],
    "gov": [
        ("/", "首页"),
        ("/zwgk/", "政务公开"),
        ("/zwfw/", "政务服务"),
        ("/hdjl/", "互动交流"),
        ("/zjlg/", "走进本区"),
        ("/ztzl/", "专题专栏"),
        ("/sjkf/", "数据开放"),
    ],
    "bank": [
        ("/", "首页"),
        ("/personal/", "个人金融"),
        ("/corporate/", "公司金融"),
        ("/card/", "信用卡"),
        ("/ebank/", "网上银行"),
        ("/about/", "关于我行"),
        ("/notice/bid/", "采购公告"),
    ],
    "media": [
        ("/", "首页"),
        ("/channel/ai/", "人工智能"),
        ("/channel/car/", "汽车"),
        ("/channel/finance/", "财经"),
        ("/channel/phone/", "手机"),
        ("/video/", "视频"),
        ("/live/", "直播"),
        ("/app/", "客户端下载"),
    ],
    "english": [
        ("/", "Home"),
        ("/products/", "Products"),
        ("/solutions/", "Solutions"),
        ("/pricing/", "Pricing"),
        ("/docs/", "Documentation"),
        ("/company/", "Company"),
        ("/careers/", "Careers"),
        ("/contact/", "Contact sales"),
    ],
}
PRODUCTS: dict[str, list[tuple[str, str]]] = {
    "corporate": [
        ("/products/platform/", "一站式智能开发与运维平台"),
        ("/products/security/", "全栈数据安全与隐私计算产品"),
        ("/products/edge/", "边缘智能一体机与工业网关"),
        ("/solutions/industry/", "制造行业数字化转型解决方案"),
        ("/solutions/service/", "全渠道智能客户服务解决方案"),
    ],
    "gov": [
        ("/zwfw/grbs/", "个人办事一件事一次办"),
        ("/zwfw/frbs/", "法人办事惠企政策直达"),
        ("/zwgk/zfgb/", "政府公报与规范性文件"),
        ("/hdjl/qzxx/", "区长信箱与意见征集"),
    ],
    "bank": [
        ("/personal/deposit/", "个人大额存单与结构性存款"),
        ("/personal/loan/", "个人住房贷款与消费贷款"),
        ("/corporate/supply/", "供应链金融线上融资服务"),
        ("/card/apply/", "信用卡在线申请与进度查询"),
    ],
    "media": [
        ("/topic/ces/", "专题：消费电子展现场直击"),
        ("/topic/chip/", "专题：芯片产业链全景观察"),
        ("/topic/ev/", "专题：新能源汽车年度盘点"),
        ("/subscribe/", "订阅早报：每天八点准时送达"),
    ],
    "english": [
        ("/products/compute/", "Accelerated compute for training and inference"),
        ("/products/storage/", "Object and file storage at any scale"),
        ("/solutions/retail/", "Artificial intelligence for retail and logistics"),
        ("/docs/quickstart/", "Quick start: deploy your first endpoint"),
    ],
}
TAGS = ["人工智能", "新能源", "智能制造", "数据要素", "开源生态", "绿色低碳", "DeepSeek", "数字政府"]
TAGS_EN = ["Artificial intelligence", "Open source", "Sustainability", "Developers", "DeepSeek", "Partners"]
FOOTER = [
    ("/legal/", "法律声明"),
    ("/privacy/", "隐私政策与个人信息保护"),
    ("/sitemap.html", "网站地图"),
    ("/contact/", "联系我们"),
    ("/integrity/", "廉洁举报与商业道德投诉渠道"),
]
FOOTER_EN = [
    ("/legal/", "Legal notices"),
    ("/privacy/", "Privacy policy"),
    ("/cookies/", "Cookie preferences"),
    ("/contact/", "Contact us"),
    ("/responsible-disclosure/", "Responsible disclosure of vulnerabilities"),
]
JOBS = [
    ("/jobs/1021", "高级算法工程师（北京/上海）"),
    ("/jobs/1017", "智能座舱产品经理（杭州）"),
    ("/jobs/1009", "2025届校园招聘补录通道开启"),
]
ADVERTS = [
    ("/ad/click?id=31", "限时优惠：新用户专享大礼包立即领取"),
    ("/ad/click?id=32", "预约线下体验，赢取周年纪念好礼"),
]


def page(
    site: "Site",
    *,
    title: str,
    main: str,
    head: str = "",
    crumb: str = "",
    aside: bool = True,
    scripts: str = "",
    base: str = "",
) -> str:
    """A whole page: the site's surroundings around `main`. `head` goes into the head, `scripts` before the end."""
    lang = "en" if site.language == "en" else "zh-CN"
    meta = f'<meta charset="{site.meta_charset}">' if site.meta_charset else ""
    if site.meta_charset and site.meta_charset.lower().startswith("gb"):
        meta = f'<meta http-equiv="Content-Type" content="text/html; charset={site.meta_charset}">'
    side = sidebar(site) if aside else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{meta}\n{base}<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="stylesheet" href="{site.base}/static/site.css">\n{head}\n</head>\n<body class="{site.skin}">\n'
        f"{header(site)}\n{breadcrumb(site, crumb or title)}\n"
        f'<div class="{_word(site, "wrap")}">\n<div class="{_word(site, "main")}">\n{main}\n</div>\n{side}\n</div>\n'
        f"{footer(site)}\n{scripts}\n</body>\n</html>\n"
    )


def heading(site: "Site") -> str:
    """The title of the listing page."""
    what = "News" if site.language == "en" else "政务动态" if site.skin == "gov" else "新闻中心"
    joint = site.pick(["-", "_", " - ", " | ", "–"], "joint")
    return f"{what}{joint}{site.content.name}"


def article_title(site: "Site", title: str) -> str:
    """The `<title>` of an article: with the site's name behind it, in one of the usual ways."""
    section = site.pick(["", "新闻中心", "媒体报道", ""], "section") if site.language != "en" else ""
    joint = site.pick(["-", "_", " - ", " | ", "——"], "joint")
    return joint.join(part for part in (title, section, site.content.name) if part)


def header(site: "Site") -> str:
    """Logo, search box, main menu with its product fold-outs."""
    menu = "".join(f'<li><a href="{site.base}{path}">{escape(text)}</a></li>' for path, text in MENUS[site.skin])
    products = "".join(f'<li><a href="{site.base}{path}">{escape(text)}</a></li>' for path, text in PRODUCTS[site.skin])
    search, other = ("Search", "中文") if site.language == "en" else ("站内搜索", "English")
    return (
        f'<div class="top-bar"><a href="{site.base}/en/">{other}</a> | <a href="{site.base}/login">'
        f"{'Sign in' if site.language == 'en' else '登录'}</a></div>\n"
        f'<header class="{_word(site, "header")}"><a class="logo" href="{site.base}/">'
        f'<img src="{site.base}/static/logo.png" alt="{escape(site.content.name)}"></a>\n'
        f'<nav><ul class="{_word(site, "nav")}">{menu}</ul><div class="sub-nav"><ul>{products}</ul></div></nav>\n'
        f'<form action="{site.base}/search"><input name="q" placeholder="{search}"><button>{search}</button></form></header>'
    )


def breadcrumb(site: "Site", here: str) -> str:
    """Where the reader is."""
    home, news = ("Home", "News") if site.language == "en" else ("首页", "新闻中心")
    place = "You are here" if site.language == "en" else "当前位置"
    name = re.split(r"[-_|–—]", here)[0].strip()
    return (
        f'<div class="{_word(site, "crumb")}">{place}：<a href="{site.base}/">{home}</a> &gt; '
        f'<a href="{site.base}{site.start}">{news}</a> &gt; <span>{escape(name)}</span></div>'
    )


def sidebar(site: "Site") -> str:
    """Hot topics, jobs, an advert, contact: nothing of it is an article."""
    if site.language == "en":
        tags = "".join(f'<a href="{site.base}/tag/{tag.lower().replace(" ", "-")}">{tag}</a> ' for tag in TAGS_EN)
        return (
            f'<aside><h4>Browse by topic</h4><div class="tags">{tags}</div><h4>Media contact</h4>'
            f'<p>press@example.com</p><a href="{site.base}/subscribe">Subscribe to our newsletter</a></aside>'
        )
    tags = "".join(f'<a href="{site.base}/tag/{number}">{tag}</a> ' for number, tag in enumerate(TAGS, 1))
    jobs = "".join(f'<li><a href="{site.base}{path}">{text}</a></li>' for path, text in JOBS)
    adverts = "".join(
        f'<a href="{site.base}{path}" target="_blank" rel="sponsored"><img src="{site.base}/static/ad.png">{text}</a>'
        for path, text in ADVERTS
    )
    extra = {"gov": "", "bank": "", "media": f'<div class="ad-box"><i>广告</i>{adverts}</div>'}.get(
        site.skin, f'<div class="side-jobs"><h4>招贤纳士</h4><ul>{jobs}</ul></div>'
    )
    return (
        f'<aside class="{_word(site, "side")}"><div class="hot-tags"><h4>热门话题</h4>{tags}</div>{extra}'
        '<div class="contact"><h4>媒体垂询</h4><p>电话：010-00000000</p><p>邮箱：press@example.com</p></div></aside>'
    )


def footer(site: "Site") -> str:
    """Footer menus, friendly links, registration number."""
    links = FOOTER_EN if site.language == "en" else FOOTER
    row = " | ".join(f'<a href="{site.base}{path}">{text}</a>' for path, text in links)
    if site.language == "en":
        return f'<footer><div class="foot-links">{row}</div><p>© 2025 {escape(site.content.name)}. All rights reserved.</p></footer>'
    products = "".join(f'<dd><a href="{site.base}{path}">{text}</a></dd>' for path, text in PRODUCTS[site.skin])
    number = site.seed % 90000000 + 10000000
    return (
        f'<footer class="{_word(site, "footer")}"><div class="foot-menu"><dl><dt>快速入口</dt>{products}</dl></div>'
        '<div class="friend-links">友情链接：<a href="http://www.example.cn/" rel="nofollow">行业协会官方网站</a> '
        '<a href="http://stats.example.cn/" rel="nofollow">数据统计与信息公开平台</a></div>'
        f'<div class="foot-links">{row}</div><p>版权所有 © {escape(site.content.name)} '
        f'<a href="https://beian.miit.gov.cn/">京ICP备{number}号-1</a> 京公网安备 1101080200{number % 10000:04d}号</p></footer>'
    )


def share(site: "Site") -> str:
    """The buttons under an article."""
    if site.language == "en":
        return '<div class="share">Share: <a href="#" class="x">X</a> <a href="#" class="in">LinkedIn</a> <a href="#">Email</a></div>'
    return (
        '<div class="share-bar">分享到：<a href="javascript:;" class="wx">微信</a> <a href="javascript:;" class="wb">微博</a> '
        '<a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>'
    )


def other_page(site: "Site", path: str) -> str | None:
    """The title of a page that is no article and no listing, None when there is no such page."""
    pages = dict(MENUS[site.skin] + PRODUCTS[site.skin] + JOBS + (FOOTER_EN if site.language == "en" else FOOTER))
    if path in pages:
        return pages[path]
    if re.match(r"/(?:tag|search|ad|en|login|subscribe)\b", path):
        return "Topics" if site.language == "en" else "专题与检索"
    return None


def filler(site: "Site", title: str) -> str:
    """The content of such a page."""
    if site.language == "en":
        return f"<h1>{escape(title)}</h1><p>Learn how {escape(site.content.name)} helps customers around the world. Talk to our team.</p>"
    return (
        f"<h1>{escape(title)}</h1><p>{escape(site.content.name)}始终坚持以客户为中心，为您提供专业、可靠、便捷的产品与服务。</p>"
        "<p>如需了解更多信息，欢迎致电全国统一服务热线 400-000-0000。</p>"
    )


def _word(site: "Site", role: str) -> str:
    """A class name as designers choose them: another one on each site, a new one after a redesign."""
    words = {
        "wrap": ["container", "wrapper clearfix", "w1200", "page-body", "content-wrap"],
        "main": ["main-left", "col-md-9", "left fl", "primary", "con_l"],
        "header": ["header", "site-header", "hd", "topbar", "head-box"],
        "nav": ["nav", "menu clearfix", "main-nav", "navbar-nav", "gnb"],
        "crumb": ["breadcrumb", "position", "crumbs", "wz", "location"],
        "side": ["sidebar", "col-md-3", "right fr", "secondary", "con_r"],
        "footer": ["footer", "ft", "site-footer", "bottom", "foot"],
    }[role]
    return words[(site.seed // 7 + site.layout * 2) % len(words)]

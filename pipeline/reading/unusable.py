"""Pages that are no articles although the server says 200: challenges, login walls, soft 404s, empty shells."""

import re
from urllib.parse import urlsplit

from pipeline.reading.sitename import plain

# in the markup of challenge pages: Aliyun acw_sc__v2, Jiasule, Ruishu, Cloudflare, Imperva, Akamai, GeeTest, Tencent, DataDome
_CHALLENGE_CODE = re.compile(
    r"""(?ix)acw_sc__v2 | \barg1\s*=\s*'[0-9A-F]{30,} | __jsl_clearance | _wafchallengeid | __tst_status | \$_ts\s*=\s*window | \$_ts\.
    | cf-chl- | _cf_chl_opt | challenge-form | cf-browser-verification | _incapsula_resource | incap_ses | px-captcha | datadome
    | geetest | tcaptcha | captcha\.qq\.com | nocaptcha | aliyuncaptcha | x5secdata | /_____tmd_____/ | hcaptcha\.com | recaptcha/api
    | slide(?:r)?[-_]?verify | waf_?(?:captcha|verify|challenge) | probe_?challenge | sec_?token_?verify"""
)
_CHALLENGE_WORDS = re.compile(
    r"""(?ix)环境异常 | 完成验证后即可继续 | 请完成(?:下方|以下|安全)?验证 | (?:百度|网站|腾讯|访问)?安全(?:验证|检测|检查)中? | 人机(?:验证|识别) | (?:滑动|拖动)(?:滑块|验证)
    | 访问(?:过于|太)频繁 | 请输入验证码 | 访问(?:被|已被)?(?:拦截|拒绝|禁止|异常) | 您的(?:访问|请求)(?:出现|存在|疑似|可能)?.{0,8}(?:异常|攻击|威胁|拦截) | 正在验证 | 请(?:开启|启用)\s?javascript
    | just\ a\ moment | attention\ required | checking\ (?:your\ browser|if\ the\ site) | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human | are\ you\ a\ (?:robot|human)
    | access\ (?:to\ this\ page\ has\ been\ )?denied | request\ unsuccessful | unusual\ traffic | ddos\ protection | pardon\ our\ interruption | enable\ javascript\ and\ cookies
    | security\ check | one\ more\ step | please\ verify | robot\ check"""
)
_LOGIN = re.compile(
    r"""(?ix)(?:请|需要?)(?:您)?(?:先)?(?:登录|登陆|登入|注册)(?:后|以|再|才|$|\b|账号|帐号|，) | 登[录陆]后(?:查看|可见|阅读|继续|即可|才能|访问) | (?:会员|账号|帐号|用户|统一身份|扫码)(?:登[录陆]|认证)
    | (?:log|sign)\ ?in\ to\ (?:continue|read|view|access|your) | (?:please|you\ (?:must|need\ to))\ (?:log|sign)\ ?in | members\ only | subscribers?\ only | create\ (?:a\ free|an)\ account\ to"""
)
_GONE = re.compile(
    r"""(?ix)(?<!\d)404(?!\d) | (?:页面|网页|内容|文章|资源|信息|新闻|链接|地址|帖子|栏目).{0,10}(?:不存在|找不到|未找到|已?(?:被)?(?:发布者)?删除|已失效|已过期|已下[线架]|走丢|丢失|飞走|被移除|无法(?:访问|查看|显示))
    | (?:找不到|没有找到|未找到|无法找到).{0,10}(?:页面|网页|内容|文章|资源) | (?:你|您)(?:所)?(?:要)?(?:访问|查看|请求|浏览)的.{0,12}(?:不存在|已|找不到|走丢|无法|出错) | 此内容(?:因|已|无法) | 该(?:公众号|内容|文章|页面|账号).{0,8}(?:迁移|删除|违规|屏蔽|停止)
    | (?:page|article|content|file|resource|url|story)\ .{0,24}(?:not\ found|cannot\ be\ found|could\ not\ be\ found|can't\ be\ found|couldn't\ be\ found|doesn'?t\ exist|does\ not\ exist|no\ longer|unavailable|removed)
    | (?:not|couldn't|can't)\ (?:be\ )?f(?:ound|ind)\b.{0,40}(?:page|article|looking) | ^not\ found$ | page\ not\ found | something\ went\ wrong | 系统(?:繁忙|错误|维护) | 出错了"""
)
_SHELL = re.compile(
    r"""(?i)<(?:div|main|section)[^>]{0,80}\bid\s*=\s*["']?(?:app|root|__next|__nuxt|main|container|app-root|q-app|svelte|vue-app|page)["']?[^>]{0,80}>\s*(?:<(?:div|span|p|noscript|svg|img|i|style)\b|</)"""
)
_TITLE_SIZE = 48  # UTF-8 bytes without punctuation; a longer title that says 404 is about 404

ENOUGH = 400  # UTF-8 bytes of running text from which a page is believed to be an article


def refuse(markup: str, visible: str, title: str, body: str, requested: str, url: str) -> tuple[str, str] | None:
    """Reason and detail when a page is no article, or None.

    Words of a challenge, wall or error count only where there is little text otherwise, or in a short title: an article
    may well be about captchas. `visible` is all text of the page, `requested` and `url` the addresses before and
    after redirects.
    """
    size = len(body.encode("utf-8", "replace"))
    short_title = len(plain(title).encode("utf-8", "replace")) <= _TITLE_SIZE
    if short_title and size < 2 * ENOUGH:
        named = _by_words(title)
        if named:
            return named, f"titled '{title[:60]}'"
    if _sent_home(requested, url):
        return "soft_404", "redirected to the home page"
    if size >= ENOUGH:
        return None
    found = _CHALLENGE_CODE.search(markup[:300_000]) if len(visible) < 1500 else None
    if found:
        return "anti_bot", f"challenge code '{found[0][:30].strip()}'"
    named = _by_words(visible[:3000]) if len(visible) < 3000 else None
    if named:
        return named, f"little text but '{visible[:60]}'"
    if not body and len(visible) < 200:
        if _SHELL.search(markup) and "<script" in markup.lower():
            return "empty_shell", "no text before scripts run: the source needs kind: rendered or an API"
        if re.search(r"(?i)http-equiv\s*=\s*[\"']?refresh|location(?:\.href)?\s*=|location\.replace", markup[:20_000]):
            return "empty", "only a redirect by script or meta refresh"
    return None


def _by_words(text: str) -> str | None:
    for reason, pattern in (("anti_bot", _CHALLENGE_WORDS), ("soft_404", _GONE), ("login_wall", _LOGIN)):
        if pattern.search(text):
            return reason
    return None


def _sent_home(requested: str, url: str) -> bool:
    """Whether a deep address ended on the site's front page."""
    if not requested or requested == url:
        return False
    before, after = urlsplit(requested), urlsplit(url)
    return len(before.path.strip("/")) > 3 and not after.path.strip("/") and not after.query and not after.fragment

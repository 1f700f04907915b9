"""Lines that stand in a body without belonging to it: credits, calls to read on, disclaimers, captions.

Each rule has a length beyond which it does not hold, and what could be a sentence of the article stays: a line too many
costs a glance, a missing one may be the announcement.
"""

import re

from pipeline.reading.tree import Block

# a label and a name, short and no sentence
_CREDIT = re.compile(
    r"""(?x)^[\[【（(\s—\-*※▼▲●◎■]*(?:
      (?:责任?编辑?|责编|本文编辑|编辑|编审|审核|审校|校对|监制|值班\w{0,3}|(?:稿件?|文章|信息|本文)?来源|稿源|作者|记者|撰文|撰稿|采写|文|图|文字|摄影|摄像|出品
      |图片来源|图源|供图|供稿|转自|排版|制作|策划|统筹|[终初复]审|主编|美编|视觉|实习生|通讯员|标签|关键词|分享到?|阅读[量数]?|点击[量数]?|浏览(?:量|次数|数)?
      |字体|字号|媒体联系|联系人|新闻热线|投稿邮箱|联系电话|地址|邮编|传真|网址)\s*[:：/丨|]
    | (?:责任编辑|编辑|记者|通讯员|实习生)\s\S{2,4}(?:\s|$) | (?:新华社|中新社|新华网|人民网)?(?:本报|新京报|见习|实习)?记者\s\S{2,4}\s*$
    | (?:新媒体)?编辑\s?\S{2,4}\s校对
    )"""
)
_DISCLAIMER = re.compile(
    r"""(?x)^[\[【（(\s—\-*※▼▲●]*(?:
      (?:本文(?:仅|系|为|不)|以上(?:内容|图文|文章)|免责声明|版权声明|特别声明|郑重声明|法律声明|风险提示|转载(?:请|须|声明)|声明\s?[:：]|注\s?[:：])
      .{0,40}(?:代表|转载|版权|观点|立场|不构成|注明|侵权|责任|免责|仅供)
    | 免责声明 | 版权(?:所有|声明) | 未经\w{0,10}(?:授权|许可|书面) | 如需转载 | 转载请 | 特别声明[:：] | (?:如有|若有|如).{0,6}侵权
    | (?:图片|图文|部分图片|素材|以上图片).{0,6}(?:来自|来源于?|源自)(?:于)?(?:网络|互联网|视频|官方|官网).{0,30}$
    | [(（](?:原题为?|原标题|本文来自|本文首发|文章首发|转载自|应受访者要求).{1,80}[)）]\s*$ | 本?文?原标题\s*(?:为|[:：])
    )"""
)
# invitations; with a full stop and some length they may be the news itself ("打开某某 App，即可使用…")
_CALL = re.compile(
    r"""(?x)^[\[【（(\s—\-*※▼▲●↑↓>]*(?:
      更多(?:精彩|内容|资讯|新闻|阅读) | 点击(?:这里|查看|进入|下方|上方|阅读|关注|加载|下载|菜单) | 长按 | 识别(?:下方|图中|上方|二维码) | 扫描(?:下方|上方|二维码) | 扫一扫 | 扫码
    | 欢迎(?:关注|订阅|扫码|投稿) | 关注\S{0,12}(?:公众号|微信|微博|我们) | 返回(?:首页|顶部|列表|搜狐|网易) | 查看更多 | 阅读(?:原文|全文|更多) | 展开(?:全文|阅读) | 加载更多
    | 上一[篇条页] | 下一[篇条页] | (?:此前|相关|往期|延伸|推荐|热门|更多)(?:报道|阅读|资讯|新闻|链接|推荐|文章|评论|回顾|精彩)\s*(?:[:：]|$) | 推荐阅读 | 猜你喜欢 | 大家都在看 | 相关资讯请
    | (?:安装|下载|打开|使用).{0,14}(?:客户端|APP|App) | APP内打开 | 微信扫一扫 | 用微信 | 我要(?:评论|分享) | 发表评论 | 网友评论 | (?:举报|收藏|点赞|分享|打印|关闭|打印本页|关闭窗口)\s*$
    | \d{0,2}[、.]?\s?回复【 | .{0,12}点【?(?:在看|赞|投票)】? | .{0,60}【(?:点击投票|下载地址|点击查看)】
    | [(（]?(?:完|END|end|正文完|全文完)[)）]?\s*[—\-*※]*$
    )"""
)
_ENGLISH = re.compile(
    r"""(?xi)^[\s>»•*|\-]*(?:
      (?:read|see|watch|listen|explore)\s(?:more|also|next|the\sfull)\b | read\s?: | also\sread | more\sfrom\b | related\s?(?:stories|articles|news|content|topics)?\s*(?:[:：]|$)
    | (?:sign|subscribe|register|log)\s?(?:up|in|now|to)\b | subscribe\b | follow\s(?:us|@) | share\s(?:this|on|via)\b | click\shere\b | download\s(?:the|our)\sapp
    | advertisement\b | advertorial | sponsored\s(?:by|content) | story\scontinues | article\scontinues | continue\sreading | scroll\sto
    | (?:photo|image|picture|video|credit|source|photograph)s?\s?(?:by|credit|source)?\s?[:：©] | getty\simages | © | copyright\b | all\srights\sreserved
    | (?:updated|published|posted|last\supdated|first\spublished)\s?(?:on|at|:)?\s?[\w,:\s./]{0,50}$ | this\s(?:article|story)\s(?:was|is)\s(?:originally|first)\b
    | get\s(?:the|our|more)\b.{0,80}newsletter | newsletter\b | comments?\s?(?:\(\d+\))?$ | tags?\s?:
    | (?:new\sto\s\w+|get\sin\stouch\swith\sour)\b | for\smore\sstories\slike\sthis | opens?\s(?:in\s)?(?:a\s)?new\s(?:tab|window)
    )"""
)
# a caption ends in its credit
_CAPTION = re.compile(
    r"""(?xi)(?:[(（\[]\s?(?:image|picture|photo\w*|pic|bild|foto|credit|source|archiv\w*|图|图源|图片|摄)\s?(?:by\s|[:：/]).{1,80}[)）\]]
    | (?:foto|bild|фото|photo|image|picture|credit|quelle|图源|图片来源|摄影)s?\s?(?:credit)?\s?[:：]\s?[^.。]{2,60}
    | (?:中新社|新华社|视觉中国|东方IC|CFP|IC\s?photo|资料图|供图)[^。！？，]{0,24}(?:摄|图|资料|截图|发)? | (?:记者|通讯员)[^。！？，]{1,16}\s?摄
    | [▲△▼↑↓]?\s?图片?(?:来自|来源)[^。]{2,20}。?
    | [—–-]\s?(?:picture|photo|image)s?\sby\s.{2,40} | [(（]archivbild[)）])\s*$"""
)
# the line of date, source and counters, and the path through the site
_INFO = re.compile(
    r"(?:发布(?:时间|日期|机构|于)?|发表(?:时间|于)|(?:信息|文章|新闻)?(?:来源|提供日期)|时间|日期|作者|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|量|数)?|字[体号]|人气|访问量|编辑|索引号|文号|Date|Source|Views)\s?[:：]"
)
_PATH = re.compile(r"^(?:您|你)?(?:现在|当前)?的?(?:所在)?位置\s?[:：]|^(?:首页|主页|Home)\s*[>＞»/›]")
_SENTENCE = re.compile(r"[.!?。！？…”\"’»」』]$")


def is_boilerplate(block: Block) -> bool:
    """Whether a block within the body is no sentence of the article."""
    text = block.text
    length = len(text)
    if block.links > 0.8 * length and length < 250 and (block.links >= length - 2 or not _SENTENCE.search(text)):
        return True
    if not any(char.isalnum() for char in text):
        return True
    if _PATH.search(text) or (length < 160 and len(_INFO.findall(text)) >= 2):
        return True
    ends = bool(_SENTENCE.search(text))
    return bool(
        (length <= 40 and not ends and _CREDIT.match(text))
        or (length <= 40 and _CREDIT.match(text) and text[-1:] in ")）】]")
        or (length <= 220 and _DISCLAIMER.match(text))
        or (length <= (25 if ends else 100) and _CALL.match(text))
        or (length <= 200 and _ENGLISH.match(text))
        or (length <= (120 if text[-1:] not in ")）]】" else 300) and _CAPTION.search(text))
    )

"""Lines that stand in a body without belonging to it: calls to read on, credits of editors, disclaimers, shares."""

import re

from pipeline.reading.tree import Block

_CHINESE = re.compile(
    r"""(?x)^[\[【（(\s—\-*※▼▲●]*(?:
      (?:责任?编辑?|责编|编辑|编审|审核|审校|校对|监制|值班\w{0,3}|来源|稿源|稿件来源|文章来源|信息来源|原标题|原题|作者|记者|撰文|文|图|文字|摄影|摄像|图片来源|图源|供图|供稿|本文来源|转自|排版|制作|策划|统筹|终审|初审|复审|主编|标签|关键词|分享到?|阅读(?:量|数)?|点击(?:量|数)?|浏览(?:量|次数|数)?|字体|字号|打印|扫一扫\w*|扫码\w*|关注\w{0,12}公众号)\s*[:：/丨|]
    | (?:本文(?:仅|系|为|不)|以上(?:内容|图文|文章)|免责声明|版权声明|特别声明|声明|郑重声明|法律声明|风险提示|转载(?:请|须|声明))\s*[:：，,]?.{0,20}(?:代表|转载|版权|声明|观点|立场|投资|注明|侵权|责任|免责|仅供)
    | (?:未经\w{0,10}(?:授权|许可|书面)|如需转载|转载请|更多精彩|更多(?:内容|资讯|新闻)|点击(?:这里|查看|进入|下方|上方|阅读|关注|加载)|长按|识别(?:下方|图中|上方)|扫描(?:下方|上方|二维码)|欢迎(?:关注|订阅|扫码)|返回(?:首页|顶部|列表|搜狐|网易)|查看更多|阅读(?:原文|全文|更多)|展开(?:全文|阅读)|加载更多|上一[篇条页]|下一[篇条页]|相关(?:阅读|新闻|链接|推荐|报道|文章)|推荐阅读|延伸阅读|热门(?:评论|推荐|文章)|猜你喜欢|大家都在看|特别声明：以上|打开APP|APP内打开|微信扫一扫|用微信|举报|收藏|点赞|我要评论|发表评论|网友评论)
    | [(（]?(?:完|END|end|正文完|全文完)[)）]?\s*[—\-*※]*$
    )"""
)
_ENGLISH = re.compile(
    r"""(?xi)^[\s>»•*|\-]*(?:
      (?:read|see|watch|listen|explore)\s(?:more|also|next|the\sfull)\b.{0,160}$ | read\s?:.{0,200} | also\sread | more\sfrom\b | related\s?(?:stories|articles|news|content|topics)? \s*:?
    | (?:sign|subscribe|register|log)\s?(?:up|in|now|to)\b.{0,120}$ | subscribe\b.{0,100}$ | follow\sus\b | share\s(?:this|on|via)\b | click\shere\b | download\s(?:the|our)\sapp
    | advertisement\b | advertorial | sponsored | story\scontinues | article\scontinues | continue\sreading | scroll\sto
    | (?:photo|image|picture|video|credit|source|photograph)s?\s?(?:by|credit|source)?\s?[:：©].{0,120}$ | getty\simages | ©.{0,160}$ | copyright\b.{0,160}$ | all\srights\sreserved
    | (?:updated|published|posted|last\supdated|first\spublished)\s?(?:on|at|:)?\s?[\w,:\s./]{0,50}$
    | this\s(?:article|story)\s(?:was|is)\s(?:originally|first)\b.{0,160}$ | get\s(?:the|our|more)\b.{0,80}newsletter | newsletter\b.{0,60}$ | comments?\s?(?:\(\d+\))?$ | tags?\s?:
    )"""
)
# a caption ends in its credit
_CREDIT = re.compile(
    r"""(?xi)(?:[(（\[]\s?(?:image|picture|photo\w*|pic|bild|foto|credit|source|archiv\w*|图|图源|图片|摄)\s?(?:by\s|[:：/]).{1,80}[)）\]]
    | (?:foto|bild|фото|photo|image|picture|credit|quelle|图源|图片来源|摄影)s?\s?(?:credit)?\s?[:：]\s?[^.。]{2,60}
    | [—–-]\s?(?:picture|photo|image)s?\sby\s.{2,40} | [(（]archivbild[)）])\s*$"""
)
_SENTENCE = re.compile(r"[.!?。！？…”\"’»」』]$")


def is_boilerplate(block: Block) -> bool:
    """Whether a block within the body is no sentence of the article."""
    text = block.text
    length = len(text)
    if block.links > 0.8 * length and length < 250 and (block.links >= length - 2 or not _SENTENCE.search(text)):
        return True
    if not any(char.isalnum() for char in text):
        return True
    if length < 400 and _CREDIT.search(text):
        return True
    return bool((length < 160 and _CHINESE.match(text)) or (length < 260 and _ENGLISH.match(text)))

"""Marking: a folded sentence as a row of tokens, organisations before words, longest first."""

import re
from collections.abc import Iterator

from pipeline.items import Company
from pipeline.meaning.bodies import is_place, merged
from pipeline.meaning.dates import EXPRESSION as DATES
from pipeline.meaning.fold import STOCK
from pipeline.meaning.tokens import (
    ABOUT,
    ADVERB,
    CODE,
    DATE,
    KINDS,
    ORG,
    PRODUCT,
    SELF,
    SPEAKER,
    TOPIC,
    VERB,
    Grammar,
    Token,
)

# after these the topic's name is not the model but the firm, the stock theme, the craze ...
_NOT_MODEL = re.compile(
    r"[ ”\"」]?(?:公司|概念|官方|官网|创始人|母公司|团队|研究员|员工|热潮|浪潮|爆火|类企业|类|指数|产业|朋友圈|现象|时刻|"
    r"风暴|效应|热度|火爆|冲击|崛起|的出现|的崛起|的爆火|的爆发|的发展|的成功|持股|股权|hr|harness|dsh|[- ]?sparse|[- ]?稀疏|的?(?:训练方法|注意力机制|稀疏注意力)|\.com|应用(?:登顶|下载|程序|商店|排名|已?被|下架)|app(?!store)|下载|账号|客户端|课程?|培训|使用|安装|所?(?:提出|原创|首创|发明|开创|独创)的)"
)
# behind these the verb is part of a noun: 适配测评, 兼容性, 部署指南
_NOT_VERB = re.compile(
    r"(?<=开放)(?:态度|心态|银行|创新)|(?:性|度)(?!强)|(?<=应用)(?:[一二三四五]年)?(?:行动|专项|实施|工作)?(?:方案|规划|计划)|(?<=应用)(?:可行性|调研|工程师|开发岗|岗位|进展|情况|事宜|现状|问题|的(?:影响|冲击|推动|意义|价值)|分发|场景|领域|中心|商店|层|程序|案例|端|开发者|市场|生态|软件|热|路径|前景|价值)|(?<=合作)(?:伙伴|方|商|社|案例|协议|关系)|(?<=的合作)|(?<=的结合)|(?:管理|维护|监测)中心|(?:性能|效果|优化)?(?<=发布)会(?!议)|(?<=部署)(?:的?安全|加固|防护|可行性|意愿|评估|风险)|(?<=应用)(?:开展|进行|举行)?(?:交流|座谈|探讨|研讨|沟通|讨论)|(?:专题|实操|技能|操作|基础|实战|能力|场景|创新|设计|开发)*(?:大赛|培训|测评|测试工作|比武|竞赛|讲座|分享|征文|座谈|公开课|训练营|工作坊|评测|大赛|白皮书|指南|手册|教程|课程|培训|沙龙|研讨|热潮|浪潮|潮|预期|题材|传闻|行情|受益|趋势|风险|成本|门槛|费用|需求|问题)"
)
_LATIN = re.compile(r"[a-z0-9]")
# single characters that are words of the grammar only in the right company
_SINGLE = {
    "将": re.compile(r"(?!军|士|领|来|近|要)"),
    "会": re.compile(
        r"(?<![大峰委协社机展发布总体工晚年董监理议商学省市宴])(?<!委员)会(?!议|计|员|长|上|后|见|谈|展|场|话)"
    ),
    "可": re.compile(r"(?<![许认不])可(?!疑|重构|编程|穿戴|再生|持续|行|靠|视|信|控|能|穿|见|谓|观|持|口|灵|爱|以)"),
    "能": re.compile(
        r"(?=能[够在用把将让使接部上跑直自快帮给为提实支被看读跟替流完真顺成很稳独本])(?<![智功性效节可技职潜机电动赋算产储不才])能(?!力|源|效|耗|见|够|动|量|化|否|链|通|科)"
    ),
    "传": re.compile(
        r"(?<![宣流相遗盛])传(?=微信|苹果|华为|小米|腾讯|阿里|百度|字节|某|有|[a-z])|(?<![\u4e00-\u9fff])传(?![统感媒输播真承说奇言导音递授染神])"
    ),
    "曝": re.compile(r"."),
    "疑": re.compile(r"(?<![可质无怀迟答释存解悬置])疑(?!问|虑|似|难|惑)"),
    "不": re.compile(r"不(?=允许|准|许|得|能|可|直接|与|存|再|接|部|上|支|适|集|使|引|采|考|打|涉|具)"),
    "无": re.compile(
        r"无(?![”」忧限锡人线缝障需法论界感偿穹损疑形纸糖花极双敌名印尘菌])(?=[^，。]{0,14}?(?:合作|往来|接入|部署))"
    ),
    "没": re.compile(r"没(?!想到|什么|问题|人)"),
    "未": re.compile(r"未(?!来|必|名|知|尝)"),
    "称": re.compile(r"(?<![名简著号职堪通昵自])称(?!为|号|作|得|职|赞|霸|之)"),
    "说": re.compile(r"(?<![小据听传解学游])说(?!明|法|服|话|不定|起|到)"),
    "其": re.compile(r"(?<![尤土])其(?!他|它|中|余|实|次|乐|间|后)"),
    "正": re.compile(r"(?<![修真反纠改公校])正(?!式|常|版|确|大|规|面|好|是|值|文|负|如|品|因|能)"),
    "或": re.compile(r"(?<![入署线配持成载用合架])或(?=将|会|可|已|接|部|上|有|采|引|搭|选用)"),
    "想": re.compile(r"(?<![理思联梦感猜设])想(?!象|法|到|起)"),
    "我": re.compile(r"我(?!们|国|市|省|司|行|院|校|区|县|公|是)"),
    "某": re.compile(r"."),
    "谁": re.compile(r"."),
    "跑": re.compile(r"(?<![领])跑(?!步|车|者|分|通|赢|男|腿|马)"),
    "更": re.compile(r"更(?!新|名|改|换|多)"),
    "并": re.compile(r"(?<![合兼])并(?!行|购|非|网|发|列|轨)"),
    "做": re.compile(r"做(?!了)"),
    "还": re.compile(r"还(?!款|原|有|是)"),
    "则": re.compile(
        r"(?<![规原法准守细])则(?=披露|透露|公布|回应|介绍|指出|强调|把|将|宣|表|称|已|将|在|于|依|通|率|选|推|是|计|完|接|上|部)"
    ),
    "齐": re.compile(r"(?<![木看整凑])齐(?=[上推接发拥跟部引入])"),
    "会将": re.compile(r"."),
}


def tokenise(text: str, start: int, end: int, grammar: Grammar) -> list[Token]:
    """The sentence text[start:end] as tokens without gaps; offsets are those of `text`."""
    spans = merged(list(_marked(text, start, end, grammar)), text, start, end, grammar.endings)
    tokens: list[Token] = []
    at = start
    for token in spans:
        tokens += (Token("x", i, i + 1, text[i]) for i in range(at, token.start))
        own = token.kind == ORG and token.company is None and tokens and tokens[-1].kind == SELF
        product = own and token.word.endswith(_PRODUCTS)  # 公司青石校园App: its product, no name of another
        tokens.append(token._replace(kind=PRODUCT) if product else token)
        at = token.end
    tokens += (Token("x", i, i + 1, text[i]) for i in range(at, end))
    return tokens


_PRODUCTS = ("app", "平台", "系统", "小程序")


def _marked(text: str, start: int, end: int, grammar: Grammar) -> Iterator[Token]:
    """The marked pieces in order, without overlaps: leftmost first, longest first, organisations before words."""
    sentence = text[start:end]
    found: list[tuple[int, int, int, Token]] = []
    for mention in grammar.registry.scan(sentence):
        written = sentence[mention.start : mention.end]
        if written in grammar.makers:
            continue
        outlet = written in grammar.parts.get("speaker", ()) and not _ITSELF.match(sentence, mention.end)
        if outlet or _outlet(sentence, mention.end, mention.company):
            spoken = Token(SPEAKER, start + mention.start, start + mention.end, written)
            found.append((spoken.start, -spoken.end, 0, spoken))
            continue
        legal = _LEGAL.match(sentence, mention.end) if mention.how == "name" else None
        stop = legal.end() if legal else mention.end
        acts = mention.company.sector == "media_publishing" and _TAKES.match(sentence, mention.end)
        how = "name" if mention.how == "weak" and acts else mention.how  # the medium itself takes it in
        token = Token(ORG, start + mention.start, start + stop, sentence[mention.start : stop], mention.company, how)
        other = mention.how != "name" and mention.company.sector not in _FINANCE
        other = other and bool(_OTHER_FIRM.match(sentence, mention.end))
        if mention.how == "weak" and is_place(mention.company) and _runs_on(sentence, mention.start, grammar):
            continue
        if not other and not _cuts_a_word(sentence, mention.start, mention.end, mention.company, grammar):
            found.append((token.start, -token.end, 0, token))
    for last, (length, kind, part) in grammar.words.iter(sentence):
        begin, stop = last + 1 - length, last + 1
        word = sentence[begin:stop]
        if not _fits(sentence, begin, stop, word):
            continue
        if kind == VERB and _NOT_VERB.match(sentence, stop):
            continue
        if word in _PLANS and _OF_PRODUCT.match(sentence, stop):
            kind = PRODUCT  # 学术研究|助手
        if kind == TOPIC:
            begin, stop, kind = _topic(sentence, begin, stop, part, grammar)
        found.append((start + begin, -(start + stop), 1, Token(kind, start + begin, start + stop, word, None, part)))
    for match in grammar.bare.finditer(sentence):
        if _stands_for_topic(sentence, match.start()) and not _OTHER_WARE.match(sentence, match.end()):
            begin, stop, kind = _topic(sentence, match.start(), match.end(), "", grammar)
            found.append((start + begin, -(start + stop), 2, Token(kind, start + begin, start + stop, match.group())))
    for match in DATES.finditer(sentence):
        found.append((start + match.start(), -(start + match.end()), 0, _matched(DATE, start, match)))
    for match in _VAGUE.finditer(sentence):
        found.append((start + match.start(), -(start + match.end()), 1, _matched(ADVERB, start, match)))
    i = sentence.find(STOCK)
    while i >= 0:
        found.append((start + i, -(start + i + 1), 0, Token(CODE, start + i, start + i + 1, STOCK)))
        i = sentence.find(STOCK, i + 1)
    found.sort(key=lambda item: item[:3])
    at = start
    for begin, negative_end, _, token in found:
        if begin >= at:
            yield token
            at = -negative_end


# times without a day of their own
_VAGUE = re.compile(
    r"(?:今年|去年|本年)?[上下]半年(?!报)|(?:今年|去年)?[一二三四]季度(?!报)|(?:今年|去年|年初)以来|(?:今年|去年)\d{1,2}月(?:份)?(?!\d)|\d{1,2}月(?=[又就起也已由])|(?:今年|去年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|上旬|中旬|下旬|初|末|底|中|中下旬|上中旬)|(?:上|本|当|这个?|上个)(?:月|周|季度)(?:初|末|底|中旬|上旬|下旬)?(?!期|末[的版])"
    r"|(?:今年|去年)(?:年初|年底|年末|春节[前后]?|初|底|末)?(?=[，已就便率正全接部上完引集推])|(?:今年|去年)?(?:春节|节|年|除夕|元宵|开年)(?:过?之?后|前后|期间|假期)(?=[，已就便率正全接部上完引集推又才起])|早些时候|前不久|不久前|稍早前?|前几天|这几天|几天前|数日前"
)


def _matched(kind: str, start: int, match: "re.Match[str]") -> Token:
    return Token(kind, start + match.start(), start + match.end(), match.group())


_OTHER_WARE = re.compile(r"(?:人形|双足|四足)|(?:机器人|手机|芯片|眼镜|耳机|汽车|轿车)(?!的?(?:接入|上线|部署))")


def _stands_for_topic(sentence: str, at: int) -> bool:
    """Whether a bare R1 or V3 can be the model: nothing names another product directly before it."""
    return bool(
        re.search(
            r"(?:^|[将把的了与和及对用入署成配持载线级行验容由是到至在上叫为以跟架新布出放跑装换进给动版接供、，：；“「（(《！？ ])$",
            sentence[:at],
        )
    )


def _runs_on(sentence: str, begin: int, grammar: Grammar) -> bool:
    """峨|眉山: the short name of a place is the end of another word: neither a word nor another place ends before it."""
    if not begin or not "\u4e00" <= sentence[begin - 1] <= "\u9fff" or sentence[begin - 1] in _FREE:
        return False
    ends = (sentence[max(0, begin - n) : begin] for n in (2, 3))
    common = grammar.parts.get("common", frozenset())
    return not any(word in common or grammar.registry.resolve(word) for word in ends)


_HOUSE = re.compile(r"(?:[社行司厂院]|集团|企业|单位|大学|股份)$")
_OF_OFFICE = re.compile(r"(?:资讯|信息|通讯|通信|技术|数字|网络|数据|金融|智能|集团|公司|总行|研发|创新)$")
_UNNAMED_PART = re.compile(r"(?:子公司|孙公司|参股公司)[\u4e00-\u9fff]{2}$")
_LEGAL = re.compile(r"(?:集团)?(?:股份)?有限(?:责任)?公司")


def _cuts_a_word(sentence: str, begin: int, end: int, company: Company, grammar: Grammar) -> bool:
    """科技部 in 麟犀科技部分产品: the name stands amid Chinese words and its end begins another word."""
    if company.members and sentence[end : end + 1] == "云" and sentence[end + 1 : end + 3] not in ("平台", "服务"):
        return True  # 三家运营商|云
    if sentence[end : end + 1] == "区" and company.sector != "government":
        return True  # 长春经开|区
    if sentence[end - 1 : end + 1] in ("部门", "部分"):
        return True  # 水利部|门
    if (
        company.sector == "government"
        and end - begin == 3
        and sentence[end - 1] == "部"
        and _HOUSE.search(sentence, 0, begin)
    ):
        return True  # 农信联社|科技部
    if sentence[end - 1] == "部" and _OF_OFFICE.search(sentence, max(0, begin - 4), begin):
        return True  # 资讯及通讯|科技部
    if (
        end - begin == 2
        and sentence[begin] in "中上内里"
        and sentence[end - 1 : end + 1] in ("集成", "接入", "融入", "部署")
    ):
        return True  # 客服“小青”中|集成了
    if end - begin == 2 and _UNNAMED_PART.search(sentence, max(0, begin - 6), begin):
        return True  # 子公司亿岚|软通: the end of another name
    if sentence[end : end + 2] in ("报》", "报记", "报报", "报讯"):
        return True  # 《中国电子|报》
    if not (begin and "\u4e00" <= sentence[begin - 1] <= "\u9fff"):
        return False
    quoted = max(sentence.rfind(mark, max(0, begin - 6), begin) for mark in "“「《")
    if sentence[end : end + 1] in ("”", "」", "》") and 0 <= quoted < begin - 1:
        return True  # “平安医|博通”: only the end of a product's name
    common = grammar.parts.get("common", frozenset())
    if sentence[begin - 1 : begin + 1] == "开源":
        return True  # 开|源大模型
    if end - begin < 4 and sentence[begin - 1 : begin + 1] in common and sentence[end - 1 : end + 1] in common:
        return True  # 更|新日|志
    left = sentence[begin - 1 : begin + 1] in common and sentence[max(0, begin - 2) : begin] not in common
    if end - begin == 2 and left and sentence[begin - 1] not in _FREE:
        return True  # 更新|日志, but 全新|华为
    if end - begin == 2 and sentence[end - 1 : end + 2] in ("农商行", "农商银", "联社"):
        return True  # 苏|南农|商行
    begun = sentence[end - 1 : end + 1]
    if end - begin == 2 and sentence[begin - 1] not in _FREE and begun in common:
        verb = any(begun in grammar.parts.get(kind, ()) for kind in KINDS)
        return verb or begun in grammar.parts.get("org_suffix", ())  # 系统|中集|成, 岚|海信|息
    return any(sentence[end - 1 : end + 1] in grammar.parts.get(part, ()) for part in ("product", "group", "adverb"))


def _outlet(sentence: str, end: int, company: Company) -> bool:
    """A medium that reports (大众日报2月21日讯, 第一财经记者) is a speaker, not an adopter."""
    if company.sector != "media_publishing":
        return False
    return bool(re.match(r"^.{0,8}(?:讯|电|记者|报道|消息|获悉|网讯)|^》?[，。]?$", sentence[end : end + 12]))


_FINANCE = (
    "bank",
    "securities_fund",
    "insurance",
    "fintech",
    "healthcare",
    "pharma",
)  # whose brands carry such words themselves
# behind a brand: the name of another firm that begins with the same word, 山海|证券
_OTHER_FIRM = re.compile(
    r"(?:证券|银行|保险|人寿|财险|期货|信托|药业|制药|医院)(?!业|行业|解决|场景|客户|领域|方案|板块|频道|机构|科技|经纪)"
)
_FREE = "的和与及在对由让被把将向从为是等连就并而到给跟同于据"
# behind a medium's name these say that it is the one who acts
_ITSELF = re.compile(
    r"(?:宣布|官宣)[^，。]{0,4}(?:客户端|app|旗下|自研)[^，。]{0,10}(?:接入|上线|部署|引入|搭载|融合)|(?:果断|正式)?决定[将把]|(?:客户端|app|集团|报社|社|旗下|自研|编辑部|采编|融媒|全面|正式|率先|智能|ai|的(?:机器人|智能体|ai|客户端|app)|《?[“「]"
    r"|[^，。：讯电记者报道]{0,6}?(?:也|已|还)?(?:宣布|官宣)?(?:全面|正式|已|率先|成功|也)*(?:接入|上线|部署|引入|搭载|融合|拥抱)[^，。]{0,12}(?:deepseek|深度求索))"
)
_PLANS = (
    "研究",
    "评估",
    "探索",
    "论证",
    "调研",
    "建议",
    "计划",
    "推荐",
    "讨论",
    "跟踪",
    "展望",
    "沟通",
    "招标",
    "储备",
    "教学",
    "课程",
)
_OF_PRODUCT = re.compile(r"(?:助手|助理|智能体|平台|系统|工具|大?模型|机器人|功能|引擎|模块|院|所|中心|生成|辅助)")
_TAKES = re.compile(r"[^，。：讯电消记]{0,8}(?:接入|上线|部署|引入|搭载|融合|拥抱)")
_SHOWN = ("数据", "报告", "结果", "信息", "资料", "榜单", "消息", "公告", "材料")


def _fits(sentence: str, begin: int, end: int, word: str) -> bool:
    """Latin words stand on word boundaries; single characters are words only beside the right neighbours."""
    if begin and _LATIN.match(word) and _LATIN.match(sentence[begin - 1]):
        return False
    if end < len(sentence) and "a" <= word[-1] <= "z" and "a" <= sentence[end] <= "z":
        return word.startswith("deepseek")
    if word[-1] == "部" and sentence[end : end + 1] == "署":
        return False  # 在省内|部署
    if word == "攻略" and sentence[begin - 2 : begin] in ("旅游", "出行", "旅行"):
        return False
    if word == "结合" and sentence[begin - 2 : begin] == "西医":
        return False  # 中西医|结合|医院
    if word == "开放" and sentence[begin - 2 : begin] == "保持":
        return False
    if word == "年内" and sentence[end : end + 1] in "又已还先再就便":
        return False
    if word == "教学" and "\u4e00" <= sentence[end : end + 1] <= "\u9fff" and sentence[end] not in "视帖贴文课篇":
        return False  # 教学部, 教学科研
    if word == "学校" and sentence[begin - 1 : begin] in ("大", "中", "小"):
        return False  # 大学|校长
    if word == "显示" and sentence[end : end + 1] not in ("，", "：", "“") and not sentence[:begin].endswith(_SHOWN):
        return False  # 光岭显示推出 …
    if len(word) > 1:
        return not (word == "据称" and sentence[begin - 1 : begin] in ("数", "证", "依"))
    rule = _SINGLE.get(word)
    return rule is None or rule.match(sentence, begin) is not None


def _topic(sentence: str, begin: int, end: int, part: str, grammar: Grammar) -> tuple[int, int, str]:
    """The whole phrase of the topic: 满血版 DeepSeek-R1 大模型; ABOUT when it is not the model that is meant."""
    if match := grammar.after.match(sentence, end):
        end = match.end()
    if match := grammar.before.search(sentence[max(0, begin - 16) : begin]):
        begin -= match.end() - match.start()
    if sentence[end : end + 1] in ("”", "」", '"') and begin and sentence[begin - 1] in '“「"':
        begin, end = begin - 1, end + 1
    if sentence.rfind("《", max(0, begin - 40), begin) > sentence.rfind("》", max(0, begin - 40), begin):
        return begin, end, ABOUT  # part of a title
    if part == "maker" and not grammar.after.match(sentence, end - 1) and end - begin < 3:
        return begin, end, ABOUT
    return begin, end, ABOUT if _NOT_MODEL.match(sentence, end) else TOPIC

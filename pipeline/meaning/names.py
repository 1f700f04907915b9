"""Unknown organisations: where an unregistered name begins and ends, and whether its shape speaks for it."""

import re
from dataclasses import dataclass

from pipeline.items import Company
from pipeline.meaning.fold import Folded
from pipeline.meaning.tokens import ADVERB, CODE, DATE, GROUP, ORG, PRODUCT, Grammar, Token

LEAD = re.compile(
    r"^(?:\d{1,2}(?:天\d{1,2}(?:连)?板|连板|连涨停|日\d板)|\*?st(?=[\u4e00-\u9fff])|\d{1,2}[.、]|国内(?:首家|领先的)?|知名|老牌|龙头|头部|人气股|热门股|新晋|全球最大的?|"
    r"全国首家|首家|全国首个|国产|原|即|如|像|有?包括|其中|比如|例如|以及|还有|还包括|还有|不仅|不止|不只|连|就连|甚至连|甚至|而|但|且|则|由|是|至此|随后|此后|另外|此外|日前|近日|近期|昨日|今日|今天|昨天|刚刚|重磅|官宣|正式|快讯|喜讯|独家|突发)+"
)
_BAD = re.compile(
    r"[的了是在这那哪什怎么吗呢吧啊你我他她它们被着啦嘛您谁，,。：:；;！!？?%％#@“”\"「」<>《》/\\=]|\d+(?:元|天|年|月|日|岁|块|万|亿)"
    r"|第[一二三四五六七八九十\d](?!人民|附属|中学|小学|医院|中医|实验|高级|职业|师范|妇幼|一)|[一二三两四五六七八九十百千万多数各某首]+[大家款个位名项只台]"
)
_FIRST = re.compile(
    r"[近超约逾][一二三四五六七八九十百千\d]|[市区县省镇本据由因随虽尽但而当为以在对从向将让使被把经与及并且或若即则又也还都已曾仍便就才只仅没非很较越另该其此这那各每某整除于按凭趁靠]|工程师|程序员|老师|教授|记者|医生|律师|会议|加快|加强|推进|要求|有超|有近|有约|三步|[一二三四五六七八九十]步|通过|无论|无偿|有望|有关|有人|不|更|最|全[球面线网国新部]|上述|以上|以下|如此|目前|过去|尤其|特别|其中|"
    r"进入|作为|至此|具体|实际|事实|可以|得益|值得|比如|例如|消息|记者|编辑|来源|图源|数据|报告|研究|分析|测试|显示|专家|业内|学者|更新|设计|关于|面对|围绕|针对|基于|依托|借助|伴随|正如|正是"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤倪席"
)
_CJK_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,16}$")
_LATIN_NAME = re.compile(r"^[a-z0-9][a-z0-9 .&+\-]{1,30}$")
_MIXED = re.compile(
    r"^(?=.*[a-z])(?:[a-z0-9.&+\-]{1,16}[\u4e00-\u9fff]{1,10}|[\u4e00-\u9fff]{1,3}[a-z][a-z0-9]{0,10})$"
)
_PLAIN_LATIN = frozenset(
    [
        "pycharm jetbrains idea obsidian zotero chrome edge n8n notion wps office ai",
        "app",
        "api",
        "ceo",
        "cto",
        "gpu",
        "cpu",
        "npu",
        "pc",
        "it",
        "5g",
        "iot",
        "saas",
        "paas",
        "maas",
        "web",
        "ios",
        "android",
        "windows",
        "linux",
        "mac",
        "docker",
        "ollama",
        "python",
        "java",
        "excel",
        "word",
        "ppt",
        "pdf",
        "vs",
        "code",
        "vscode",
        "ide",
        "cursor",
        "dify",
        "ragflow",
        "coze",
        "langchain",
        "github",
        "huggingface",
        "bi",
        "erp",
        "crm",
        "oa",
        "ota",
        "nlp",
        "llm",
        "rag",
        "mcp",
        "agent",
        "esp32",
        "arm",
        "x86",
        "a100",
        "h100",
        "h20",
        "rtx",
        "the",
        "a",
        "an",
        "this",
    ]
)
_SENTENCE_WORDS = frozenset(
    [
        "手把手",
        "普通人",
        "打工人",
        "年轻人",
        "一个",
        "一次",
        "新手",
        "大学生",
        "小学生",
        "春节",
        "时间",
        "期间",
        "现场",
        "线上",
        "线下",
        "产业",
        "技术",
        "未来",
        "问题",
        "方法",
        "经验",
        "全网",
        "全国",
        "全省",
        "全市",
        "全校",
        "全院",
        "本地",
        "电脑",
        "手机",
        "笔记本",
        "家用",
        "服务器",
        "显卡",
        "群晖",
        "云端",
        "手搓",
        "轻松",
        "免费",
        "快速",
        "打造",
        "利用",
        "完美",
        "突破",
        "今年",
        "去年",
        "明年",
        "春节后",
        "节后",
        "年后",
        "同时",
        "目前",
        "如今",
        "其中",
        "之前",
        "此前",
        "之后",
        "后来",
        "最终",
        "最后",
        "首先",
        "其次",
        "因此",
        "所以",
        "另外",
        "然后",
        "接着",
    ]
)
_PLACES = re.compile(
    r"^(?:中国|美国|日本|韩国|印度|欧洲|俄罗斯|英国|法国|德国|意大利|全球|国内|海外|亚洲|澳大利亚|台湾|香港|广东|北京|上海|深圳|杭州|浙江|江苏)$"
)
_GOVERNMENT = ("省", "市", "县", "区", "镇", "街道", "新区", "高新区", "开发区")


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation as found: folded span, what the registry knows, and how it was found.

    `how` is "name", "brand", "weak" (registry), "code" (stock code behind it), "shape" (its suffix) or "place" (only
    its place in the sentence), "words" (common words in a name's place); the later, the weaker.
    """

    start: int
    end: int
    company: Company | None
    how: str
    text: str  # folded
    written: str = ""


def registered(token: Token, folded: Folded) -> Name:
    """The name that an organisation token is."""
    how = token.how if token.company else "shape"
    return Name(token.start, token.end, token.company, how, token.word, written(folded, token.start, token.end))


def written(folded: Folded, start: int, end: int) -> str:
    """The folded characters [start, end) as the source writes them."""
    return folded.source[slice(*folded.span(start, end))].strip(" *")


def unknown(tokens: list[Token], grammar: Grammar, folded: Folded, strong: int) -> Name | None:
    """The unregistered organisation that a noun phrase begins with, or None.

    A name with a company's suffix or a stock code counts anywhere. A bare one ("place") needs `strong` >= 1 and to fill
    its phrase, one made of common words ("words") `strong` == 2: before the verb of a headline, before 宣布, as a heading.
    """
    tokens = _trimmed(_behind_descriptor(tokens, grammar))
    end = _extent(tokens, grammar)
    if not end:
        return None
    start, stop = tokens[0].start, tokens[end - 1].end
    coded = end < len(tokens) and tokens[end].kind == CODE
    text = folded.text[start:stop]
    if lead := LEAD.match(text):
        start += lead.end()
        text = text[lead.end() :]
    text = _cut(text.rstrip(" ,·-+"))
    cut = start + len(text) < stop
    stop = start + len(text)
    how = judged(text, grammar, coded)
    if how in ("place", "words") and not (how == "place" and grammar.supports(text)):
        filled = not cut and _filled(tokens[end:])
        if strong < (2 if how == "words" else 1) or (strong < 2 and not filled):
            return None
    return Name(start, stop, None, how, text, written(folded, start, stop)) if how else None


def _filled(rest: list[Token]) -> bool:
    """Whether the phrase ends behind the name: an adverb, a verb or nothing follows, or nouns and quotes alone."""
    if rest and rest[0].kind not in ("x", PRODUCT, GROUP, ORG):
        return True
    return not any(t.kind == "x" and t.word not in "的“”「」· ，、" for t in rest)


def _behind_descriptor(tokens: list[Token], grammar: Grammar) -> list[Token]:
    """翻译耳机品牌|Toura, 初创公司|“拾贝智造”: the name behind the noun that describes it."""
    nouns = grammar.parts.get("descriptor", frozenset())
    for i in range(len(tokens) - 1, 0, -1):
        word, rest = tokens[i].word, tokens[i + 1 :]
        if word == "的" or word == "旗下":
            return tokens
        if not any(word.endswith(noun) for noun in nouns) and not any(
            "".join(t.word for t in tokens[max(0, i - n) : i + 1]) in nouns for n in (1, 2)
        ):
            continue
        quoted = rest and rest[0].word in "“「"
        latin = rest and _is_latin(rest[0].word)
        if quoted or latin or (len(word) > 1 and i and 2 <= len(rest) <= 8 and all(t.kind == "x" for t in rest)):
            return rest
        return tokens
    return tokens


def last_unknown(tokens: list[Token], grammar: Grammar, folded: Folded) -> Name | None:
    """The unknown name at the end of a description: 国内最大线上慢病管理服务平台|方舟健客 (宣布)."""
    end = len(tokens)
    while end and tokens[end - 1].kind in (ADVERB, DATE, CODE):
        end -= 1
    begin = end
    while begin and tokens[begin - 1].kind == "x" and tokens[begin - 1].word not in '的，、：:“”「」"':
        begin -= 1
    if begin == 0 or end - begin > 10:
        return None
    return unknown(tokens[begin:end], grammar, folded, 2)


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[0].word in (" ", "、", "，", ",", "和", "与", "及", "由", "“", "「", '"', "”", "」", "："):
        tokens = tokens[1:]
    return tokens


def _extent(tokens: list[Token], grammar: Grammar) -> int:
    """How many tokens the name takes: plain characters, then at most its suffix."""
    suffixes = grammar.parts.get("org_suffix", frozenset())
    brandable = grammar.parts.get("brandable", frozenset())
    end = 0
    whole = _CORPORATE.match(
        "".join(token.word if len(token.word) == 1 or token.kind in "xGQ" else "," for token in tokens[:12])
    )
    for i, token in enumerate(tokens):
        if whole and token.word in _LOOSE and token.end - tokens[0].start < whole.end():
            end = i + 1  # 恒为科技, 能科科技: a function word within a company's name
        elif token.kind == "x":
            if token.word in '的在与和对向于从为等，,：:“”「」"、；的了被' or (
                token.word == " " and not _latin_space(tokens, i)
            ):
                break
            if (
                i
                and _is_latin(token.word)
                and not _is_latin(tokens[i - 1].word[-1:])
                and i >= 2
                and tokens[0].word > "\u3000"
            ):
                break  # 斗象|XCP
            end = i + 1
        elif token.kind in (PRODUCT, GROUP) and token.word in suffixes and i:
            if token.word in _AMBIGUOUS and i > 2 and i + 1 < len(tokens) and tokens[i + 1].kind == PRODUCT:
                break  # 奇安信|安全智能体
            end = i + 1
        elif token.word in brandable and i >= 2 and _ends_here(tokens, i + 1):
            return i + 1
        else:
            break
    return end


def _ends_here(tokens: list[Token], at: int) -> bool:
    """Whether the phrase ends at this token: nothing, a verb's company, a possessive or a quoted product behind it."""
    return at >= len(tokens) or tokens[at].kind not in ("x", PRODUCT) or tokens[at].word in "的“「， "


_AMBIGUOUS = ("安全", "智能", "数据", "信息", "软件", "服务", "技术", "智慧", "数字", "机器人", "云服务", "终端")
_STOP = re.compile(
    r"(?<=..)(?:通过|利用|借助|依托|基于|凭借|围绕|针对|打造|助力|赋能|升级|推动|实现|加速|联合|携手|董事长|总裁|ceo|副总|总经理|创始人|首席|相关|方面|推理|模型市场|应用市场|内部|旗下|此次|"
    r"今日|今天|近日|日前|昨日|于|官宣|宣布|开始|最新|股票|表示|介绍|互动平台|微信|官微|公众号|副局长|局长|院长|校长|主任|负责人|工作人员|们|称|董秘).*$"
)
_FULL = re.compile(
    r"^(.{2,10}?(?:物流|日报社|科技|集团|股份|银行|证券|基金|大学|医院|汽车|保险|医药|药业|医疗|传媒|教育|电子|通信|软件|网络|半导体))(?!集团|股份|公司|有限|科技|控股|信息|网络|技术|学院|附属)(.+)$"
)


def _cut(text: str) -> str:
    """The name without what goes on behind it: 鹰瞳科技|升级后."""
    text = _STOP.sub("", text)
    match = _FULL.match(text)
    return match.group(1) if match and not match.group(2).endswith(("局", "委", "院", "部")) else text


_CORPORATE = re.compile(
    r"(?:[^\W\d_a-z的在了是与、，和]和)?[^\W\d_a-z的在了是与、，和]{0,6}?(?:科技|集团|股份|银行|证券|基金|药业|医药|电子|软件|信息|网络|通信|汽车|保险|传媒|教育|医疗|智能|半导体|动力|重工|能源|电气|光电|数据|生物|文化|环保|材料|控股|实业|国际|技术)"
)
_LOOSE = frozenset("为能可会正更不未有向和")


def _latin_space(tokens: list[Token], i: int) -> bool:
    return 0 < i < len(tokens) - 1 and _is_latin(tokens[i - 1].word) and _is_latin(tokens[i + 1].word)


def _is_latin(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalnum()


def looks_sound(text: str) -> bool:
    """Whether nothing in the string speaks against a name: no counting, no function word at its front."""
    return not (_BAD.search(text) or _FIRST.match(text) or _PLACES.match(text))


def nothing_bad(text: str) -> bool:
    """Whether no character in the rest of a long name says that it is a phrase."""
    return not _BAD.search(text)


def judged(text: str, grammar: Grammar, coded: bool = False) -> str:
    """How strongly a string looks like an organisation's name: "code", "shape", "place", or "" for not at all."""
    if not looks_sound(text) or text in _SENTENCE_WORDS or text.isdigit():
        return ""
    if any(
        text in grammar.parts.get(part, ()) for part in ("group", "product", "self", "speaker", "adverb", "org_suffix")
    ):
        return ""
    if _LATIN_NAME.match(text):
        plain = text in _PLAIN_LATIN or all(word in _PLAIN_LATIN for word in text.split())
        return "" if plain or len(text) > 24 else "code" if coded else "place"
    if not _CJK_NAME.match(text) and not _MIXED.match(text):
        return ""
    if coded:
        return "code"
    suffix = _suffix(text, grammar)
    if suffix and len(text) - len(suffix) >= 2 and len(text) <= 16:
        return _suffixed(text, suffix, grammar)
    if suffix in _GOVERNMENT and len(text) >= 3:
        return "shape"
    if text in grammar.parts.get("common", ()) or len(text) > 8:
        return ""
    branded = next((n for n in (3, 2, 1) if text[-n:] in grammar.parts.get("brandable", ())), 0)
    if branded and len(text) - branded >= 2 and _own_word(text[:-branded], grammar):
        return "shape"
    if len(text) <= 3 and text[0] in _SURNAMES:
        return ""  # a person, more often than not
    return "words" if composed(text, grammar) else "place"


GENERIC = frozenset(
    [
        "商业",
        "互联网",
        "民营",
        "国有",
        "地方",
        "中小",
        "头部",
        "大型",
        "传统",
        "社会",
        "县级",
        "市级",
        "省级",
        "区域",
        "综合",
        "基层",
        "公立",
        "私立",
        "专科",
        "人民",
        "附属",
        "中心",
        "股份",
        "城市",
        "农村",
        "村镇",
        "政策性",
        "国际",
        "国内",
        "上市",
        "科技",
        "高新",
        "创新",
        "智能",
        "数字",
        "职业",
        "高等",
        "中等",
        "在线",
        "智慧",
        "金融",
        "医疗",
        "教育",
        "汽车",
        "安全",
        "信息",
        "通信",
        "网络",
        "电子",
        "新能源",
        "人工智能",
        "互联",
        "初创",
        "外资",
        "合资",
        "跨国",
        "知名",
        "著名",
        "主流",
        "相关",
        "其他",
        "有关",
        "合作",
        "家电",
        "保险",
        "证券",
        "基金",
        "公募",
        "私募",
        "券商",
    ]
)


def _suffixed(text: str, suffix: str, grammar: Grammar) -> str:
    """A suffix makes a name only of something that is no common word itself: 江苏|银行, but not 商业|银行."""
    front = text[: -len(suffix)]
    if text in grammar.parts.get("common", ()) or front in GENERIC:
        return ""
    corporate = suffix in (
        "科技",
        "集团",
        "股份",
        "银行",
        "证券",
        "基金",
        "大学",
        "医院",
        "药业",
        "乳业",
        "汽车",
        "控股",
        "公司",
        "有限公司",
        "股份有限公司",
        "半导体",
        "学院",
        "中学",
        "出版社",
        "事务所",
        "煤业",
        "重工",
    )
    if front in grammar.parts.get("common", ()):
        return "shape" if corporate else "words"
    return "words" if composed(front, grammar) and not (corporate and len(front) <= 4) else "shape"


def _own_word(front: str, grammar: Grammar) -> bool:
    """光年|搜索: one word, common or not, that does not merely describe what follows."""
    if front in GENERIC or front in _DESCRIBING:
        return False
    return not composed(front, grammar) or (len(front) == 2 and front in grammar.parts.get("common", ()))


_DESCRIBING = frozenset(
    [
        "本地",
        "在线",
        "手机",
        "电脑",
        "语音",
        "网页",
        "全网",
        "垂直",
        "企业",
        "个人",
        "移动",
        "车载",
        "家用",
        "商用",
        "儿童",
        "学生",
        "老人",
        "网络",
        "高端",
        "新型",
        "全新",
        "自有",
        "内部",
        "外部",
        "协同",
        "电子",
        "数字",
        "线上",
        "线下",
        "深度",
        "实时",
        "联网",
        "专业",
        "通用",
        "免费",
        "公司",
        "集团",
        "部分",
        "多款",
        "用户",
        "客户",
        "学校",
        "医院",
        "政府",
        "城市",
        "国家",
        "世界",
        "汽车",
        "金融",
        "医疗",
        "法律",
        "旅游",
        "体育",
        "财经",
        "新闻",
        "商业",
        "社交",
        "短",
        "长",
        "大",
        "小",
        "新",
        "老",
    ]
)


def corporate(text: str) -> bool:
    """Whether the name ends like a company, a bank, a school, an office."""
    return bool(_CORPORATE_END.search(text))


_CORPORATE_END = re.compile(
    r"(?:科技|集团|股份|银行|证券|基金|大学|学院|医院|药业|汽车|保险|人寿|控股|公司|半导体|软件|数据|信息|通信|电子|医疗|医药|传媒|教育|能源|电力|政府|局|委员会|法院|中学|小学|出版社|报社|研究院|商行|机器人|智能|云)$"
)


def composed(text: str, grammar: Grammar) -> bool:
    """Whether the string is a row of common words, so that it is hardly a name."""
    common = grammar.parts.get("common", frozenset())
    reached = {0}
    for end in range(2, len(text) + 1):
        if any(end - n in reached and text[end - n : end] in common for n in (2, 3, 4)):
            reached.add(end)
    return len(text) in reached


def _suffix(text: str, grammar: Grammar) -> str:
    suffixes = grammar.parts.get("org_suffix", frozenset())
    return next((text[-n:] for n in range(min(6, len(text) - 1), 0, -1) if text[-n:] in suffixes), "")


def is_org(token: Token) -> bool:
    """Whether the token is a registered organisation whose name counts on its own."""
    return token.kind == ORG and token.how != "weak"

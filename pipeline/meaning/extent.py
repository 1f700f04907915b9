"""How far a name reaches: from the first character of a phrase to the word that ends it."""

import re

from pipeline.meaning.tokens import GROUP, PRODUCT, SELF, Grammar, Token

AMBIGUOUS = ("安全", "智能", "数据", "信息", "软件", "服务", "技术", "智慧", "数字", "机器人", "云服务", "终端")
_STOP = re.compile(
    r"(?<=..)(?:通过|利用|借助|依托|基于|凭借|围绕|针对|打造|助力|赋能|升级|推动|实现|加速|联合|携手|董事长|总裁|ceo|cto|(?:技术|产品|运营|市场|研发|科技)?总监|(?:技术|产品|运营|市场|研发|业务|信息)负责人|(?:技术|产品|市场)?副总|总经理|创始人|首席|相关|方面|推理|模型市场|应用市场|内部|旗下|此次|"
    r"今日|今天|近日|日前|昨日|于|官宣|宣布|开始|最新|股票|表示|介绍|互动平台|微信|官微|公众号|副局长|局长|院长|校长|主任|负责人|工作人员|们|称|董秘|品牌|深耕|专注).*$"
)
_FULL = re.compile(
    r"^(.{2,10}?(?:物流|日报社|学院|中学|小学|法院|检察院|管理局|出版社|科技|集团|股份|银行|证券|基金|大学|医院|汽车|保险|医药|药业|医疗|传媒|教育|电子|通信|软件|网络|半导体|物业|燃气|水务|重工|地铁|公交|机场|乳业|酒业|煤业|矿业|建工|期货|信托|财险))(?!集团|股份|公司|有限|科技|控股|信息|网络|技术|学院|附属|管理|服务|局|中心|研究|设计|大学|职业|投资|发展|装备|高速|建设|港)(.+)$"
)
_OFFICE = re.compile(
    r"^(.{2,10}?(?:学院|大学|医院|法院|检察院|中学))(?:信息|网络|现代教育|数据|教务|技术|科技)[^，]{0,8}(?:中心|处|部|办|科)$"
)
_CORPORATE = re.compile(
    r"(?:[^\W\d_a-z的在了是与、，和]和)?[^\W\d_a-z的在了是与、，和]{0,6}?(?:科技|集团|股份|银行|证券|基金|药业|医药|电子|软件|信息|网络|通信|汽车|保险|传媒|教育|医疗|智能|半导体|动力|重工|能源|电气|光电|数据|生物|文化|环保|材料|控股|实业|国际|技术)"
)
_LOOSE = frozenset("为能可会正更不未有向和")


_MEANS = (
    "基于",
    "依托",
    "借助",
    "利用",
    "通过",
    "结合",
    "联合",
    "携手",
    "牵手",
    "联手",
    "围绕",
    "针对",
    "凭借",
    "运用",
    "打造",
    "助力",
)


def extent(tokens: list[Token], grammar: Grammar) -> int:
    """How many tokens the name takes: plain characters, then at most its suffix."""
    suffixes = grammar.parts.get("org_suffix", frozenset())
    brandable = grammar.parts.get("brandable", frozenset())
    end = 0
    whole = _CORPORATE.match(
        "".join(token.word if len(token.word) == 1 or token.kind in "xGQ" else "," for token in tokens[:12])
    )
    for i, token in enumerate(tokens):
        if token.word + (tokens[i + 1].word if i + 1 < len(tokens) else "") in _MEANS:
            break
        if whole and token.word in _LOOSE and token.end - tokens[0].start < whole.end():
            end = i + 1  # 恒为科技, 能科科技: a function word within a company's name
        elif token.kind == "x":
            online = token.word == "在" and i >= 2 and i + 1 < len(tokens) and tokens[i + 1].word == "线"
            if online and _ends_here(tokens, i + 2):
                return i + 2  # 青岚在线
            if token.word in '的在与和对向于从为等，,：:“”「」"、；的了被' or (
                token.word == " " and not _latin_space(tokens, i)
            ):
                break
            if (
                i
                and is_latin(token.word)
                and not is_latin(tokens[i - 1].word[-1:])
                and i >= 2
                and tokens[0].word > "\u3000"
            ):
                break  # 斗象|XCP
            end = i + 1
        elif token.kind in (PRODUCT, GROUP, SELF) and token.word in suffixes and i:
            if token.word in AMBIGUOUS and i > 2 and i + 1 < len(tokens) and tokens[i + 1].kind == PRODUCT:
                break  # 奇安信|安全智能体
            end = i + 1
        elif token.word == "ai" and i > 1 and tokens[i - 1].word == " ":
            end = i + 1  # Coco AI
        elif token.word in brandable and i >= 2 and _ends_here(tokens, i + 1):
            return i + 1
        else:
            break
    return end


def _ends_here(tokens: list[Token], at: int) -> bool:
    """Whether the phrase ends at this token: nothing, a verb's company, a possessive or a quoted product behind it."""
    return at >= len(tokens) or tokens[at].kind not in ("x", PRODUCT) or tokens[at].word in "的“「”」， "


def cut_off(text: str) -> str:
    """The name without what goes on behind it: 鹰瞳科技|升级后."""
    text = _STOP.sub("", text)
    if office := _OFFICE.match(text):
        return office.group(1)
    match = _FULL.match(text)
    return match.group(1) if match and not match.group(2).endswith(("局", "委", "院", "部")) else text


def _latin_space(tokens: list[Token], i: int) -> bool:
    return 0 < i < len(tokens) - 1 and is_latin(tokens[i - 1].word) and is_latin(tokens[i + 1].word)


def is_latin(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalnum()

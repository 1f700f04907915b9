"""Does a string look like an organisation's name? Its characters, its suffix, and whether it is made of common words."""

import re

from pipeline.meaning.extent import AMBIGUOUS
from pipeline.meaning.tokens import ADVERB, DATE, PRODUCT, SELF, Grammar, Token, text_of

_BAD = re.compile(
    r"^(.)\1$|一站式|(?:成效|亮点|情况|举措|措施|做法|安排|背景|意义|概况|进展|要点|难点|痛点|现状|思考|建议|展望|启示)$|[说谈讲聊]起$|以公司|白皮书|[事别]项|特别$|环节|阶段|[础用理据术台间]层$|^[一二两三四五六七八九十\d]+(?:省|市|区|县|州)(?:区|市|县|$)|[周天月年日]内$|^业协会|[一二三四五六七八九十]成$|不(?![二凡动锈])|里$|简历|[即均皆]$|一[套款个种位名批项]|^(?:到|给|让|令|使|出自|来自|源自|卷宗|控股子|全资子)|^今起|[后前时仅上]$|显示|^年内|^提出|^下属|^主营|^旗下|^至少|^大约|^共有|^已有|^几乎|^每隔|^主打|^首[批个款家]|^填[入写]|避免|保证|帮助|确保|满足|降低|提高|推动|实现|提升|全链路|多模态|在(?!线$)|[的了是这那哪什怎么吗呢吧啊你我他她它们被着啦嘛您谁，,。：:；;！!？?%％#@“”\"「」<>《》/\\=]|\d+(?:元|天|年|月|日|岁|块|万|亿)"
    r"|第[一二三四五六七八九十\d](?!人民|附属|中学|小学|医院|中医|实验|高级|职业|师范|妇幼|一)|[一二三两四五六七八九十百千万多数各某首]+[大家款个位名项只台座艘辆]|[二两三四五六七八九十]地$"
)
_FIRST = re.compile(
    r"前[后後]|先后|累计|合计|总计|共计|好[几些多]|能(?=[够购买在用把将让使接跑直自快帮给为提实被看])|x{2,4}(?![a-z])|用(?!友)|云上|单机|[今去明前]年|春节|节后|年[初底前后]|[近超约逾][一二三四五六七八九十百千\d]|[市区县省镇本据由因随虽尽但而当为以在对从向将让使被把经与及并且或若即则又也还都已曾仍便就才只仅没非很较越另该其此这那各每某整除于按凭趁靠]|工程师|程序员|老师|教授|记者|医生|律师|会议|加快|加强|推进|要求|有(?![道赞色友数方米货研孚鹿棵机信家])|三步|[一二三四五六七八九十]步|通过|无论|无偿|有望|有关|有人|不|更|最|执行长|发言人|全[球面线网国新部年]|上述|以上|以下|如此|目前|过去|尤其|特别|其中|"
    r"进入|作为|至此|具体|实际|事实|可以|得益|值得|比如|例如|消息|记者|编辑|来源|图源|数据|报告|研究|分析|测试|显示|专家|业内|学者|更新|点击|点开|打开|诚聘|急聘|实探|探访|走访|直击|揭秘|写明|注明|标明|明确(?=[法院医企])|设计|关于|面对|围绕|针对|基于|依托|借助|相较|相比|较之|伴随|正如|正是"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤倪席"
)
_CJK_NAME = re.compile(r"^[\u4e00-\u9fff·〇]{2,16}$")
_LATIN_NAME = re.compile(r"^(?=.*[a-z])[a-z0-9][a-z0-9 .&+\-]{1,30}$")
_MODEL_CODE = re.compile(r"^[a-z]{1,2}-?\d{3,4}[a-z]?$|^[vr]\d(?:\.\d)?(?:-[a-z]+)+$")
_MIXED = re.compile(
    r"^(?=.*[a-z])(?:[a-z0-9.&+\-]{1,16}[\u4e00-\u9fff]{1,10}|[\u4e00-\u9fff]{1,3}[a-z][a-z0-9]{0,10})$"
)
_PLACES = re.compile(
    r"^(?:中国|美国|日本|韩国|印度|欧洲|俄罗斯|英国|法国|德国|意大利|全球|国内|海外|亚洲|澳大利亚|台湾|香港|广东|北京|上海|深圳|杭州|浙江|江苏)$"
)
_GOVERNMENT = ("省", "市", "县", "区", "镇", "街道", "新区", "高新区", "开发区")
_CORPORATE_END = re.compile(
    r"(?:科技|集团|股份|银行|证券|基金|大学|学院|医院|药业|汽车|保险|人寿|控股|公司|半导体|软件|数据|信息|通信|电子|医疗|医药|传媒|教育|能源|电力|政府|局|委员会|法院|中学|小学|出版社|报社|研究院|商行|农科|港务|煤业|矿业|机电|轴承|律所|事务所|博物馆|图书馆|日报|重工|机械|化工|材料|纺织|服饰|食品|乳业|酒业|地产|物业|环保|水务|航空|机场|铁路|地铁|公交|旅游|酒店|游戏|互娱|文化|影业|出版|网络|技术|通讯|光电|电气|电器|家居|制造|装备|机器人|智能|云|中心|厅|委|办|院|馆|站|所|社|队|煤矿|炼化|热电|轨道交通|理财|电厂|油田|卷烟厂|景区|度假区|古镇|古城|码头|中学|公积金)$"
)


def looks_sound(text: str) -> bool:
    """Whether nothing in the string speaks against a name: no counting, no function word at its front."""
    return not (_BAD.search(text) or _FIRST.match(text) or _PLACES.match(text))


def nothing_bad(text: str) -> bool:
    """Whether no character in the rest of a long name says that it is a phrase; its parts may be numbered."""
    return not _BAD.search(re.sub(r"第[一二三四五六七八九十百\d]+", "", text))


def judged(text: str, grammar: Grammar, coded: bool = False) -> str:
    """How strongly a string looks like an organisation's name: "code", "shape", "place", or "" for not at all."""
    if not looks_sound(text) or text in grammar.parts.get("no_name", ()) or text.isdigit():
        return ""
    if any(
        text in grammar.parts.get(part, ()) for part in ("group", "product", "self", "speaker", "adverb", "org_suffix")
    ):
        return ""
    if _LATIN_NAME.match(text):
        if _MODEL_CODE.match(text) and not coded:
            return ""  # C588: a product
        known = grammar.parts.get("plain_latin", frozenset())
        plain = text in known or all(word in known for word in text.split())
        return "" if plain or len(text) > 24 else "code" if coded else "place"
    if not _CJK_NAME.match(text) and not _MIXED.match(text):
        return ""
    if coded:
        return "code"
    suffix = _suffix(text, grammar)
    if suffix and len(text) - len(suffix) >= 2 and len(text) <= 16:
        return _suffixed(text, suffix, grammar)
    if suffix in _GOVERNMENT and len(text) >= 3 and not composed(text, grammar):
        return "shape"
    if text in grammar.parts.get("common", ()) or len(text) > 8:
        return ""
    branded = next((n for n in (3, 2, 1) if text[-n:] in grammar.parts.get("brandable", ())), 0)
    if branded and len(text) - branded >= 2 and _own_word(text[:-branded], grammar):
        return "shape"
    if (len(text) <= 3 and text[0] in _SURNAMES) or (len(text) == 2 and text[0] in "小老阿" and text[1] in _SURNAMES):
        return ""  # a person, more often than not
    return "words" if composed(text, grammar) else "place"


def _suffixed(text: str, suffix: str, grammar: Grammar) -> str:
    """A suffix makes a name only of something that is no common word itself: 江苏|银行, but not 商业|银行."""
    front = text[: -len(suffix)]
    if text in grammar.parts.get("common", ()) or front in grammar.parts.get("generic", ()):
        return ""
    if suffix in _GOVERNMENT and composed(text, grammar):
        return "words"
    sound = corporate(text)
    if front in grammar.parts.get("common", ()) and suffix in ("公司", "企业", "集团"):
        return "words"  # 游戏公司
    if front in grammar.parts.get("common", ()):
        return "shape" if sound and suffix not in AMBIGUOUS else "words"
    return "words" if composed(front, grammar) and not (sound and len(front) <= 4) else "shape"


def _own_word(front: str, grammar: Grammar) -> bool:
    """光年|搜索: one word, common or not, that does not merely describe what follows."""
    if front in grammar.parts.get("generic", ()) or front in grammar.parts.get("describing", ()):
        return False
    return not composed(front, grammar) or (len(front) == 2 and front in grammar.parts.get("common", ()))


def corporate(text: str) -> bool:
    """Whether the name ends like a company, a bank, a school, an office."""
    return bool(_CORPORATE_END.search(text))


def composed(text: str, grammar: Grammar) -> bool:
    """Whether the string is a row of common words, so that it is hardly a name."""
    common = grammar.parts.get("common", frozenset())
    if len(text) > 2 and text[0] in grammar.parts.get("word_front", ()) and composed(text[1:], grammar):
        return True
    if len(text) > 2 and text[-1] in grammar.parts.get("word_back", ()) and composed(text[:-1], grammar):
        return True
    reached = {0}
    for end in range(2, len(text) + 1):
        joint = text[end - 1] in "级型性式类" and end - 1 in reached  # 消费级显卡
        if joint or any(end - n in reached and text[end - n : end] in common for n in (2, 3, 4)):
            reached.add(end)
    return len(text) in reached


def descriptive(tokens: list[Token], grammar: Grammar) -> bool:
    """Whether a noun phrase only describes something of the company spoken of: 其中的知识中台与代码助手两个组件."""
    text = "".join("，" if token.kind in (PRODUCT, SELF, ADVERB, DATE) else token.word for token in tokens)
    text = _QUOTED.sub("，", text)
    named = any(token.kind == PRODUCT for token in tokens) or "“" in text_of(tokens)
    runs = [run for run in _LINKS.split(text) if run]
    return named and all(composed(run, grammar) or run in grammar.parts.get("common", ()) for run in runs)


_QUOTED = re.compile(r"[“「《][^”」》]{1,16}[”」》]")
_LINKS = re.compile(r"[仅只的与和及、，：其中内里上下等在从各两三四五六七八九十多几个项款种大类\d “”「」]+")


def _suffix(text: str, grammar: Grammar) -> str:
    suffixes = grammar.parts.get("org_suffix", frozenset())
    return next((text[-n:] for n in range(min(6, len(text) - 1), 0, -1) if text[-n:] in suffixes), "")

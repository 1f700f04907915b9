"""One organisation under several names in an article: its claims come together under one key."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.meaning.bodies import is_place
from pipeline.meaning.details import PUBLIC
from pipeline.meaning.fold import fold_name
from pipeline.meaning.names import Name, written
from pipeline.meaning.shapes import corporate
from pipeline.meaning.when import Found
from pipeline.registry import Registry

Groups = dict[str, list[Found]]

_BELOW = re.compile(r"(?:子公司|孙公司)")
_ENDS = re.compile(r"(?:[院局行校处委厅社馆站所厂店办]|学|中心|公司|集团|热线|矿业|物业|机场|能源|科技|股份)$")
_GOVERNMENT = dict(PUBLIC)["government"]


def one_each(groups: Groups, registry: Registry, named: Sequence[Name], body: str) -> dict[str, str]:
    """Join in place the groups that mean one organisation; drop bare names of the headline that the text does not bear out.

    `named`: every organisation that the article names; `body`: the folded text below the headline. Returns the fuller
    name, as written, of those keys that the article only abbreviates where it says what they did.
    """
    steps: tuple[Callable[[Groups, Registry], None], ...] = (
        _clouds,
        _platforms,
        _places,
        _headline_places,
        _headline_parents,
        _of_owner,
    )
    for step in (*steps, _abbreviations, _faculties, _products, _subsidiaries):
        step(groups, registry)
    _told_by_office(groups, registry, named)
    _the_one_spoken_of(groups, registry, named)
    _headline_only(groups, body)
    return _fuller(groups, registry, named)


def _headline_only(groups: Groups, body: str) -> None:
    """青石三地…上线 T: a bare unknown name that only the headline says it of, while the text says it of others."""
    for company in list(groups):
        names = [found.claim.name for found in groups[company] if found.in_title and found.claim.name]
        bare = len(names) == len(groups[company]) and all(not name.company and not name.sure for name in names)
        if bare and not company.isascii() and (len(groups) > 1 or company not in body):
            del groups[company]


def _told_by_office(groups: Groups, registry: Registry, named: Sequence[Name]) -> None:
    """从江岚市数据局获悉，江岚市政务云已接入 T: a city's platform, of which its office tells, is the office's."""
    for company in list(groups):
        group, known = groups[company], registry.get(company)
        if known is None or not is_place(known) or (len(group) == 1 and group[0].in_title):
            continue
        tellers = (_teller(company, found, named) for found in group)
        office = next((name for name in tellers if name and name.who not in groups), None)
        if office is not None:
            groups[office.who] = [replace(one, claim=replace(one.claim, name=office)) for one in groups.pop(company)]


def _teller(place: str, found: Found, named: Sequence[Name]) -> Name | None:
    """The office of a place from which one hears, in a claim's sentence, of the place's platform."""
    text, claim = found.folded.text, found.claim
    if claim.name is None or not _ITS_CLOUD.match(text, claim.name.end):
        return None
    return next(
        (
            name
            for name in named
            if claim.sentence.start <= name.start < claim.at
            and text.startswith(name.text, name.start)
            and text.endswith("从", 0, name.start)
            and _district(place)[:2] in name.text
            and name.text != place
            and _OFFICE.search(name.text)
        ),
        None,
    )


_ITS_CLOUD = re.compile(r"[省市区县]?(?:政务|智慧|城市|大模型|算力|热线|一网)")
_OFFICE = re.compile(r"(?:局|委|办|厅|中心|委员会|公室)$")


def _the_one_spoken_of(groups: Groups, registry: Registry, named: Sequence[Name]) -> None:
    """青石视像发布…公司的星图大模型接入 T: a product of the group in a text that opens with one of its companies and never names it."""
    first = [name.company for name in named if name.company and name.start <= 2]
    for company in list(groups):
        names = [found.claim.name for found in groups[company] if found.claim.name]
        itself = any(name.company and name.company.name == company and name.how != "brand" for name in named)
        parts = {one.name for one in first if one.parent == company}
        if names and not itself and all(name.how == "brand" for name in names) and len(parts) == 1:
            part = parts.pop()
            if part not in groups:
                groups[part] = groups.pop(company)


_DROPS_OFFICE = ("税务", "公安", "气象", "供电", "人社", "医保", "交警")


def abbreviates(short: str, long: str) -> bool:
    """Whether one name can be the other one's short form: 临溪区法院 for 江岚市临溪区人民法院."""
    if not 3 <= len(short) < len(long) or short[:2] not in long:
        return False
    if short.endswith(_DROPS_OFFICE) and long.endswith("局"):
        long = long[:-1]  # 江岚税务 for 江岚市税务局
        return long.endswith(short[-2:]) and _within(short, long[long.index(short[:2]) :])
    if short.endswith("消防") and re.search(r"消防救援(?:局|总队|支队|大队)$", long):
        return _within(short, long[long.index(short[:2]) :])
    long = long.removesuffix("公司") if not short.endswith("公司") else long
    end = _ENDS.search(short)
    return end is not None and long.endswith(end.group()) and _within(short, long[long.index(short[:2]) :])


def _within(short: str, long: str) -> bool:
    """Whether the characters of one string stand in the other one in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)


_SCHOOL = re.compile(r"[\u4e00-\u9fff]大|[\u4e00-\u9fff]{1,2}附?[一二三四五六七八九]院")  # 江大, 江大一院


def _into(groups: Groups, gone: str, kept: str) -> None:
    groups[kept] += groups.pop(gone)


def _clouds(groups: Groups, registry: Registry) -> None:
    """A group's name in a list of cloud vendors means its cloud, where the text names that as well (百度 -> 百度智能云)."""
    for company in list(groups):
        known = registry.get(company)
        if known is None:
            continue
        cloudy = all("云" in found.claim.head or "大厂" in found.claim.head for found in groups[company])
        children = [
            other for other in groups
            if (child := registry.get(other)) and child.parent == company and child.sector == "cloud"
        ]  # fmt: skip
        if cloudy and children:
            _into(groups, company, children[0])


def _platforms(groups: Groups, registry: Registry) -> None:
    """微软…在 Azure 和 GitHub 上线: a platform that only stands where its own group's announcement does is the group's."""
    for company in list(groups):
        known = registry.get(company)
        if known is None or known.parent not in groups:
            continue
        taken_in = all(
            "platform" in f.claim.rules or "object left out" in f.claim.rules or "passive" in f.claim.rules[-1]
            for f in groups[company]
        )
        spoken = {
            (f.in_title, f.claim.sentence) for f in groups[known.parent] if f.claim.name and f.claim.name.how == "name"
        }
        if taken_in and all((f.in_title, f.claim.sentence) in spoken for f in groups[company]):
            _into(groups, company, known.parent)


def _places(groups: Groups, registry: Registry) -> None:
    """A city beside one of its own offices means the office; a bare name beside the same with its suffix means that."""
    for company in list(groups):
        known = registry.get(company)
        if company not in groups or (known is not None and known.sector != "government"):
            continue
        if known is None and any(
            found.claim.name and found.claim.name.how in ("name", "brand") for found in groups[company]
        ):
            continue
        place = _is_government(company, registry) and len(company) >= 3
        longer = next(
            (
                other
                for other in groups
                if other != company and (other.startswith(company) or (place and _district(company) in other))
            ),
            None,
        )
        if longer is not None and place and all(_says_place(found) for found in groups[longer]):
            _into(groups, longer, company)
        elif longer is not None:
            _into(groups, company, longer)


def _says_place(found: Found) -> bool:
    """Whether an office tells what its place did: 从临溪区数据局获悉，该区…."""
    name, at = found.claim.name, found.claim.at
    return name is not None and bool(re.search(r"[该全我][区市县]", found.folded.text[name.end : max(name.end, at)]))


def _district(place: str) -> str:
    """临溪区 of 江岚市临溪区: the last part of a place's name."""
    return re.sub(r"^[\u4e00-\u9fff]{2,5}?[省市](?=[\u4e00-\u9fff]{2,5}[区县市]$)", "", place)


def _headline_places(groups: Groups, registry: Registry) -> None:
    """苍岭省把 T 用于热线, and the text: 江岚市的热线…: the one place of a headline is where the one office of the text is."""
    offices = [company for company in groups if _is_government(company, registry)]
    only = [company for company in offices if all(found.in_title for found in groups[company])]
    if len(offices) == 2 and len(only) == 1 and (known := registry.get(only[0])) and is_place(known):
        _into(groups, only[0], next(company for company in offices if company not in only))


def _headline_parents(groups: Groups, registry: Registry) -> None:
    """华为 in the headline, 华为昇腾 in the text: one announcement, of the group."""
    for company in list(groups):
        if company not in groups:
            continue
        known = registry.get(company)
        if known and known.parent in groups and company in known.parent:
            _into(groups, known.parent, company)  # 星纪魅族 beside 魅族
            continue
        if known and known.parent in groups and all(found.in_title for found in groups[company]):
            names = [found.claim.name for found in groups[company] if found.claim.name]
            told = not any(found.in_title for found in groups[known.parent])
            if told and names and all(name.written.startswith(known.parent) for name in names):
                _into(groups, company, known.parent)  # 华为昇腾 in the headline, 华为 in the text
                continue
        parts = [other for other in groups if (part := registry.get(other)) and part.parent == company]
        if len(parts) == 1 and all(found.in_title for found in groups[company]):
            written = [f.claim.name for f in groups[parts[0]] if f.claim.name]
            if written and all(name.written.startswith(company) for name in written):
                _into(groups, parts[0], company)


def _of_owner(groups: Groups, registry: Registry) -> None:
    """青石旗下《千机录》 beside 青石: what is named as its owner's is the owner's."""
    for company in list(groups):
        known = registry.get(company)
        if known is None or not known.parent:
            continue
        owner = fold_name(known.parent)
        if any(_owned_by(owner, found) for found in groups[company]):
            groups.setdefault(known.parent, [])
            _into(groups, company, known.parent)


_TITLE_OF = re.compile(r"(?:旗下|出品)的?(?:手游|游戏|端游)?《$")


_BRAND_OF = re.compile(r"旗下的?[“「]?$")


_LINE = re.compile(r"[”」]?(?:系列|app|小程序)")  # 青石旗下星图系列: a line of products


def _owned_by(owner: str, found: Found) -> bool:
    if found.claim.name is None:
        return False
    begin, end = max(0, found.claim.name.start - 20), found.claim.name.start
    brand = found.claim.name.how == "brand" or bool(_LINE.match(found.folded.text, found.claim.name.end))
    title = (_BRAND_OF if brand else _TITLE_OF).search(found.folded.text[begin:end])
    return title is not None and found.folded.text.endswith(owner, begin, begin + title.start())


def _is_government(company: str, registry: Registry) -> bool:
    known = registry.get(company)
    return known.sector == "government" if known else bool(_GOVERNMENT.search(company))


def _abbreviations(groups: Groups, registry: Registry) -> None:
    """临溪区法院 beside 江岚市临溪区人民法院: one court."""
    for company in sorted(groups, key=len):
        if registry.get(company):
            continue
        longer = [other for other in groups if abbreviates(company, other) or _short_school(company, other)]
        if len(longer) == 1:
            _into(groups, company, longer[0])


_FACULTY = re.compile(r"(?:学院|系|中心|部|处|科|所|图书馆|实验室)$")


def _faculties(groups: Groups, registry: Registry) -> None:
    """青江大学运输学院 beside 青江大学: the university did it."""
    for company in list(groups):
        house = next(
            (other for other in groups if other != company and company.startswith(other) and other.endswith(_HOUSES)),
            None,
        )
        if house and _FACULTY.search(company) and registry.get(company) is None:
            _into(groups, company, house)


_HOUSES = ("大学", "医院", "学院", "法院", "检察院")


def _short_school(short: str, long: str) -> bool:
    """江大 for 青江大学, 江大一院 for 江岚大学附属第一医院."""
    if len(long) < len(short) + 2 or not _SCHOOL.fullmatch(short):
        return False
    return long.endswith(("大学", "医院")[short.endswith("院")]) and _within(short, long)


def _products(groups: Groups, registry: Registry) -> None:
    """墨石阅读器 beside 墨石科技: a bare name that goes on where the company's core ends is its product."""
    for company in list(groups):
        claimed = [found.claim.name for found in groups[company] if found.claim.name]
        headed = all(found.in_title for found in groups[company])
        if registry.get(company) or corporate(company) or (not headed and any(name.sure for name in claimed)):
            continue
        for other in groups:
            core = _core(other, groups[other])
            if other != company and len(core) >= 2 and company.startswith(core) and len(company) > len(core):
                _into(groups, company, other)
                break


def _core(company: str, group: list[Found]) -> str:
    """A company's name without 科技, 集团 ...: as the article writes it."""
    written = next((found.claim.name.text for found in group if found.claim.name), company)
    return re.sub(r"(?:科技|技术|集团|股份|公司|信息|智能|电子|网络)+$", "", written)


def _subsidiaries(groups: Groups, registry: Registry) -> None:
    """A：子公司已接入, and the text: 子公司 B 已接入: the subsidiary that is named did it, not the one that owns it."""
    below = [company for company in groups if any(_behind_below(found) for found in groups[company])]
    for company in list(groups):
        if len(below) == 1 and company not in below and all(_through_below(found) for found in groups[company]):
            _into(groups, company, below[0])


def _behind_below(found: Found) -> bool:
    name = found.claim.name
    return name is not None and found.folded.text[max(0, name.start - 3) : name.start] in ("子公司", "孙公司")


def _through_below(found: Found) -> bool:
    """Whether the claim's company acts through a subsidiary that its sentence does not name."""
    claim = found.claim
    within = claim.name is not None and claim.sentence.start <= claim.name.start < claim.at
    begin = claim.name.end if within and claim.name else claim.sentence.start
    return bool(_BELOW.search(found.folded.text, begin, max(begin, claim.at)))


def _fuller(groups: Groups, registry: Registry, named: Iterable[Name]) -> dict[str, str]:
    """The fuller names by which the article calls those whom it names shortly beside the verb."""
    named = list(named)
    bodies = {name.text: name.written for name in named if name.company is None and name.how == "shape"}
    fuller: dict[str, str] = {}
    for company, group in groups.items():
        if registry.get(company) is not None:
            claimed = [found.claim.name for found in group if found.claim.name]
            if said := _affiliated(group) or _written(company, claimed, named):
                fuller[company] = said
            continue
        longer = [text for text in bodies if abbreviates(company, text)]
        if len(longer) == 1 and longer[0] not in groups:
            fuller[company] = bodies[longer[0]]
    return fuller


def _affiliated(group: list[Found]) -> str:
    """江岚大学附属青石医院: a hospital with the university in front, as the article writes it. "" for none."""
    for found in group:
        name = found.claim.name
        if name and (house := _UNIVERSITY.search(found.folded.text, max(0, name.start - 16), name.start)):
            return written(found.folded, house.start(), name.end)
    return ""


_UNIVERSITY = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}大学附属$")


def _written(company: str, claimed: list[Name], named: Iterable[Name]) -> str:
    """How the article writes a known company: by another name than its canonical one, where it uses any. "" for no such.

    The one beside the verb goes first, then the longest; names of its products do not count.
    """
    canonical = fold_name(company)
    for names, hows in ((claimed, ("name",)), (named, ("name", "weak"))):
        own = [n for n in names if n.how in hows and n.company and n.company.name == company and n.text != canonical]
        if own:
            return max(own, key=lambda n: (n.how == "name", not n.text.isascii(), len(n.text))).written
    return next((name.written for name in named if name.company and name.text == canonical), "")


def other_form(company: str, group: Iterable[Found]) -> str:
    """Another form by which the article says what an unknown company did: 临溪区法院 beside its full name. "" for none."""
    for found in group:
        name = found.claim.name
        if name and name.text != company and (abbreviates(name.text, company) or company.startswith(name.text)):
            return name.written or name.text
    return ""


_PROVINCE = re.compile(
    r"(?:国家税务总局|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省?"
    r"|(?:内蒙古|广西壮族|广西|西藏|宁夏回族|宁夏|新疆维吾尔|新疆)(?:自治区)?)(?=[\u4e00-\u9fff]{1,7}?(?:市|县|区|州|盟|旗)(?:[\u4e00-\u9fff]|$))"
)


def canonical_name(name: str) -> str:
    """An unknown organisation's name without its legal form, a public body's from its city on.

    江岚市人民医院 for 浙江省江岚市人民医院, 青石科技 for 青石科技有限公司.
    """
    plain = re.sub(r"[（(]集团[）)]", "", name)
    plain = re.sub(r"(?<=.{4})(?:股份)?有限(?:责任)?公司$", "", plain)
    return _PROVINCE.sub("", plain, count=1) if _PROVINCE.match(plain) else plain

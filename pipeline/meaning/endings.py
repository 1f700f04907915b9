"""The words that end long names (局, 医院, 分公司 ...), compiled from the catalogue."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.items import Company

# behind the last word of a name these say that it is not the last, or no name's word at all: 局|长, 银行|业, 大学|生
_GOES_ON = r"(?!官(?![网方微宣])|(?<=办)公(?!室)|(?<=高速)[发增公铁运迭网推计]|(?<=航空)[港城学工制发器公技服]|属|长|士|员(?!工)|生(?!态)|业|卡|化|城区|级|[内外](?!部)|所(?!有)|理|委会|会员|面|部(?!署|分|门)|限|势|域|域网|点)"
_NO_OFFICE = r"(?<![布格结全大破开当僵终邮时变赌母总该本贵某])(?<!不)"
_SHORT_OFFICE = ("局", "厅", "委", "办", "站", "馆", "社", "所", "院", "校")


@dataclass(frozen=True, slots=True)
class Endings:
    """The words of `catalog/wording.yaml` that end long names, compiled, and the registry's look-up."""

    body: "re.Pattern[str]"
    office: "re.Pattern[str]"
    hard: "re.Pattern[str]"
    soft: "re.Pattern[str]"
    inner: frozenset[str]
    generic: frozenset[str]
    cuts: frozenset[str]
    groups: frozenset[str]
    fronts: frozenset[str]
    resolve: Callable[[str], Company | None]

    @classmethod
    def of(cls, parts: Mapping[str, frozenset[str]], resolve: Callable[[str], Company | None]) -> "Endings":
        """Compile the lists body_end, office_end, unit_hard, unit_soft, body_inner, body_generic, generic."""

        def row(part: str) -> str:
            return "|".join(sorted(map(re.escape, parts.get(part, ())), key=len, reverse=True)) or "(?!)"

        numbered = r"(?:附属|第[一二三四五六七八九十]+)?"
        short = "|".join(map(re.escape, _SHORT_OFFICE)).replace("厅", "(?<!大)厅")  # 门诊大厅
        more = (
            rf"(?![\u4e00-\u9fff]{{0,3}}(?:医院|大学|学院|学校|中学|小学|(?:{short})(?:[^\u4e00-\u9fff]|$)|中心|公司))"
        )
        return cls(
            re.compile(rf"{numbered}(?:{row('body_end')}){_GOES_ON}{more}"),
            re.compile(
                rf"{_NO_OFFICE}(?:{row('office_end')}){_GOES_ON}(?![区园友企系线落群]|支付|应用|互联|通信|办公|云|政务|(?<!热线)平台|终端|网络|设备|诈骗)"
            ),
            re.compile(rf"(?:{row('unit_hard')})(?!线|业|中心)"),
            re.compile(row("unit_soft")),
            parts.get("body_inner", frozenset()),
            parts.get("body_generic", frozenset()),
            parts.get("helps", frozenset()),
            parts.get("group", frozenset()),
            parts.get("generic", frozenset()),
            resolve,
        )

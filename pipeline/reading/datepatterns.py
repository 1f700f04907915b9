"""The shapes in which pages write days and times, as patterns; pipeline.reading.dates gives them their meaning."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro jänner januari января",
            "february feb februar février fevrier febrero febbraio fevereiro februari февраля",
            "march mar märz marz maerz mars marzo março maart марта",
            "april apr avril abril aprile апреля",
            "may mai mayo maggio maio maj mei мая",
            "june jun juni juin junio giugno junho июня",
            "july jul juli juillet julio luglio julho июля",
            "august aug août aout agosto augusti augustus августа",
            "september sept sep septembre septiembre settembre setembro сентября",
            "october oct oktober okt octobre octubre ottobre outubro октября",
            "november nov novembre noviembre novembro ноября",
            "december dec dezember dez décembre decembre diciembre dicembre dezembro декабря",
        ),
        1,
    )
    for name in names.split()
}
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
FULLWIDTH = str.maketrans("０１２３４５６７８９：／．－　", "0123456789:/.- ")
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

CLOCK = r"(?P<h>[01]?\d|2[0-3])\s?[:：时点]\s?(?P<mi>[0-5]\d)?(?:\s?[:：分]\s?(?P<s>[0-5]\d))?(?:[.,]\d+)?\s?秒?"
ZONE = r"(?P<zone>Z\b|UTC\b|GMT(?![+-])|(?:GMT|UTC)?\s?[+-](?:0\d|1[0-4]):?[0-5]\d\b)"
TIME = rf"(?:(?:\s?日?\s*|\s*[,T|]?\s*(?:\S{{1,4}}\s)?)(?P<half>[上下]午|凌晨|晚上?|中午)?\s?{CLOCK}\s?(?P<ampm>[ap]\.?m\b\.?)?\s?{ZONE}?)?"

# 2025-02-07, 2025/2/7, 2025.02.07, 2025 年 2 月 7 日, each with the time of day and zone that may follow
YMD = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s{0,2}(?:(?P<sep>[-/.–])\s?|年\s{0,3})(?P<m>1[0-2]|0?[1-9])"
    r"\s{0,2}(?:(?P=sep)|月)\s{0,3}(?P<d>3[01]|[12]\d|0?[1-9])(?![\d])\s{0,2}" + TIME,
    re.I,
)
COMPACT = re.compile(
    r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:T?(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?\d{0,3})?(?!\d)"
    + ZONE
    + "?"
)
CHINESE = re.compile(r"(?P<y>二[〇○零]\S{2})年(?P<m>[一二三四五六七八九十]{1,3})月(?P<d>[一二三四五六七八九十]{1,3})日")
DMY = re.compile(
    rf"(?<![\w.])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\.?\s?[- ]?(?:de |of )?(?P<name>{NAMES})\b\.?,?[- ]?(?:de |del )?\s?(?P<y>(?:19|20)\d\d)\b"
    + TIME,
    re.I,
)
MDY = re.compile(
    rf"(?<!\w)(?P<name>{NAMES})\.?\s{{1,2}}(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y>(?:19|20)\d\d)\b"
    + TIME,
    re.I,
)
DOTTED = re.compile(
    r"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?(?P<y>(?:19|20)\d\d)\b" + TIME
)
SHORT_YEAR = re.compile(r"(?<![\d.])(?P<d>3[01]|[12]\d|0\d)\.(?P<m>1[0-2]|0[1-9])\.(?P<y>\d\d)(?![\d.])")
SLASHED = re.compile(
    r"(?<![\d/])(?P<a>3[01]|[12]\d|0?[1-9])(?P<sep>[/-])(?P<b>3[01]|[12]\d|0?[1-9])(?P=sep)(?P<y>(?:19|20)\d\d)\b"
)
EPOCH = re.compile(r"(?<![\d.])(?:(?P<s>[89]\d{8}|[12]\d{9})|(?P<ms>[12]\d{12}))(?:\.\d+)?(?![\d.])")
AGO = re.compile(
    r"(?P<n>\d{1,4}|[半一二两三四五六七八九十]|an?)\s?(?:个)?"
    r"\s?(?P<unit>秒钟?|分钟|小时|钟头|天|周|星期|个?月|年|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s?(?:之?前|ago\b)",
    re.I,
)
WORD = re.compile(r"刚刚|刚才|今天|今日|昨天|昨日|前天|大前天|\b(?:just now|today|yesterday)\b", re.I)
WORD_DAYS = {"昨天": 1, "昨日": 1, "前天": 2, "大前天": 3, "yesterday": 1}
MD = re.compile(
    r"(?<![\d.:/-])(?P<m>1[0-2]|0?[1-9])\s?(?:(?P<sep>[-/])|月)\s?(?P<d>3[01]|[12]\d|0?[1-9])(?:\s?日|(?![\d.:]|\s?[-/年月%]))"
)
CLOCK_ONLY = re.compile(r"^\s*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\s*$")

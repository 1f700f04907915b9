"""A small list with one entry that means well and others that do not."""

from datetime import UTC, date, datetime

from exports import Sheet
from pipeline.items import Adopter, DateBasis, Export, Kind, Sector

ADDED = datetime(2025, 2, 10, 9, 30, tzinfo=UTC)
SECTORS = {
    "cloud": Sector(name="cloud", zh="云计算与算力", en="Cloud and computing power"),
    "automotive": Sector(name="automotive", zh="汽车", en="Automotive"),
}
GEELY = Adopter(
    company="吉利",
    topic="deepseek",
    sector="automotive",
    date=date(2025, 2, 6),
    date_basis=DateBasis.STATED,
    kind=Kind.INTEGRATES,
    models=("R1", "V3"),
    product="星睿",
    evidence="吉利汽车宣布，其星睿大模型与 DeepSeek-R1 深度融合。",
    url="https://news.example/geely",
    outlet="示例网",
    title="吉利接入DeepSeek",
    added_at=ADDED,
    links=("https://news.example/geely", "https://other.example/1"),
)
CLOUD = Adopter(
    company="某云", topic="deepseek", sector="cloud", date=None, date_basis=DateBasis.UNKNOWN, added_at=ADDED
)
HOSTILE = Adopter(
    company='=HYPERLINK("https://evil.example","点我")',
    topic="deepseek",
    sector="unheard-of",
    date=date(2025, 2, 7),
    date_basis=DateBasis.PUBLISHED,
    models=("@SUM(1)",),
    product="\t=1+1",
    evidence="a|b <script>alert(1)</script>\n| new | row | [x](javascript:alert(1)) **bold** \u202egnp.exe https://evil.example",
    url="javascript:alert(1)",
    outlet="+cmd|' /C calc'!A0",
    title="-2+3",
    added_at=ADDED,
    links=("javascript:alert(1)", 'https://a.example/x")|<y>'),
)


def sheet(*adopters: Adopter) -> Sheet:
    """The list as version 2025.02.10-1."""
    export = Export(topic="deepseek", made_at=ADDED, version="2025.02.10-1", adopters=adopters)
    return Sheet(export=export, title="DeepSeek", sectors=SECTORS)

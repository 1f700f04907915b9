"""Reads catalog/ into the types that travel; every error names file, line and remedy."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import ValidationError

from catalog_tables import association, organisations
from errors import CatalogError
from pipeline.items import Adopter, Company, DateBasis, Sector, Source, Topic

if TYPE_CHECKING:
    from pipeline.registry import Registry  # type: ignore[import-not-found,unused-ignore]

T = TypeVar("T")


class Entry(dict[str, Any]):
    """A YAML mapping that remembers where it stands, so that an error can say so."""

    file: Path
    line: int

    def error(self, problem: str, remedy: str) -> CatalogError:
        """The error to raise about this entry: `file:line: problem - remedy`."""
        return CatalogError(f"{self.file}:{self.line}: {problem}", remedy)


class _Typed(yaml.CSafeLoader):
    """Numbers, booleans and dates are read as such; mappings become Entry."""


class _Plain(yaml.CBaseLoader):
    """Every scalar is text, so that companies called 360, 1688 or ON need no quotes; quicker as well."""


def _entry(loader: yaml.CSafeLoader | yaml.CBaseLoader, node: yaml.MappingNode) -> Entry:
    entry = Entry()
    entry.line = node.start_mark.line + 1
    entry.file = Path(node.start_mark.name)
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if key in entry:
            problem = f"the key {key!r} appears twice"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        entry[key] = loader.construct_object(value_node, deep=True)
    return entry


_Typed.add_constructor("tag:yaml.org,2002:map", _entry)
_Plain.add_constructor("tag:yaml.org,2002:map", _entry)


def _read(file: Path, loader: type[_Typed] | type[_Plain] = _Typed) -> Any:
    try:
        with file.open("rb") as stream:
            return yaml.load(stream, loader)
    except OSError as error:
        raise CatalogError(
            f"{file}: cannot be read: {error.strerror}", "restore the file or set catalog_dir"
        ) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogError(f"{file}:{line}: {error.problem}", "correct the YAML on that line") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogError(f"{file}: not YAML in UTF-8: {error}", "save the file as UTF-8 text") from error


def _mapping(value: Any, file: Path) -> Entry:
    if not isinstance(value, Entry):
        raise CatalogError(f"{file}:1: expected a mapping of keys to values", "compare with the files beside it")
    return value


def _strings(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value or ())


def _only(entry: Entry, allowed: Iterable[str]) -> None:
    unknown = sorted(set(entry) - set(allowed))
    if unknown:
        raise entry.error(f"unknown field {unknown[0]!r}", f"use one of: {', '.join(sorted(allowed))}")


# ---- sectors


def load_sectors(catalog_dir: Path) -> tuple[Sector, ...]:
    """The taxonomy of sectors.yaml, in its order. Raises CatalogError."""
    file = catalog_dir / "sectors.yaml"
    sectors: dict[str, Sector] = {}
    for entry in _mapping(_read(file, _Plain), file).get("sectors") or ():
        _only(entry, (field.name for field in fields(Sector)))
        for needed in ("name", "zh", "en"):
            if not entry.get(needed):
                raise entry.error(f"sector without {needed!r}", f"add `{needed}: ...`")
        if entry["name"] in sectors:
            raise entry.error(f"sector {entry['name']!r} appears twice", "remove one of the two")
        lists = {key: _strings(value) for key, value in entry.items() if key not in ("name", "zh", "en")}
        sectors[entry["name"]] = Sector(name=entry["name"], zh=entry["zh"], en=entry["en"], **lists)
    return tuple(sectors.values())


# ---- companies

COMPANY_FIELDS = {"name", "en", "aliases", "brands", "weak", "parent", "also", "members"}


def load_companies(catalog_dir: Path) -> tuple[Company, ...]:
    """Everybody in companies.yaml, then in organisations.tsv. Raises CatalogError.

    An alias that two companies claim is given to the one named under `shared:` in that file.
    """
    file = catalog_dir / "companies.yaml"
    content = _mapping(_read(file, _Plain), file)
    known = {sector.name for sector in load_sectors(catalog_dir)}
    found: dict[str, tuple[Company, Entry]] = {}
    for company, entry in (
        *_companies(content, file, known),
        *_organisations(catalog_dir / "organisations.tsv", known),
    ):
        if company.name in found:
            raise entry.error(
                f"company {company.name!r} appears twice", f"merge it with line {found[company.name][1].line}"
            )
        found[company.name] = company, entry
    for company, entry in found.values():
        for key, names in (("parent", _strings(company.parent)), ("members", company.members)):
            for name in names:
                if name not in found:
                    raise entry.error(f"{key} {name!r} is no company", "add it to the registry or correct the name")
    shared = content.get("shared") or {}
    return _settle(found, {_key(alias): owner for alias, owner in shared.items()})


def _organisations(file: Path, sectors: set[str]) -> Iterator[tuple[Company, Entry]]:
    for line, given in organisations(file):
        entry = Entry(given)
        entry.file, entry.line = file, line
        sector = str(entry.pop("sector"))
        if sector not in sectors:
            raise entry.error(f"{sector!r} is no sector", "use a name of sectors.yaml in the first column")
        yield _company(entry, sector, sectors), entry


def _companies(content: Entry, file: Path, sectors: set[str]) -> Iterator[tuple[Company, Entry]]:
    for sector, entries in content.items():
        if sector == "shared":
            continue
        if sector not in sectors:
            raise CatalogError(f"{file}: {sector!r} is no sector", "use a name of sectors.yaml as the key")
        for item in entries or ():
            if not isinstance(item, Entry) or not item.get("name"):
                raise CatalogError(f"{file}: {sector}: {item!r} has no name", "write `- {name: ...}`")
            _only(item, COMPANY_FIELDS)
            yield _company(item, sector, sectors), item


def _company(item: Entry, sector: str, sectors: set[str]) -> Company:
    also = _strings(item.get("also"))
    if unknown := set(also) - sectors:
        raise item.error(f"{unknown.pop()!r} is no sector", "use names of sectors.yaml in `also`")
    return Company(
        name=item["name"],
        sector=sector,
        name_en=item.get("en"),
        aliases=_strings(item.get("aliases")),
        brands=_strings(item.get("brands")),
        weak_aliases=_strings(item.get("weak")),
        parent=item.get("parent"),
        sectors=also,
        members=_strings(item.get("members")),
    )


def _key(alias: str) -> str:
    """Spelling under which two aliases are one: width, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", alias).casefold().split())


def _settle(found: dict[str, tuple[Company, Entry]], shared: dict[str, str]) -> tuple[Company, ...]:
    """Give every alias one owner; refuse an alias that two companies claim without a rule."""
    owner = {_key(name): name for name in found}
    for company, entry in found.values():
        for alias in (*_strings(company.name_en), *company.aliases, *company.brands, *company.weak_aliases):
            key = _key(alias)
            first = owner.setdefault(key, shared.get(key, company.name))
            if first != company.name and shared.get(key) != first:
                raise entry.error(
                    f"{alias!r} is claimed by {first!r} and {company.name!r}",
                    "remove it from one, or name its owner under `shared:` in companies.yaml",
                )
            if first not in found:
                raise entry.error(f"the owner of {alias!r}, {first!r}, is no company", "correct it under `shared:`")

    def own(company: Company, aliases: Sequence[str]) -> tuple[str, ...]:
        return tuple(alias for alias in aliases if owner[_key(alias)] == company.name)

    return tuple(
        replace(
            company,
            name_en=next(iter(own(company, _strings(company.name_en))), None),
            aliases=own(company, company.aliases),
            brands=own(company, company.brands),
            weak_aliases=own(company, company.weak_aliases),
        )
        for company, _ in found.values()
    )


def load_registry(catalog_dir: Path) -> "Registry":
    """The registry of all companies and sectors. Raises CatalogError."""
    from pipeline.registry import Registry  # type: ignore[import-not-found,unused-ignore]

    return Registry(load_companies(catalog_dir), load_sectors(catalog_dir))


# ---- topics


def load_topic(catalog_dir: Path, slug: str) -> Topic:
    """The topic in topics/SLUG.yaml with the grammar's words of wording.yaml.

    A topic file may add words of its own under `wording:`. Raises CatalogError, also when there is no such topic.
    """
    file = catalog_dir / "topics" / f"{slug}.yaml"
    if not file.is_file():
        have = ", ".join(sorted(path.stem for path in file.parent.glob("*.yaml"))) or "none"
        raise CatalogError(f"no topic {slug!r} in {file.parent}", f"set `topic` to one of: {have}")
    return load_topic_file(catalog_dir, file)


def load_topic_file(catalog_dir: Path, file: Path) -> Topic:
    """The topic in a file anywhere, with the grammar's words of the catalogue. Raises CatalogError."""
    entry = _mapping(_read(file, _Plain), file)
    entry.setdefault("slug", file.stem)
    _only(entry, (field.name for field in fields(Topic)))
    models = {model: _strings(wordings) for model, wordings in (entry.get("models") or {}).items()}
    wording = load_wording(catalog_dir)
    for part, words in (entry.get("wording") or {}).items():
        wording[part] = wording.get(part, ()) + _strings(words)
    apart = ("slug", "title", "models", "wording", "association")
    lists = {key: _strings(value) for key, value in entry.items() if key not in apart}
    title = entry.get("title", entry["slug"])
    weights = association(catalog_dir / "association.tsv")
    return _built(
        entry,
        lambda: Topic(slug=entry["slug"], title=title, models=models, wording=wording, association=weights, **lists),
    )


def load_wording(catalog_dir: Path) -> dict[str, tuple[str, ...]]:
    """The words of the grammar in wording.yaml, by the part they play, and words.txt as "common". Raises CatalogError."""
    file = catalog_dir / "wording.yaml"
    wording = {part: _strings(words) for part, words in _mapping(_read(file, _Plain), file).items()}
    try:
        lines = (catalog_dir / "words.txt").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CatalogError(f"{catalog_dir / 'words.txt'}: {error.strerror}", "restore the file") from error
    wording["common"] = tuple(line for line in lines if line and not line.startswith("#"))
    return wording


def _built(entry: Entry, build: Callable[[], T]) -> T:
    try:
        return build()
    except TypeError as error:  # a required field is missing
        raise entry.error(str(error).partition("() ")[2], "add what is missing") from error


# ---- sources


def load_sources(catalog_dir: Path, extra_dirs: Sequence[Path] = ()) -> tuple[Source, ...]:
    """Sources of sources/*.yaml, then of `extra_dirs` (the user's own), in file order. Raises CatalogError.

    Slugs are unique over all folders. Folders that do not exist are empty.
    """
    found: dict[str, tuple[Source, Entry]] = {}
    for folder in (catalog_dir / "sources", *extra_dirs):
        for file in sorted(folder.glob("*.yaml")):
            for entry in _mapping(_read(file), file).get("sources") or ():
                source = _source(entry, file)
                if source.slug in found:
                    first = found[source.slug][1]
                    raise entry.error(
                        f"source {source.slug!r} appears twice", f"rename it, or remove {first.file}:{first.line}"
                    )
                found[source.slug] = source, entry
    return tuple(source for source, _ in found.values())


def _source(entry: Any, file: Path) -> Source:
    if not isinstance(entry, Entry):
        raise CatalogError(f"{file}: {entry!r} is no source", "write `- slug: ...` with name and url below it")
    try:
        return Source.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        problem = f"source {entry.get('slug', '?')!r}: {where}: {first['msg']}"
        remedy = "remove it, or check its spelling" if first["type"] == "extra_forbidden" else f"correct {where!r}"
        raise entry.error(problem, remedy) from error


# ---- seed


def load_seed(catalog_dir: Path, topic: str = "deepseek") -> tuple[Adopter, ...]:
    """The accepted list to begin from: adopters/*.yaml of this topic, oldest file first. Raises CatalogError."""
    adopters: dict[str, Adopter] = {}
    for file in sorted((catalog_dir / "adopters").glob("*.yaml")):
        head = _mapping(_read(file), file)
        if head.get("topic") != topic:
            continue
        for entry in head.get("adopters") or ():
            _only(entry, ("company", "sector", "date", "models", "product", "evidence"))
            day = entry.get("date")
            if day is not None and type(day) is not date:
                raise entry.error(f"date {day!r} is no day", "write it as 2025-02-10")
            if not entry.get("company") or not entry.get("sector"):
                raise entry.error("adopter without company or sector", "add both")
            adopters.setdefault(
                entry["company"],
                Adopter(
                    company=entry["company"],
                    topic=topic,
                    sector=entry["sector"],
                    date=day,
                    date_basis=DateBasis.STATED if day else DateBasis.UNKNOWN,
                    models=_strings(entry.get("models")),
                    product=entry.get("product"),
                    evidence=entry.get("evidence", ""),
                    url=head.get("url", ""),
                    outlet=head.get("outlet", ""),
                    title=head.get("title", ""),
                ),
            )
    return tuple(adopters.values())


def weights_file(data_dir: Path, topic: str) -> Path:
    """Where the weights that `adopters learn` fitted are kept."""
    return data_dir / f"weights-{topic}.json"


def load_weights(data_dir: Path, topic: str) -> dict[str, float] | None:
    """The weights learnt from reviewers' decisions; None when the shipped calibration serves. Raises CatalogError."""
    file = weights_file(data_dir, topic)
    if not file.exists():
        return None
    try:
        return {str(name): float(value) for name, value in json.loads(file.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise CatalogError(
            f"{file}: cannot be read as weights", "run 'adopters learn --reset', then 'adopters learn'"
        ) from error

"""One typed Settings for everything: environment (ADOPTERS_*), then adopters.toml, then defaults for a laptop."""

import os
import tomllib
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from errors import SettingsError

ROOT = Path(__file__).resolve().parent
PREFIX = "ADOPTERS_"
FILE = "adopters.toml"


class Settings(BaseSettings):
    """Every setting, with its unit and default. `ADOPTERS_DOWNLOAD_DELAY=5` in the environment sets `download_delay`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=FILE, extra="forbid")

    data_dir: Path = Field(Path("data"), description="folder for the database, page snapshots, logs and exports")
    database_url: str = Field("", description="SQLAlchemy URL; '' means SQLite in data_dir (adopters.db)")
    catalog_dir: Path = Field(
        ROOT / "catalog", description="folder with sources/, companies.yaml, sectors.yaml, topics/"
    )
    topic: str = Field("deepseek", description="slug of the topic that is tracked")

    contact: str = Field("", description="address that site owners can write to; part of the user agent")
    download_delay: float = Field(2.0, ge=0, description="seconds between two requests to one host")
    concurrency: int = Field(16, ge=1, description="requests under way at once, over all hosts")
    timeout: float = Field(30.0, gt=0, description="seconds for one request")
    retries: int = Field(2, ge=0, description="further tries after a passing failure")
    retry_backoff: float = Field(
        1.0, ge=0, description="seconds before the first further try; doubled each time, unless Retry-After says more"
    )
    max_page_bytes: int = Field(8_000_000, ge=10_000, description="bytes; a larger body is not read")
    max_listing_pages: int = Field(5, ge=1, description="pages of one listing followed in one poll")
    max_articles_per_poll: int = Field(200, ge=1, description="new articles fetched from one source in one poll")
    obey_robots: bool = Field(True, description="honour robots.txt")
    allowed_private_hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description="what may be fetched on a private network all the same: host, host:port, or a network (10.0.0.0/8);"
        " in the environment separated by commas, or a JSON list",
    )
    chromium: str = Field("/usr/bin/chromium", description="browser for sources that must be rendered")

    poll_minutes: int = Field(60, ge=1, description="minutes between two polls of a source that sets none itself")
    full_read_hours: int = Field(
        24, ge=0, description="hours for which a site's 'not modified' is believed; then the listing is read in full"
    )
    snapshots_kept: int = Field(5, ge=0, description="page snapshots kept per source for debugging")

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="least level that the crawls write to logs/crawl.log"
    )

    host: str = Field("127.0.0.1", description="address that the review page listens on")
    port: int = Field(8750, ge=0, le=65535, description="its port; 0 picks a free one")
    reviewer: str = Field("", description="name under which decisions are kept; '' means the login name")

    llm_url: str = Field("", description="base URL of an OpenAI-compatible endpoint for second opinions; '' is off")
    llm_key: str = Field("", description="its key", repr=False)
    llm_model: str = Field("deepseek-chat", description="model that is asked")
    llm_below: float = Field(
        0.6, ge=0, le=1, description="only candidates with a confidence below this are asked about"
    )

    @field_validator("allowed_private_hosts", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        """A text of the environment as a list."""
        if not isinstance(value, str):
            return value
        import json

        if value.lstrip().startswith("["):
            return json.loads(value)
        return [part.strip() for part in value.split(",") if part.strip()]

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'adopters.db'}"

    @property
    def own_sources(self) -> Path:
        """The folder of the sources that this user added, watched like those of the catalogue."""
        return self.data_dir / "sources"

    @property
    def user_agent(self) -> str:
        """Who we are and where to complain, as RFC 9110 section 10.1.5 asks of robots."""
        where = self.contact or "https://pypi.org/project/adopters/"
        return f"adopters/0.1 (+{where})"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over adopters.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@cache
def get_settings() -> Settings:
    """Settings of this process, read once. Raises SettingsError that names the setting and the remedy."""
    return read_settings()


def read_settings(**given: Any) -> Settings:
    """Settings with `given` before the environment and adopters.toml. Raises SettingsError as `get_settings` does."""
    _check_names()
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][:1])
        if first["type"] == "extra_forbidden":
            raise _unknown(name, f"'{name}' in {FILE}") from error
        raise SettingsError(
            f"setting '{name}': {first['msg']}",
            f"correct {PREFIX}{name.upper()} in the environment or '{name}' in {FILE}",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE}: {error}", "write it as TOML in UTF-8, one 'name = value' a line") from error
    except OSError as error:
        raise SettingsError(f"{FILE}: {error.strerror}", "make it readable, or remove it") from error


def writable(folder: Path) -> Path:
    """The folder, made where it is missing. Raises SettingsError when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"folder {folder} cannot be made ({error.strerror})", f"choose another with {PREFIX}DATA_DIR"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(
            f"folder {folder} cannot be written to", f"change its rights, or choose another with {PREFIX}DATA_DIR"
        )
    return folder


def _check_names() -> None:
    """Raise SettingsError for a variable with our prefix that sets nothing: most likely a slip of the pen."""
    for variable in os.environ:
        name = variable.removeprefix(PREFIX).lower()
        if variable.startswith(PREFIX) and name not in Settings.model_fields:
            raise _unknown(name, f"{variable} in the environment")


def _unknown(name: str, where: str) -> SettingsError:
    near = get_close_matches(name, Settings.model_fields, 1)
    return SettingsError(
        f"{where}: there is no such setting", f"meant '{near[0]}'?" if near else "settings.py lists them all"
    )

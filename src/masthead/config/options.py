"""What an outlet can set, in `masthead.toml` or as `MASTHEAD_…` in the environment.

The descriptions below are the words an operator reads: `masthead init` writes them
into the file, `masthead doctor` repeats them, and docs/settings.md lists them.
"""

import os
import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel.localedata import exists
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PREFIX = "MASTHEAD_"
FOLDER_VARIABLE = "MASTHEAD_DIR"
FILE_NAME = "masthead.toml"
_FUNCTION = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*")
_PREFIX = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")  # as an edition may have it
BAKED = "baked"  # the folder of the baked pages, in the outlet's


class OptionsError(Exception):
    """A setting is wrong; the text names the key, what it got and what it wants."""


def _site_url(value: str) -> str:
    if not value:
        return value
    message = "wants an address like https://news.example, without a path"
    try:
        parts = urlsplit(value)
        whole = parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:  # a port or a bracket that is none
        raise ValueError(message) from None
    if parts.scheme not in {"http", "https"} or not whole or parts.path.strip("/"):
        raise ValueError(message)
    return value.rstrip("/")


def _language_sites(value: dict[str, str]) -> dict[str, str]:
    for prefix, address in value.items():
        if not _PREFIX.fullmatch(prefix) or not address:
            message = 'wants prefixes with addresses, like {fa = "https://fa.news.example"}'
            raise ValueError(message)
    found = {prefix: _site_url(address) for prefix, address in value.items()}
    hosts = [urlsplit(address).hostname for address in found.values()]
    if len(set(hosts)) < len(hosts):
        message = "wants another host for each language"
        raise ValueError(message)
    return found


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        message = "wants a time zone name like Europe/Vienna"
        raise ValueError(message)
    return value


def _database_url(value: str) -> str:
    if value and urlsplit(value).scheme not in {"postgres", "postgresql"}:
        message = "wants postgres://user:password@host:5432/name, or nothing for SQLite"
        raise ValueError(message)
    return value


def _cache(value: dict[str, Any]) -> dict[str, Any]:
    if value and "BACKEND" not in value:
        message = "wants a table with BACKEND and what that backend takes"
        raise ValueError(message)
    return value


def _address_pattern(value: str) -> str:
    fields = {
        name for _text, name, _spec, _conversion in Formatter().parse(value) if name is not None
    }
    unknown = fields - {"section", "slug", "year", "month", "day"}
    if unknown or "slug" not in fields or not (value.startswith("/") and value.endswith("/")):
        message = "wants a path like /{section}/{slug}/ or /{year}/{month}/{slug}/"
        raise ValueError(message)
    return value


def _arabic_country(value: str) -> str:
    if not exists(f"ar_{value}"):
        message = "wants two letters of a country where Arabic is written, such as EG, LB or MA"
        raise ValueError(message)
    return value.upper()


def _function(value: str) -> str:
    if value and not _FUNCTION.fullmatch(value):
        message = "wants the name of a function like package.module:function"
        raise ValueError(message)
    return value


def _listed(value: object) -> object:
    """Comma-separated in the environment, a list in the file."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


class Options(BaseSettings):
    """Everything an outlet can set. The environment wins over the file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid")

    site_url: Annotated[str, AfterValidator(_site_url)] = Field(
        "",
        description="The address readers type, with https://; empty: this machine alone.",
    )
    host: str = Field(
        "127.0.0.1", description="The network address to listen on; 0.0.0.0 listens on all."
    )
    port: int = Field(8000, ge=1, le=65535, description="The port to listen on.")
    workers: int = Field(1, ge=1, le=64, description="Web processes; about one for each core.")
    extra_hosts: Annotated[list[str], NoDecode, BeforeValidator(_listed)] = Field(
        default_factory=list,
        description="Further host names the site answers to, such as an onion address.",
    )
    language_sites: Annotated[dict[str, str], AfterValidator(_language_sites)] = Field(
        default_factory=dict,
        description="Addresses of languages with a host of their own, by their prefix.",
    )
    behind_proxy: bool = Field(
        default=False,
        description="True when a proxy in front sets X-Forwarded-Proto and -For, and only then.",
    )
    time_zone: Annotated[str, AfterValidator(_time_zone)] = Field(
        "UTC", description="The time zone of the times shown to readers and editors."
    )
    address_pattern: Annotated[str, AfterValidator(_address_pattern)] = Field(
        "/{section}/{slug}/",
        description="Paths of new stories, from {section} {slug} {year} {month} {day}.",
    )
    address_letters: Literal["own", "latin"] = Field(
        "own", description="Letters of new paths: those of the headline, or always a to z."
    )
    arabic_country: Annotated[str, AfterValidator(_arabic_country)] = Field(
        "AE",
        description="The country whose month names and digits Arabic pages have: EG, LB, MA.",
    )
    arabic_digits: Literal["country", "european", "arabic"] = Field(
        "country", description="Digits on Arabic pages: as in that country, 123, or ١٢٣."
    )
    comment_delay: int = Field(
        5,
        ge=0,
        le=60,
        description="Seconds in which approved comments gather, to be put on their page together.",
    )
    cache: Annotated[dict[str, Any], AfterValidator(_cache)] = Field(
        default_factory=dict,
        description="The cache or CDN in front, told what changed: see docs/operate/serving.md.",
    )
    cache_warm: bool = Field(
        default=False, description="True to fetch changed pages through that cache at once."
    )
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "",
        description="postgres://user:password@host:5432/name; empty for SQLite in this folder.",
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Signs sessions and forms; empty: made once and kept in the file secret_key.",
    )
    record_key: SecretStr = Field(
        SecretStr(""),
        description="Signs the public record; empty: made once and kept in the file record_key.",
    )
    record_key_command: str = Field(
        "", description="A command that prints that key, where a key store keeps it."
    )
    record_timestamp_url: str = Field(
        "",
        description="An authority for time stamps (RFC 3161) over the record; empty: none.",
    )
    mail_host: str = Field("", description="The mail server; empty: no mail is sent.")
    mail_port: int = Field(587, ge=1, le=65535, description="The port of the mail server.")
    mail_security: Literal["none", "starttls", "tls"] = Field(
        "starttls", description="How the connection to the mail server is protected."
    )
    mail_user: str = Field("", description="The user name at the mail server.")
    mail_password: SecretStr = Field(SecretStr(""), description="The password at the mail server.")
    mail_from: str = Field(
        "newsroom@localhost", description="The sender of mail from the newsroom."
    )
    translation_provider: Annotated[str, AfterValidator(_function)] = Field(
        "",
        description="A function that translates, as package.module:name; empty: no machine does.",
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="How a line of the log is written."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least severe event that is logged."
    )
    debug: bool = Field(
        default=False,
        description="Shows details of errors in the browser. Never for a site others can reach.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 the parent's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 the parent's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file, and nothing else."""
        file = TomlConfigSettingsSource(settings_cls, toml_file=folder() / FILE_NAME)
        return init_settings, env_settings, file

    def site(self) -> str:
        """Address of the site, without a slash at the end."""
        return self.site_url or f"http://localhost:{self.port}"

    @field_validator("language_sites")
    @classmethod
    def _languages_stand_elsewhere(
        cls, value: dict[str, str], info: ValidationInfo
    ) -> dict[str, str]:
        """Refuse to give a language a host of the whole site, where the others would be lost."""
        own = {urlsplit(info.data.get("site_url", "")).hostname, *info.data.get("extra_hosts", ())}
        if any(urlsplit(address).hostname in own for address in value.values()):
            message = "wants other hosts than those of the site itself"
            raise ValueError(message)
        return value

    def hosts(self) -> list[str]:
        """Host names the site answers to; the machine's own name for itself is among them."""
        sites = (self.site(), *self.language_sites.values())
        own = [urlsplit(site).hostname or "" for site in sites]
        return list(dict.fromkeys([*own, *self.extra_hosts, "localhost", "127.0.0.1", "[::1]"]))


def folder() -> Path:
    """The outlet's folder: MASTHEAD_DIR, else the current one; absolute."""
    return Path(os.environ.get(FOLDER_VARIABLE) or ".").resolve()


def read() -> Options:
    """Options of this outlet; OptionsError with one line for each wrong setting."""
    known = {PREFIX + name.upper() for name in Options.model_fields} | {FOLDER_VARIABLE}
    stray = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if stray:
        message = f"{stray[0]} in the environment is no setting; see docs/settings.md"
        raise OptionsError(message)
    try:
        return Options()
    except ValidationError as error:
        raise OptionsError("\n".join(_sentence(item) for item in error.errors())) from None
    except ValueError as error:  # the file is no TOML; the text has line and column
        message = f"{folder() / FILE_NAME} cannot be read: {error}"
        raise OptionsError(message) from None


def _sentence(item: "ErrorDetails") -> str:
    key = str(item["loc"][0])
    place = f"{PREFIX}{key.upper()}" if PREFIX + key.upper() in os.environ else FILE_NAME
    if item["type"] == "extra_forbidden":
        return f"{key} in {place} is no setting; see docs/settings.md"
    secret = key in {"cache", "secret_key", "record_key", "mail_password", "database_url"}
    got = "a value that is not shown" if secret else repr(item["input"])
    wants = item["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    wants = wants.split(", unable to")[0]
    wants = wants if wants.startswith("wants ") else f"wants {wants}"
    return f"{key} in {place}: got {got}, {wants}"

"""The log: one line for each event, as text or as JSON, to standard error.

What is logged names no reader: no network address, no user agent, no query string.
"""

import json
import logging
import logging.config
from datetime import UTC, datetime
from typing import Any

LEVELS = {"debug": "DEBUG", "info": "INFO", "warning": "WARNING", "error": "ERROR"}


class LineFormatter(logging.Formatter):
    """`2026-03-01T10:00:00Z INFO masthead.worker: the event`, a traceback on the same line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        line = f"{_at(record)} {record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info:
            line += f" | {self.formatException(record.exc_info)}"
        return line.replace("\r", "\\r").replace("\n", "\\n")


class JsonFormatter(logging.Formatter):
    """The same event as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Keys: at, level, from, message and, for an exception, error."""
        event = {
            "at": _at(record),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)


def configure(settings: dict[str, str]) -> None:
    """Django calls this with the setting LOGGING: `format` and `level` of the outlet."""
    logging.config.dictConfig(plan(settings["format"], settings["level"]))


def plan(line_format: str, level: str) -> dict[str, Any]:
    """Return what the standard library and the web server are told about logging."""
    formatter = JsonFormatter if line_format == "json" else LineFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "masthead": {"level": LEVELS[level]},
            # A missing page or an unknown host name is no event: anyone can ask for one.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

import json
import logging
import sys

from masthead.config.logs import JsonFormatter, LineFormatter


def record(message: str, *, failed: bool = False) -> logging.LogRecord:
    info = None
    if failed:
        try:
            _ = 1 / 0
        except ZeroDivisionError:
            info = sys.exc_info()
    return logging.LogRecord("masthead.x", logging.ERROR, "x.py", 1, message, (), info)


def test_an_event_is_one_line_even_with_a_traceback() -> None:
    line = LineFormatter().format(record("a\nb", failed=True))
    assert "\n" not in line
    assert "ZeroDivisionError" in line


def test_an_event_as_json_has_the_named_keys() -> None:
    event = json.loads(JsonFormatter().format(record("a\nb", failed=True)))
    assert event["message"] == "a\nb"
    assert event["level"] == "error"
    assert event["from"] == "masthead.x"
    assert event["at"].endswith("Z")
    assert "ZeroDivisionError" in event["error"]

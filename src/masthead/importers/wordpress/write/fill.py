"""Setting fields from values that were in a file: each as its field allows, or not at all."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from masthead.core.bidi import neutral
from masthead.core.text import printable

from ..map.own_story import time_of


def fill(thing: Any, values: dict[str, Any], names: Iterable[str]) -> None:
    """Set the fields `names` of `thing`; what is missing in `values` was empty."""
    for name in names:
        try:
            field = thing._meta.get_field(name)  # noqa: SLF001 - Django's own way to it
        except FieldDoesNotExist:
            continue
        found = _value(values.get(name), field)
        if found is not None or field.null:
            setattr(thing, name, found)


def _value(value: Any, field: Any) -> Any:
    """The value as the field takes it; None where it does not."""
    if isinstance(field, models.BooleanField):
        return value is True
    if isinstance(field, models.DateTimeField):
        return time_of(value)
    if isinstance(field, models.DateField):
        return _day(value)
    if isinstance(field, models.IntegerField):
        number = value if value is not None or field.null else 0
        bits = 15 if isinstance(field, models.PositiveSmallIntegerField) else 31
        return number if isinstance(number, int) and 0 <= number < 2**bits else None
    return _text("" if value is None else value, field)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _text(value: object, field: Any) -> str | None:
    if not isinstance(value, str):
        return None
    text = neutral(printable(value))
    is_chosen = not field.choices or text in {key for key, _ in field.flatchoices}
    if not is_chosen and (text or not field.blank):
        return None
    text = text[: field.max_length] if field.max_length else text
    try:
        field.run_validators(text)
    except ValidationError:
        return None
    return text

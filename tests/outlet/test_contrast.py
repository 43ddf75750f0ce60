from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from masthead.outlet.contrast import (
    DARK,
    DEFAULT_ACCENT,
    DEFAULT_ACCENT_DARK,
    ENOUGH,
    PAPER,
    contrast,
)
from masthead.outlet.models import OutletSettings


def test_the_ratio_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_accents_we_ship_can_be_read() -> None:
    assert contrast(DEFAULT_ACCENT, PAPER) > ENOUGH
    assert contrast(DEFAULT_ACCENT_DARK, DARK) > ENOUGH


def test_an_accent_that_cannot_be_read_is_refused_with_the_mend() -> None:
    with pytest.raises(ValidationError) as refused:
        OutletSettings(accent="#ffcc00", accent_dark="#331111").clean()
    light, dark = (
        refused.value.message_dict["accent"][0],
        refused.value.message_dict["accent_dark"][0],
    )
    assert light == (
        "#ffcc00 on the light page has a contrast of 1.5 to 1; readers need 4.5 to 1. "
        "Choose a colour that is darker."
    )
    assert dark.endswith("Choose a colour that is lighter.")


@pytest.mark.parametrize("accent", ["", "#1b5aa6", "red", "#12"])
def test_no_accent_and_what_the_field_refuses_itself_pass(accent: str) -> None:
    OutletSettings(accent=accent).clean()

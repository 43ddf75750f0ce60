from pathlib import Path

import pytest
from pytest_django import Settings

from masthead.ledger import keys
from masthead.ledger.opening import own_origin
from masthead.record.keys import public_key
from masthead.record.policy import Policy


@pytest.fixture
def policy(outlet_folder: Path, settings: Settings) -> Policy:
    """Whom a reader of this outlet trusts."""
    log = public_key(own_origin(), keys.make())
    return Policy.parse(f"log {log}\nquorum none\n".encode())

"""The real export that the tests read, by its place beside the project."""

from pathlib import Path

import pytest

EXPORT = Path(__file__).parents[4] / "shared" / "data" / "themeunittestdata.wordpress.xml"


@pytest.fixture(scope="session")
def theme_data() -> Path:
    """WordPress's own theme test data: 79 posts and pages in awkward shapes."""
    if not EXPORT.exists():
        pytest.skip("../shared/data/themeunittestdata.wordpress.xml is not beside the project")
    return EXPORT

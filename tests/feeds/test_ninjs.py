from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from lxml import html
from tests.factories import (
    ArticleFactory,
    ImageFactory,
    PersonFactory,
    SectionFactory,
    StandardFactory,
    TopicFactory,
)

from masthead.articles.models import ArticlePage

pytestmark = pytest.mark.usefixtures("outlet")

SCHEMA = Path(__file__).parents[2] / ".tools" / "ninjs-schema_3.1.json"
WHY_NOT = (
    "the ninjs schema is in no package; put ninjs-schema_3.1.json from iptc.org/std/ninjs into"
    " .tools/ and install jsonschema to run this"
)


@pytest.fixture
def story(outlet: object) -> ArticlePage:
    """A story with everything that the object can tell."""
    made: ArticlePage = ArticleFactory(
        title="Ferry late",
        section=SectionFactory(title="Region"),
        about=[TopicFactory(title="Harbour")],
        by=[PersonFactory(name="Alma Verne"), PersonFactory(name="Noor Amin")],
        dateline="Kestrel Bay",
        lead_image=ImageFactory(
            credit="Ivo Lund", licence="CC BY 4.0", licence_url="https://licence.example/by"
        ),
        published_at=datetime(2026, 3, 4, 9, 30, tzinfo=UTC),
    )
    return made


def ninjs(client: Client, story: ArticlePage) -> dict[str, Any]:
    response = client.get(f"{story.url}ninjs.json")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_a_newsroom_gets_the_whole_story(client: Client, story: ArticlePage) -> None:
    found = ninjs(client, story)

    assert found["uri"] == story.uid.urn
    assert found["by"] == "Alma Verne and Noor Amin"
    assert found["located"] == "Kestrel Bay"
    assert found["firstCreated"] == "2026-03-04T09:30:00+00:00"
    assert found["headlines"] == [{"role": "main", "value": "Ferry late"}]
    assert [subject["name"] for subject in found["subjects"]] == ["Region", "Harbour"]
    assert [person["name"] for person in found["people"]] == ["Alma Verne", "Noor Amin"]
    assert "<p>The ferry came in at seven.</p>" in found["bodies"][0]["value"]
    (picture,) = found["associations"]
    assert (picture["type"], picture["by"]) == ("picture", "Ivo Lund")
    assert picture["renditions"][0]["href"].startswith(f"{settings.SITE_URL}/media/")


def test_what_a_story_does_not_have_is_not_claimed(client: Client) -> None:
    found = ninjs(client, ArticleFactory(standfirst=""))
    absent = {"by", "people", "located", "associations", "descriptions", "subjects"}
    assert not absent & set(found)


def test_only_stories_have_an_object(client: Client, story: ArticlePage) -> None:
    page = StandardFactory()
    assert client.get(f"{page.url}ninjs.json").status_code == 404
    story.unpublish()
    assert client.get(f"{story.url}ninjs.json").status_code == 410


def test_a_newsroom_that_has_the_story_gets_nothing_twice(
    client: Client, story: ArticlePage
) -> None:
    tag = client.get(f"{story.url}ninjs.json")["ETag"]
    again = client.get(f"{story.url}ninjs.json", headers={"if-none-match": tag})
    assert again.status_code == 304


def test_the_object_is_valid_by_the_standards_own_schema(
    client: Client, story: ArticlePage
) -> None:
    if not SCHEMA.exists():
        pytest.skip(WHY_NOT)
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(ninjs(client, story))


def test_the_page_of_a_story_leads_to_its_object(client: Client, story: ArticlePage) -> None:
    head = html.fromstring(client.get(story.url).content)
    links = head.xpath("//link[@rel='alternate'][@type='application/json']/@href")
    assert links == [f"{story.url}ninjs.json"]

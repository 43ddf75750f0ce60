"""The content of posts, as WordPress's own block editor would have written it.

What is expected here was held against the editor's block library: it finds all of it valid.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.utils import timezone

from masthead.exporters.around import Around
from masthead.exporters.wordpress.blocks import markup
from masthead.exporters.wordpress.ids import Ids
from masthead.exporters.wordpress.markup import block
from masthead.exporters.wordpress.write import Body, Export
from masthead.importers.wordpress.map.markup import parse
from tests import factories

pytestmark = pytest.mark.usefixtures("outlet")


def content(kind: str, value: Any) -> str:
    """The markup of one block, without what goes along for ourselves."""
    raw = [{"type": kind, "value": value, "id": "1"}]
    export = Export(Ids(100), "https://post.example/media", timezone.now())
    html = markup(raw, Body(export, Around([], [raw])))
    return re.sub(r'[{,]"masthead":.*?(\}?) -->', lambda m: f"{m[1]} -->", html).replace("\n", "")


def test_a_list_is_a_block_and_so_is_each_of_its_items() -> None:
    assert content("text", "<ol><li>One</li></ol>") == (
        '<!-- wp:list {"ordered":true} --><ol class="wp-block-list"><!-- wp:list-item --><li>One'
        "</li><!-- /wp:list-item --></ol><!-- /wp:list -->"
    )


def test_a_quotation_ends_with_who_said_it_linked_to_where() -> None:
    value = {"text": "<p>So.</p>", "attribution": "Mayor", "source_url": "https://said.example/"}

    html = content("quote", value)

    assert '<blockquote class="wp-block-quote"><!-- wp:paragraph --><p>So.</p>' in html
    assert '<cite><a href="https://said.example/">Mayor</a></cite></blockquote>' in html


def test_a_picture_carries_its_own_description_caption_and_credit() -> None:
    image = factories.ImageFactory(size=(30, 20), caption="Dawn", credit="Lene")

    html = content("image", {"image": image.pk, "alt": "", "caption": "", "size": "wide"})

    assert '<figure class="wp-block-image alignwide size-full"><img src="https://post.' in html
    assert (
        f'alt="Boats in the harbour at dawn" class="wp-image-{Ids(100).image(image.pk)}"/>' in html
    )
    assert '<figcaption class="wp-element-caption">Dawn Lene</figcaption></figure>' in html


def test_a_link_to_a_page_that_never_was_public_leaves_its_words() -> None:
    draft = factories.ArticleFactory(live=False)

    html = content("text", f'<p>See <a linktype="page" id="{draft.pk}">this</a>.</p>')

    assert html == "<!-- wp:paragraph --><p>See this.</p><!-- /wp:paragraph -->"


def test_a_picture_that_was_deleted_leaves_no_block() -> None:
    assert content("image", {"image": 4711, "alt": "", "caption": ""}) == ""


@pytest.mark.parametrize(
    "words", ["-->", "--", "<!-- /wp:code -->", '"', '\\"', "&amp;", "\\u002d"]
)
def test_no_word_ends_a_block_too_early(words: str) -> None:
    (made,) = parse(block("code", "<pre></pre>", {"said": words}).strip())

    assert made.attributes == {"said": words}
    assert json.dumps(made.html()).count("pre") == 2

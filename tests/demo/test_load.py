"""What an editor finds in the demo."""

import re
from datetime import datetime, timedelta

import pytest
from django.db.models import Count
from wagtail.models import Revision

from masthead.addresses.assign import canonical
from masthead.addresses.models import Address
from masthead.articles.blocks import StoryBody
from masthead.articles.editions import front_of
from masthead.articles.models import (
    ArticlePage,
    FrontPage,
    Kind,
    SectionPage,
    StandardPage,
    TopicPage,
)
from masthead.comments.models import Comment, Status
from masthead.comments.thread import DIGITS
from masthead.demo.load import load
from masthead.demo.models import DemoThing
from masthead.media.models import Document, Image
from masthead.outlet.editions import Edition
from masthead.outlet.models import MenuItem, OutletSettings
from masthead.people.models import Person
from masthead.ticker.models import TickerItem

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("loaded"),
    pytest.mark.xdist_group("demo"),
]

HALF_SPACE = "\u200c"  # zero width non-joiner: Persian needs it inside words


def story(slug: str) -> ArticlePage:
    return ArticlePage.objects.get(slug=slug)


def test_there_are_stories_of_every_kind_in_four_sections() -> None:
    live = ArticlePage.objects.live()
    assert live.count() >= 28
    assert set(live.values_list("kind", flat=True)) == set(Kind.values)
    assert live.filter(kind=Kind.OPINION).count() >= 3
    sections = SectionPage.objects.filter(language="").annotate(stories=Count("articles"))
    assert len(sections) == 4
    assert all(section.stories >= 6 for section in sections)
    assert TopicPage.objects.annotate(n=Count("articles")).filter(n__gt=0).count() >= 8


def test_stories_are_spread_over_three_months_and_none_is_from_the_future(loaded: datetime) -> None:
    days = [page.first_published_at for page in ArticlePage.objects.live()]
    assert min(days) < loaded - timedelta(days=80)
    assert loaded - timedelta(hours=3) < max(days) < loaded
    assert len({(day.hour, day.minute) for day in days}) > 15


def test_stories_are_written_out() -> None:
    for page in ArticlePage.objects.live():
        assert 180 <= page.word_count <= 1300, page.slug
        assert page.standfirst, page.slug


def test_one_story_has_every_kind_of_block() -> None:
    kinds = {block.block_type for block in story("redrawing-the-sound").body}
    assert kinds == set(StoryBody().child_blocks)


def test_no_placeholder_is_left_for_readers() -> None:
    for revision in Revision.objects.page_revisions():
        assert not re.search(r"\{(weekday|date|minutes)|:::|\+\+\+", str(revision.content))


def test_a_quotation_says_who_when_and_where() -> None:
    quote = next(b for b in story("dredging-plan").body if b.block_type == "quote")
    assert re.search(
        r"Ansgar, harbour master, .*, Port Ostrel, \d+ \w+ \d{4}$", quote.value["attribution"]
    )


def test_two_authors_and_a_translator_stand_in_one_byline() -> None:
    lines = story("a-boat-has-to-want-to-float").bylines.all()
    assert [line.role for line in lines] == ["by", "by", "photographs", "translated"]


def test_the_persian_story_reads_from_the_right_and_keeps_its_half_spaces() -> None:
    page = story("بازگشت-علف-دریایی")
    assert (page.language, page.direction) == ("fa", "rtl")
    assert page.translation_of == story("seagrass-returns")
    assert HALF_SPACE in page.body.raw_data[0]["value"]
    assert canonical(page).path == "/fa/دانش/بازگشت-علف-دریایی/"  # type: ignore[union-attr]


@pytest.mark.parametrize("tag", ["fa", "ar"])
def test_the_outlet_is_in_three_languages(tag: str) -> None:
    edition = Edition.objects.get(language=tag)
    stories = ArticlePage.objects.live().filter(language=tag)
    assert stories.count() >= 2
    for page in stories:
        assert page.translation_of
        assert page.section.language == tag
        assert canonical(page).path.startswith(f"/{edition.prefix}/")  # type: ignore[union-attr]
    assert front_of(edition).picks.exists()  # type: ignore[union-attr]
    assert TickerItem.objects.current().filter(language=tag).exists()


def test_six_people_have_portrait_words_and_links() -> None:
    people = Person.objects.all()
    assert len(people) == 6
    assert all(person.portrait and person.bio and person.links.all() for person in people)
    assert Person.objects.filter(bylines__role="by").distinct().count() >= 4


def test_an_explainer_is_carried_by_two_stories() -> None:
    levy = TopicPage.objects.get(slug="harbour-levy")
    carriers = [
        page.slug
        for page in ArticlePage.objects.live()
        if any(b.block_type == "background" and b.value["page"] == levy for b in page.body)
    ]
    assert len(carriers) >= 2
    assert TopicPage.objects.exclude(body="[]").count() >= 2


def test_the_discussion_is_nested_has_held_comments_and_an_answer_of_the_author() -> None:
    comments = Comment.objects.filter(page=story("last-crane"))
    assert comments.shown().count() >= 14
    assert max(len(comment.path) // DIGITS for comment in comments) >= 4
    assert comments.filter(status=Status.PENDING).exists()
    assert comments.filter(person__name="Tomas Verrin", status=Status.APPROVED).exists()
    assert any(HALF_SPACE in comment.text for comment in comments)
    numbers = comments.shown().order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))


def test_the_ticker_has_five_current_items() -> None:
    items = TickerItem.objects.current().filter(language="")
    assert items.count() == 5
    assert items.filter(pinned=True).count() == 1
    assert items.filter(live=True).count() == 1


def test_every_picture_is_described_and_credited() -> None:
    pictures = Image.objects.exclude(title__startswith="Portrait")
    assert pictures.count() >= 25
    for image in Image.objects.all():
        assert image.credit
        assert image.licence
        assert image.file_size
    assert all(image.alt_text for image in pictures)
    assert pictures.exclude(focal_point_x=None).count() >= 25
    assert Document.objects.get().file_size > 1000


def test_the_outlet_has_name_policies_menus_and_a_laid_out_front_page() -> None:
    outlet = OutletSettings.load()
    assert outlet.name == "The Ostrel Lantern"
    assert outlet.logo.is_svg()
    assert outlet.policies.count() >= 4
    assert StandardPage.objects.live().count() == 6
    assert MenuItem.objects.filter(menu__place="header").count() == 5
    assert MenuItem.objects.filter(menu__place="footer").count() == 6
    slots = FrontPage.objects.get(language="").picks.values_list("slot", flat=True)
    assert {"lead", "top", "opinion"} == set(slots)


def test_every_public_thing_has_its_address() -> None:
    for page in ArticlePage.objects.live().filter(language="en"):
        address = canonical(page)
        assert address
        assert address.path == f"/{page.section.slug}/{page.slug}/"
    assert Address.objects.filter(path="/author/ines-hallward/").exists()
    assert Address.objects.filter(path="/corrections/").exists()


def test_drafts_wait_in_the_newsroom_and_one_is_due_tomorrow(loaded: datetime) -> None:
    drafts = ArticlePage.objects.not_live()
    assert drafts.count() == 3
    due = Revision.objects.filter(approved_go_live_at__gt=loaded)
    assert due.count() == 1
    assert not Address.objects.filter(path__contains="quiet-bank-buoys").exists()


def test_loading_again_changes_nothing() -> None:
    before = [
        list(model.objects.values_list()) for model in (Revision, DemoThing, Address, Comment)
    ]
    assert not load()
    after = [list(model.objects.values_list()) for model in (Revision, DemoThing, Address, Comment)]
    assert before == after

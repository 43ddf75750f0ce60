"""The demo goes without a trace, and takes nothing along."""

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, PageLogEntry, Revision

from masthead.addresses.models import Address
from masthead.articles.models import ArticlePage, Byline, FrontPage, SectionPage, TopicPage
from masthead.articles.tree import stories_folder
from masthead.comments.models import Comment
from masthead.comments.thread import attach
from masthead.demo.models import DemoThing
from masthead.demo.remove import Removal, remove
from masthead.media.models import Document, Image
from masthead.outlet.models import Menu, MenuItem, OutletLink, OutletSettings, PolicyPage
from masthead.people.models import Person
from masthead.ticker.models import TickerItem

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("loaded"),
    pytest.mark.xdist_group("demo"),
]


@pytest.fixture(scope="class")
def removal(loaded: object, django_db_blocker: DjangoDbBlocker) -> Iterator[Removal]:
    """The demo is removed as it was loaded."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield remove()
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def late_removal(loaded: object, django_db_blocker: DjangoDbBlocker) -> Iterator[Removal]:
    """The demo is removed after editors and readers have worked in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        write_a_story()
        answer_a_reader()
        TickerItem.objects.all().delete()
        ArticlePage.objects.get(slug="marrowick-footbridge").delete()
        gone = ArticlePage.objects.get(slug="counting-the-dark")
        TickerItem.objects.create(text="Ours", page=gone, starts_at=timezone.now())
        outlet = OutletSettings.load()
        outlet.tagline = "Our own words"
        outlet.save()
        yield remove()
        transaction.set_rollback(True)


@pytest.mark.usefixtures("removal")
class TestAnUntouchedDemo:
    def test_nothing_of_it_is_left(self, removal: Removal) -> None:
        assert removal.kept == []
        content = (ArticlePage, SectionPage, TopicPage, Person, Image, Document)
        for model in (*content, Comment, TickerItem, MenuItem, OutletLink, PolicyPage, DemoThing):
            assert not model.objects.exists(), model
        # The root, the front page and the two drawers.
        assert Page.objects.count() == 4
        assert list(Address.objects.values_list("path", flat=True)) == ["/"]

    def test_its_history_goes_as_well(self) -> None:
        pages = Page.objects.values_list("pk", flat=True)
        assert not PageLogEntry.objects.exclude(page_id__in=pages).exists()
        assert not Revision.objects.exclude(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(pk) for pk in pages],
        ).exists()

    def test_the_outlet_gets_its_former_name_back(self) -> None:
        outlet = OutletSettings.load()
        assert outlet.name == "The Other Paper"
        assert outlet.tagline == ""
        assert outlet.founded is None
        assert outlet.logo is None
        assert Menu.objects.count() == 2
        assert not FrontPage.objects.get().picks.exists()

    def test_a_second_removal_does_nothing(self) -> None:
        assert remove().removed == 0


@pytest.mark.usefixtures("late_removal")
class TestADemoAmongOwnWork:
    def test_the_own_story_stays_with_all_it_needs(self, late_removal: Removal) -> None:
        kept = ArticlePage.objects.get()
        assert kept.title == "Our own story"
        assert kept.live
        assert kept.section.live
        assert kept.lead_image.title == "Moorings in fog"
        assert [str(line.person) for line in kept.bylines.all()] == ["Ines Hallward"]
        assert [topic.slug for topic in kept.topics.all()] == ["birds"]
        assert Address.objects.filter(path="/harbour/our-own/").exists()
        assert Address.objects.filter(path="/author/ines-hallward/").exists()

    def test_the_operator_is_told_what_stays(self, late_removal: Removal) -> None:
        assert sorted(late_removal.kept) == [
            "Birds",
            "Harbour",
            "Ines Hallward",
            "Moorings in fog",
            "Portrait of Ines",
        ]

    def test_an_own_ticker_item_stays_and_leads_nowhere(self) -> None:
        item = TickerItem.objects.get()
        assert item.text == "Ours"
        assert item.page is None

    def test_what_readers_wrote_under_the_demo_goes_with_it(self) -> None:
        assert not Comment.objects.exists()

    def test_a_setting_that_an_editor_changed_stays(self) -> None:
        outlet = OutletSettings.load()
        assert outlet.tagline == "Our own words"
        assert outlet.name == "The Other Paper"

    def test_what_an_editor_had_deleted_is_no_hindrance(self) -> None:
        assert not DemoThing.objects.exists()


def write_a_story() -> None:
    """An editor writes in a section of the demo, under the name of one of its people."""
    page = ArticlePage(
        title="Our own story",
        slug="our-own",
        section=SectionPage.objects.get(slug="harbour"),
        lead_image=Image.objects.get(title="Moorings in fog"),
        body=[("text", "<p>Ours.</p>")],
    )
    page.bylines = [Byline(person=Person.objects.get(name="Ines Hallward"))]
    page.topics = [TopicPage.objects.get(slug="birds")]
    stories_folder().add_child(instance=page)
    page.save_revision().publish()


def answer_a_reader() -> None:
    """Somebody replies to a comment of the demo."""
    above = Comment.objects.filter(page__slug="last-crane").earliest("created_at")
    attach(Comment(page=above.page, parent=above, author_name="A reader", text="Hello"))

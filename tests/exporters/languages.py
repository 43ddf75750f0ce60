"""An outlet in three languages, one of them not public yet, with what is easily lost of that."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from masthead.addresses.assign import redirect
from masthead.articles import tree
from masthead.articles.editions import front_of
from masthead.articles.models import FrontPage, FrontPick, FrontSection
from masthead.outlet.editions import Edition
from masthead.outlet.models import Menu, MenuItem, OutletSettings
from masthead.people.models import Person, PersonName
from masthead.ticker.models import TickerItem
from tests import factories


def fill() -> None:
    """Make the outlet in a database that has none."""
    tree.plant("The Harbour Post")
    OutletSettings.objects.update_or_create(pk=1, defaults={"name": "The Harbour Post"})
    # The last in the table is the first that readers choose from.
    _edition("ps", "pus", "د بندر پوسټ", 3).unpublish()
    persian = _edition("fa", "fa", "پست بندر", 1)
    persian.noindex, persian.social_title = True, "خبر"
    news = factories.SectionFactory(title="News", slug="news")
    khabar = factories.SectionFactory(
        title="خبر", slug="news", parent=persian, language="fa", translation_of=news
    )
    varzesh = factories.SectionFactory(title="ورزش", slug="sport", parent=khabar, language="fa")
    sea = factories.TopicFactory(title="دریا", slug="دریا", language="fa")
    sea.translation_of = factories.TopicFactory(title="Sea", slug="sea", language="en")
    sea.save_revision().publish()
    about = factories.StandardFactory(title="About", slug="about", body=[])
    darbare = factories.StandardFactory(
        title="درباره", slug="about", parent=persian, language="fa", translation_of=about, body=[]
    )
    factories.StandardFactory(
        title="تماس", slug="contact", parent=darbare, language="fa", body=[]
    )  # fmt: skip
    first = factories.ArticleFactory(title="Ropes", slug="ropes", section=news)
    story = factories.ArticleFactory(
        title="طناب", slug="طناب", section=varzesh, language="fa", translation_of=first,
        about=[sea], by=[_person()],
    )  # fmt: skip
    persian.picks = [FrontPick(slot="opinion", article=story)]
    persian.rows = [FrontSection(section=varzesh), FrontSection(section=khabar)]
    persian.save_revision().publish()
    redirect("/farsi/", persian)
    _menus(persian, khabar)
    TickerItem.objects.create(
        text="یک طناب", page=story, language="fa", starts_at=timezone.now() - timedelta(hours=1)
    )


def _person() -> Person:
    """Somebody with a name in two further languages, and with a text about them in one."""
    person: Person = factories.PersonFactory(name="Mariam Daryavand", slug="mariam", bio="")
    PersonName.objects.create(
        person=person, language="fa", name="مریم ]]>", bio="<p>از <b>طناب</b>ها می‌نویسد.</p>"
    )
    PersonName.objects.create(person=person, language="fr", job_title="Rédactrice")
    return person


def _edition(language: str, prefix: str, name: str, place: int) -> FrontPage:
    edition = Edition(
        language=language, prefix=prefix, name=name, tagline=f"{name} -- ]]>", sort_order=place
    )
    edition.full_clean()
    edition.save()
    front = front_of(edition)
    assert front
    return front


def _menus(persian: FrontPage, khabar: object) -> None:
    """One of each edition under its name plate."""
    edition = Edition.objects.get(language=persian.language)
    for name, at, page in (("Main", None, tree.front_page()), ("اصلی", edition, persian)):
        menu = Menu.objects.create(name=name, slug=name.lower(), place="header", edition=at)
        MenuItem.objects.create(menu=menu, label=name, page=page, sort_order=0)
        if at:
            MenuItem.objects.create(menu=menu, page=khabar, sort_order=1)

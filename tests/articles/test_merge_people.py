import pytest
from tests.factories import ArticleFactory, PersonFactory, UserFactory

from masthead.addresses.resolve import resolve
from masthead.articles.counts import articles_of
from masthead.articles.merge_people import merge
from masthead.articles.models import ArticlePage, Byline
from masthead.people.models import Person

pytestmark = pytest.mark.usefixtures("outlet")


def test_all_stories_stand_under_the_remaining_name_each_once() -> None:
    double, person = PersonFactory(), PersonFactory()
    ArticleFactory(by=[double])
    both = ArticleFactory(by=[double, person, (double, "photographs")])
    merge(double, person)
    assert articles_of(person) == 2
    assert articles_of(double) == 0
    lines = Byline.objects.filter(article=both).order_by("sort_order")
    assert [(line.person, line.role) for line in lines] == [
        (person, "by"),
        (person, "photographs"),
    ]


def test_the_old_page_leads_to_the_new_one_even_over_two_steps() -> None:
    first, second, third = (PersonFactory(slug=slug) for slug in ("anna", "anne", "ann"))
    merge(first, second)
    merge(second, third)
    for path in ("/author/anna/", "/author/anne/"):
        found = resolve(path)
        assert found is not None
        assert found.redirect_to == "/author/ann/"
    first = Person.objects.get(pk=first.pk)
    assert first.merged_into == third
    assert first.url is None


def test_an_old_draft_gives_its_byline_to_the_remaining_profile() -> None:
    double, person = PersonFactory(), PersonFactory()
    draft = ArticleFactory(by=[double], live=False)
    merge(double, person)
    draft.latest_revision.publish()
    assert [line.person for line in ArticlePage.objects.get(pk=draft.pk).bylines.all()] == [person]


def test_the_account_goes_along_where_the_remaining_profile_has_none() -> None:
    account = UserFactory()
    double, person = PersonFactory(account=account), PersonFactory()
    merge(double, person)
    person.refresh_from_db()
    assert person.account == account
    other = PersonFactory(account=UserFactory())
    merge(other, person)
    person.refresh_from_db()
    assert person.account == account


def test_nobody_is_merged_into_themselves_or_into_somebody_merged() -> None:
    one, two, three = PersonFactory.create_batch(3)
    merge(one, two)
    one.refresh_from_db()
    for person, into in ((three, three), (three, one), (one, three)):
        with pytest.raises(ValueError, match="cannot be merged"):
            merge(person, into)

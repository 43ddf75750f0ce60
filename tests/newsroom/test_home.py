from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.factories import ArticleFactory, CommentFactory
from tests.newsroom.conftest import SignIn

from masthead.articles.models import ArticlePage, SectionPage
from masthead.comments.models import Status
from masthead.ledger.models import RecordHead


def schedule(story: ArticlePage, **later: Any) -> None:
    story.go_live_at = timezone.now() + timedelta(**later)
    story.save_revision(approved_go_live_at=story.go_live_at).publish()


def test_the_first_screen_says_what_is_due_and_what_readers_got(
    sign_in: SignIn, section: SectionPage
) -> None:
    ArticleFactory(section=section, title="Ferries stop")
    soon = ArticleFactory(section=section, title="Tide tables", live=False)
    schedule(soon, seconds=1)
    schedule(ArticleFactory(section=section, title="Winter timetable", live=False), days=3)
    html = sign_in("editor").get("/newsroom/").content.decode()
    due, published = html.index("Due today"), html.index("Recently published")
    assert due < html.index("Tide tables") < html.index("Next:") < html.index("Winter timetable")
    assert html.index("Winter timetable") < published < html.rindex("Ferries stop")


def test_the_pulse_counts(sign_in: SignIn, section: SectionPage) -> None:
    story = ArticleFactory(section=section)
    ArticleFactory(section=section, live=False)
    ArticleFactory(section=section, published_at=timezone.now() - timedelta(days=40))
    CommentFactory(page=story, status=Status.PENDING, number=None)
    panels = sign_in("editor").get("/newsroom/").context["panels"]
    pulse = next(panel for panel in panels if panel.name == "pulse")
    facts = pulse.facts(sign_in("reporter").user)  # type: ignore[attr-defined]
    assert (facts["today"], facts["week"], facts["drafts"], facts["held"]) == (1, 1, 1, 1)


def test_everybody_finds_their_own_unfinished_stories(
    sign_in: SignIn, section: SectionPage
) -> None:
    reporter = sign_in("reporter")
    mine = {"owner": reporter.user, "section": section, "live": False}  # type: ignore[attr-defined]
    ArticleFactory(title="The lock at Weir Street", **mine)
    assert "The lock at Weir Street" in reporter.get("/newsroom/").content.decode()
    assert "The lock at Weir Street" not in sign_in("editor").get("/newsroom/").content.decode()


def test_the_newsroom_bears_the_name_of_the_outlet(sign_in: SignIn) -> None:
    html = sign_in("moderator").get("/newsroom/").content.decode()
    assert "<title>Newsroom - The Harbour Post</title>" in html
    assert "Wagtail" not in html.replace("wagtail", "").split("</head>")[1].split("<script")[0]


def test_signing_in_speaks_of_the_outlet(newsroom: None, client: Any) -> None:
    html = client.get("/newsroom/login/").content.decode()
    assert "Sign in to The Harbour Post" in html
    assert 'aria-label="Wagtail"' not in html
    assert "Forgotten password" not in html  # no mail server is set


def test_the_first_screen_asks_as_much_with_many_stories_as_with_few(
    sign_in: SignIn, section: SectionPage, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("editor")
    client.get("/newsroom/")
    for _ in range(12):
        ArticleFactory(section=section)
    with django_assert_max_num_queries(75):
        client.get("/newsroom/")
    with django_assert_max_num_queries(60):
        client.get("/newsroom/stories/")


def test_a_record_that_has_stopped_is_told_on_the_first_screen(sign_in: SignIn) -> None:
    client = sign_in("editor")
    assert "Public record" not in client.get("/newsroom/").content.decode()
    RecordHead.objects.create(origin="a", key="k", root="", trouble="The disk is full.")
    assert "The disk is full." in client.get("/newsroom/").content.decode()

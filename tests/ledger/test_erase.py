"""An erased text is nowhere, and nothing that is left confirms a guess."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from masthead.articles.models import ArticlePage
from masthead.ledger import erase
from masthead.ledger.models import RecordContent, RecordEntry
from masthead.ledger.proofs import proof_of
from masthead.record.commitment import commit, new_salt
from masthead.record.policy import Policy
from masthead.record.proof import Proof
from masthead.record.verify import Verdict, verify_object, verify_proof
from tests.factories import ArticleFactory, CommentFactory, PersonFactory, UserFactory
from tests.ledger.runs import log, publish_again, record_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]

SECRET = "Quillfeather"


@pytest.fixture
def story() -> ArticlePage:
    made = ArticleFactory(
        title=f"{SECRET} seen at the quay",
        slug="seen",
        words=f"A person named {SECRET} was seen.",
        by=[PersonFactory()],
    )
    CommentFactory(page=made, text=f"I know {SECRET}.", html=f"<p>I know {SECRET}.</p>")
    changed = publish_again(made, standfirst=f"Who is {SECRET}?")
    record_all()
    return changed


def erased(story: ArticlePage) -> None:
    wish = erase.ask(story, "It endangered a person.", UserFactory())
    erase.erase(wish, UserFactory())
    record_all()


def places_of(text: str) -> list[str]:
    """Every column of every table in which the text stands, whatever model it has."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name = f"{connection.ops.quote_name(table)}"
                value = f"CAST({connection.ops.quote_name(column.name)} AS TEXT)"
                if connection.vendor == "postgresql" and column.type_code == 17:
                    value = f"encode({connection.ops.quote_name(column.name)}, 'escape')"
                sql = f"SELECT COUNT(*) FROM {name} WHERE {value} LIKE %s"  # noqa: S608 - names of our own
                cursor.execute(sql, [f"%{text}%"])
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


def test_the_text_is_in_no_table(story: ArticlePage) -> None:
    assert places_of(SECRET)
    erased(story)
    assert places_of(SECRET) == []


def test_the_text_is_in_no_file_and_on_no_page(
    story: ArticlePage, client: Client, outlet_folder: Path
) -> None:
    url = str(story.url)
    erased(story)
    for path in outlet_folder.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    for address in (
        url,
        f"{url}revisions/",
        f"{url}revisions/1/",
        "/record/corrections/",
        "/feed/",
        f"/search/?q={SECRET}",
        f"{url}revisions/1/article.json",
    ):
        response = client.get(address)
        text = response.content.decode().replace(f'value="{SECRET}"', "")
        assert f"{SECRET} seen" not in text
        assert f"named {SECRET}" not in text
    assert "It endangered a person." in client.get("/record/corrections/").content.decode()


def test_guessing_the_text_confirms_nothing(story: ArticlePage) -> None:
    entry = RecordEntry.objects.get(article=story.uid, revision=1)
    data = bytes(RecordContent.objects.get(entry=entry).data)
    erased(story)
    assert not RecordContent.objects.filter(
        entry__article=story.uid, entry__kind="publish"
    ).exists()
    proof = proof_of(RecordEntry.objects.get(pk=entry.pk))
    assert proof.salt is None
    assert commit(new_salt(), data) != entry.commit


def test_proofs_that_readers_hold_go_on_holding(story: ArticlePage, policy: Policy) -> None:
    entry = RecordEntry.objects.get(article=story.uid, revision=2)
    data, kept = bytes(entry.content.data), str(proof_of(entry)).encode()
    erased(story)
    finding = verify_object(data, Proof.parse(kept), policy)
    assert finding.verdict is Verdict.NOT_WITNESSED
    later = proof_of(RecordEntry.objects.filter(article=story.uid).latest("revision"))
    assert verify_proof(Proof.parse(kept), policy, [later]).verdict is Verdict.WITHDRAWN
    assert [found.kind for found in log()] == ["publish", "update", "erase"]


def test_one_person_alone_erases_nothing(story: ArticlePage) -> None:
    user = UserFactory()
    wish = erase.ask(story, "A mistake.", user)
    with pytest.raises(erase.NotAllowedError):
        erase.erase(wish, user)
    assert ArticlePage.objects.filter(pk=story.pk).exists()


def test_nothing_that_waits_for_the_log_survives(story: ArticlePage) -> None:
    publish_again(story, title=f"{SECRET} again")
    erased(story)
    assert [found.kind for found in log()] == ["publish", "update", "erase"]
    assert apps.get_model("ledger", "RecordEntry").objects.filter(place=None).count() == 0

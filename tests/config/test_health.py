import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_healthz_answers_without_a_database(client: Client) -> None:
    assert client.get("/healthz").content == b"alive\n"


def test_healthz_asks_for_no_known_host_name(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.django_db
def test_readyz_says_ready_when_all_tables_are_there(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_readyz_names_a_migration_that_is_missing(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="comments").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"migrations are not applied" in response.content


def test_no_probe_is_kept_in_a_cache(client: Client) -> None:
    assert client.get("/healthz")["Cache-Control"] == "no-store"

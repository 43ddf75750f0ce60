"""A language with a host of its own, in front of Django."""

from __future__ import annotations

import pytest
from tests.asking import ask

from masthead.bake.tree import Baked, State, Tree
from masthead.serve.application import Front
from masthead.serve.hosts import Hosts

PERSIAN = "<!doctype html><title>خبر</title>".encode()
FA = "https://fa.news.example"


@pytest.fixture
def persian(tree: Tree) -> Tree:
    for path in ("/fa/", "/fa/about", "/fa/یاد/"):
        tree.put(path, Baked(State.PAGE, PERSIAN))
    tree.put("/fa/old/", Baked(State.REDIRECT, b"/about"))
    tree.put("/outlet.css", Baked(State.PAGE, b"a{}"))
    return tree


@pytest.mark.usefixtures("persian")
def test_the_same_path_is_another_page_at_each_host(front: Front) -> None:
    for _twice in range(2):  # from the file, then from memory
        for host, begins in (("news.example", b"<!doctype html><title>Ferries"), ("", b"<!doc")):
            assert ask(front, "/about", host=host).body.startswith(begins)
            assert ask(front, "/about", host=host).body != PERSIAN
        for host in ("fa.news.example", "FA.news.example:8443"):
            assert ask(front, "/about", host=host).body == PERSIAN
            assert ask(front, "/", host=host).body == PERSIAN
            assert ask(front, "/%DB%8C%D8%A7%D8%AF/", host=host).body == PERSIAN


@pytest.mark.usefixtures("persian")
def test_a_path_written_otherwise_leads_on_at_its_host(front: Front) -> None:
    for asked in ("/ABOUT", "//about", "/about/"):
        reply = ask(front, asked, host="fa.news.example")
        assert (reply.status, reply.headers["location"]) == (301, "/about"), asked
    reply = ask(front, "/old/?a=1", host="fa.news.example")
    assert (reply.status, reply.headers["location"]) == (301, "/about?a=1")


@pytest.mark.usefixtures("persian")
def test_the_prefix_leads_to_the_host_and_what_there_is_once_away_from_it(front: Front) -> None:
    for host in ("news.example", "fa.news.example", "mirror.example"):
        for asked, target in (
            ("/fa/", "/"),
            ("/fa", "/"),
            ("/fa/about?a=1", "/about?a=1"),
            ("/fa/%DB%8C%D8%A7%D8%AF/", "/%DB%8C%D8%A7%D8%AF/"),
        ):
            reply = ask(front, asked, host=host)
            assert (reply.status, reply.headers["location"]) == (301, FA + target), (host, asked)
    for asked in ("/record/", "/newsroom/", "/sitemap.xml", "/sitemaps/pages.xml"):
        reply = ask(front, asked, host="fa.news.example")
        assert (reply.status, reply.headers["location"]) == (301, f"https://news.example{asked}")


@pytest.mark.usefixtures("persian")
def test_what_is_shared_is_the_same_at_each_host(front: Front) -> None:
    assert ask(front, "/outlet.css", host="fa.news.example").body == b"a{}"


@pytest.mark.usefixtures("persian")
def test_django_gets_the_path_as_it_was_asked_for(front: Front) -> None:
    reply = ask(front, "/search/?q=a", host="fa.news.example")
    assert reply.body == b"/search/?q=a"
    reply = ask(front, "/fa/search/", "POST", host="news.example")
    assert reply.body == b"/fa/search/?"


def test_an_outlet_without_such_hosts_reads_every_path_as_it_is() -> None:
    hosts = Hosts("https://news.example", {})
    for path in ("/", "/fa/", "/record/", "no path"):
        assert hosts.read("fa.news.example", path) == (path, "")
    assert Hosts("", {"fa": FA}).read("fa.news.example", "*") == ("/fa/*", "")

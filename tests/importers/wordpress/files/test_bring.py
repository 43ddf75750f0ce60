"""Pictures that come from the net: at import, and later."""

import json
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client
from PIL import Image as Pillow

from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage
from masthead.core.fetch import fetch, guard, is_public
from masthead.importers.models import AwaitedFile, AwaitedPlace
from masthead.importers.report import Report
from masthead.importers.wordpress.command import wordpress
from masthead.importers.wordpress.files import ask
from masthead.importers.wordpress.files import command as command_module
from masthead.importers.wordpress.files.bring import bring
from masthead.importers.wordpress.files.command import media
from masthead.importers.wordpress.write.run import import_files
from masthead.media.models import Document, Image
from tests.core.fetch.hosts import HERE, Answer, Host, host, reply, sending
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything, run
from tests.ledger.runs import log, record_all
from tests.media.files import claimed_png, drawing, photograph

pytestmark = pytest.mark.usefixtures("outlet")

FROM_HERE = partial(fetch, guard=HERE)
FOLDER = "/wp-content/uploads/2024/03"


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """The old site, as far as it still stands; the command may ask it."""
    monkeypatch.setattr(command_module, "fetch", FROM_HERE)
    answers: dict[str, Answer] = {
        f"{FOLDER}/boat.jpg": reply(photograph(), Content_Type="image/jpeg"),
        f"{FOLDER}/quay.png": reply(photograph("PNG"), Content_Type="image/png"),
        f"{FOLDER}/plan.pdf": reply(b"%PDF-1.4 plan", Content_Type="application/pdf"),
        f"{FOLDER}/song.mp3": reply(b"ID3 song", Content_Type="audio/mpeg"),
    }
    with host(answers) as running:
        yield running


def attachment(old: Host, number: int, name: str, parent: int = 1, **fields: Any) -> str:
    return wxr.item(
        number,
        post_type="attachment",
        status="inherit",
        title=name,
        post_parent=str(parent),
        attachment_url=old.url(f"{FOLDER}/{name}", "old.example"),
        link=f"https://old.example/2024/03/story-1/{number}/",
        inside=wxr.meta("_wp_attachment_image_alt", "Boats"),
        **fields,
    )


def img(old: Host, name: str, more: str = "") -> str:
    return f'<img src="{old.url(f"{FOLDER}/{name}", "old.example")}" {more}>'


def body(number: int = 1) -> list[dict[str, Any]]:
    return list(ArticlePage.objects.get(title=f"Story {number}").body.raw_data)


def kinds(number: int = 1) -> list[str]:
    return [block["type"] for block in body(number)]


def plain(value: Any) -> Any:
    """A body without the ids of its blocks."""
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if name != "id"}
    return value


def test_a_form_that_was_open_meanwhile_does_not_put_the_mark_back(
    tmp_path: Path, old: Host
) -> None:
    export = wxr.write(tmp_path, wxr.item(1, f"Before. {img(old, 'boat.jpg')} After."))
    import_files([export], Report(), lambda *_step: None)
    opened = ArticlePage.objects.get().get_latest_revision_as_object()
    assert "html" in kinds()
    list(bring(AwaitedFile.objects.all(), None, FROM_HERE, lambda *_step: None))
    assert "image" in kinds()
    opened.title = "Story 1, as its editor left it"
    opened.save_revision().publish()
    story = ArticlePage.objects.get()
    assert story.title == opened.title
    assert "missing-picture" not in json.dumps(list(story.body.raw_data))
    assert "image" in [block["type"] for block in story.body.raw_data]


def test_pictures_and_documents_come_from_the_old_site(tmp_path: Path, old: Host) -> None:
    text = f"{img(old, 'boat-300x200.jpg')}\n\n[audio {old.url(f'{FOLDER}/song.mp3')}]"
    path = wxr.write(
        tmp_path,
        attachment(old, 5, "boat.jpg"),
        attachment(old, 6, "quay.png", parent=0),
        attachment(old, 7, "song.mp3"),
        wxr.item(1, text, inside=wxr.meta("_thumbnail_id", "6")),
    )
    report = run(path, fetch=FROM_HERE)
    assert report.counts["attachment"] == {"made": 3}
    assert not report.pictures
    assert kinds() == ["image", "document"]
    article = ArticlePage.objects.get()
    image = article.body[0].value["image"]
    assert (image.alt_text, image.width) == ("Boats", 90)
    assert article.lead_image.file.name.endswith("quay.png")
    assert b"Serial 4711" not in Path(image.file.path).read_bytes()
    revision = article.get_latest_revision_as_object()
    assert revision.lead_image == article.lead_image
    assert plain(list(revision.body.raw_data)) == plain(body())
    found = resolve(f"{FOLDER}/boat.jpg")
    assert found
    assert found.redirect_to == image.file.url
    own_page = resolve("/?attachment_id=6")
    assert own_page
    assert own_page.redirect_to in (article.lead_image.file.url, article.public_path)
    assert not AwaitedFile.objects.exists()
    before = everything()
    run(path, fetch=FROM_HERE)
    assert everything() == before
    assert len([asked for asked in old.asked if "boat.jpg" in asked]) == 1


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]])
def test_what_comes_late_stands_as_if_it_had_been_there(
    tmp_path: Path, old: Host, order: list[int]
) -> None:
    """Every shape: alone, floating with a caption and link, galleries with holes."""
    caption = (
        f'[caption id="attachment_5" align="alignleft"]<a href="https://else.example/">'
        f"{img(old, '0.jpg')}</a> At <b>dawn</b>[/caption]"
    )
    block = "<!-- wp:gallery --><figure>{}<figcaption>All of <b>it</b></figcaption></figure>"
    figures = "".join(
        f"<figure>{img(old, f'{n}.jpg')}<figcaption>{n}</figcaption></figure>" for n in (3, 0, 2)
    )
    path = wxr.write(
        tmp_path,
        *(attachment(old, 5 + n, f"{n}.jpg", parent=9) for n in range(4)),
        wxr.item(1, f"A\n\n{caption}\n\nB [gallery ids='5,6,7,8'] C\n\n{img(old, 'boat.jpg')}"),
        wxr.item(2, "[gallery ids='6,5']", inside=wxr.meta("_thumbnail_id", "5")),
        wxr.item(3, f"{block.format(figures)}<!-- /wp:gallery -->"),
    )
    uploads = tmp_path / "uploads/2024/03"
    uploads.mkdir(parents=True)
    for name in ("0.jpg", "1.jpg", "2.jpg", "3.jpg", "boat.jpg"):
        old.answers[f"{FOLDER}/{name}"] = reply(photograph())
        (uploads / name).write_bytes(photograph())
    with transaction.atomic():
        run(path, uploads=tmp_path / "uploads")
        wanted = seen()
        transaction.set_rollback(True)
    run(path)
    assert kinds(3) == ["html", "html", "html", "text"]
    files = list(AwaitedFile.objects.order_by("pk"))
    for at in order:
        chosen = AwaitedFile.objects.filter(pk=files[at].pk)
        assert len(list(bring(chosen, None, FROM_HERE, lambda *_: None))) == 1
        assert Client().get("/2024/03/story-1/").status_code == 200
    assert seen() == wanted
    assert not AwaitedPlace.objects.exists()


def seen() -> list[Any]:
    """What stands in all stories, pictures by their titles."""
    names = dict(Image.objects.values_list("pk", "title"))
    return [
        (_titled(plain(list(page.body.raw_data)), names), page.lead_image and page.lead_image.title)
        for page in ArticlePage.objects.order_by("path")
    ]


def _titled(value: Any, names: dict[int, str]) -> Any:
    if isinstance(value, list):
        return [_titled(part, names) for part in value]
    if isinstance(value, dict):
        return {
            name: names[part] if name == "image" else _titled(part, names)
            for name, part in value.items()
        }
    return value


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(b"", status="404 Not Found"), "answered 404 (not found)."),
        (reply(b"<html>Login</html>", Content_Type="text/html"), "no picture"),
        (reply(drawing("<script>x()</script>")), "active content (script)"),
        (reply(claimed_png(10_100, 10_000)), "pixels large"),
        (reply(photograph()[:400]), "damaged or cut off"),
        (sending(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"), "20 MB that are taken"),
        (reply(b"", status="302 Found", Location="http://10.0.0.1/x.jpg"), "not public"),
    ],
)
def test_a_picture_that_is_none_leaves_its_marked_place_and_one_line(
    tmp_path: Path, old: Host, answer: Answer, reason: str
) -> None:
    old.answers[f"{FOLDER}/boat.jpg"] = answer
    path = wxr.write(
        tmp_path,
        attachment(old, 5, "boat.jpg"),
        wxr.item(1, img(old, "boat.jpg"), inside=wxr.meta("_thumbnail_id", "5")),
    )
    asker = partial(fetch, guard=guard.Guard(_here_or_public, None, HERE.resolve))
    report = run(path, fetch=asker)
    ((_, why),) = report.skips
    assert reason in why
    assert "\n" not in why
    ((picture, same), found), = report.pictures.items()  # fmt: skip
    assert (same, found.count) == (why, 2)
    assert picture.startswith("5 http")
    page = Client().get("/2024/03/story-1/")
    assert "Missing picture: Boats" in page.content.decode()
    assert not Image.objects.exists()
    old.asked.clear()
    again = run(path, fetch=asker)
    assert again.skips.keys() == report.skips.keys()
    assert again.pictures.keys() == report.pictures.keys()
    assert not old.asked


def _here_or_public(address: Any) -> bool:
    return address.is_loopback or is_public(address)


def test_a_picture_known_only_by_its_address_comes_whole_where_it_can(
    tmp_path: Path, old: Host
) -> None:
    """An export of posts alone has no attachments."""
    old.answers[f"{FOLDER}/gone-20x10.png"] = reply(photograph("PNG", size=(20, 10)))
    old.answers["/made?id=1"] = reply(photograph("PNG"))
    elsewhere = f'<img src="{old.url("/made?id=1", "else.example")}">'
    text = f"{img(old, 'boat-300x200.jpg')}\n\n{img(old, 'gone-20x10.png')}\n\n{elsewhere}"
    path = wxr.write(tmp_path, wxr.item(1, text))
    run(path, fetch=FROM_HERE)
    assert kinds() == ["image"] * 3
    widths = [block.value["image"].width for block in ArticlePage.objects.get().body]
    assert widths == [90, 20, 90]
    assert {Path(image.file.name).suffix for image in Image.objects.all()} == {".jpg", ".png"}
    before = everything()
    report = run(path, fetch=FROM_HERE)
    assert everything() == before
    assert report.counts["post"] == {"unchanged": 1}


def test_a_draft_and_what_is_public_both_get_the_picture(tmp_path: Path, old: Host) -> None:
    parts = attachment(old, 5, "boat.jpg"), wxr.item(1, f"Words\n\n{img(old, 'boat.jpg')}")
    run(wxr.write(tmp_path, *parts))
    article = ArticlePage.objects.get()
    article.title = "A new headline"
    article.body = json.dumps([{"type": "text", "value": "<p>More</p>", "id": "x"}, *body()])
    article.save_revision()
    result = CliRunner().invoke(media, ["--retry"])
    assert "1 files have come; 1 stories" in result.output
    public = ArticlePage.objects.get()
    assert public.title == "Story 1"
    assert [block.block_type for block in public.body] == ["text", "image"]
    assert public.live_revision.as_object().body[1].block_type == "image"
    draft = public.get_latest_revision_as_object()
    assert draft.title == "A new headline"
    assert [block.block_type for block in draft.body] == ["text", "text", "image"]
    assert b"<picture" in Client().get("/2024/03/story-1/").content


def test_what_an_editor_put_there_meanwhile_stays(tmp_path: Path, old: Host) -> None:
    item = wxr.item(1, img(old, "boat.jpg"), inside=wxr.meta("_thumbnail_id", "5"))
    run(wxr.write(tmp_path, attachment(old, 5, "boat.jpg"), item))
    article = ArticlePage.objects.get()
    article.body = json.dumps([{"type": "text", "value": "<p>Other</p>", "id": body()[0]["id"]}])
    article.save_revision().publish()
    CliRunner().invoke(media, ["--retry"])
    article = ArticlePage.objects.get()
    assert kinds() == ["text"]
    assert article.lead_image is not None


def test_retrying_has_what_comes_and_tells_what_does_not(tmp_path: Path, old: Host) -> None:
    boat = old.answers.pop(f"{FOLDER}/boat.jpg")
    text = f"{img(old, 'boat.jpg')}\n\n{img(old, 'none.jpg')}"
    parts = attachment(old, 5, "boat.jpg"), attachment(old, 6, "none.jpg"), wxr.item(1, text)
    run(wxr.write(tmp_path, *parts), fetch=FROM_HERE)
    listed = CliRunner().invoke(media, [])
    assert "2 files are missing" in listed.output
    assert "answered 404" in listed.output
    old.answers[f"{FOLDER}/boat.jpg"] = boat
    target = tmp_path / "missing.json"
    result = CliRunner().invoke(media, ["--retry", "--report", str(target)])
    assert result.exit_code == 0, result.output
    assert kinds() == ["image", "html"]
    written = json.loads(target.read_text())
    assert (written["made"], written["pages_changed"]) == (1, 1)
    (missing,) = written["missing"]
    assert missing["file"].startswith("6 http")
    assert "answered 404" in missing["reason"]
    assert len(missing["places"]) == 1
    before = everything()
    CliRunner().invoke(media, ["--retry"])
    assert everything() == before


def test_retrying_looks_into_the_uploads_first(tmp_path: Path, old: Host) -> None:
    run(wxr.write(tmp_path, attachment(old, 5, "boat.jpg"), wxr.item(1, img(old, "boat.jpg"))))
    folder = tmp_path / "uploads/2024/03"
    folder.mkdir(parents=True)
    (folder / "BOAT.JPG").write_bytes(photograph(size=(30, 20)))
    arguments = ["--retry", "--uploads", str(tmp_path / "uploads"), "--no-fetch"]
    result = CliRunner().invoke(media, arguments)
    assert "No file is missing." in result.output
    assert Image.objects.get().width == 30
    assert not old.asked
    wrong = CliRunner().invoke(media, ["--uploads", str(tmp_path / "uploads")])
    assert wrong.exit_code == 2
    assert "go with --retry" in wrong.output


def test_a_document_comes_late_too(tmp_path: Path, old: Host) -> None:
    player = f"[audio {old.url(f'{FOLDER}/song.mp3', 'old.example')}]"
    parts = attachment(old, 5, "song.mp3"), attachment(old, 6, "plan.pdf"), wxr.item(1, player)
    run(wxr.write(tmp_path, *parts))
    assert kinds() == ["embed"]
    old.answers[f"{FOLDER}/plan.pdf"] = reply(b"<html>", Content_Type="text/html")
    CliRunner().invoke(media, ["--retry"])
    assert kinds() == ["document"]
    assert Document.objects.get().title == "song.mp3"
    assert "a web page instead" in AwaitedFile.objects.get().reason


def test_an_attachments_page_leads_to_its_file_once_that_is_here(tmp_path: Path, old: Host) -> None:
    run(wxr.write(tmp_path, attachment(old, 5, "boat.jpg", parent=0)))
    found = resolve("/2024/03/story-1/5/")
    assert found
    assert found.redirect_to == "/"
    CliRunner().invoke(media, ["--retry"])
    found = resolve("/2024/03/story-1/5/")
    assert found
    assert found.redirect_to == Image.objects.get().file.url


def test_a_host_that_does_not_answer_is_given_up(
    tmp_path: Path, old: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.answers |= {f"{FOLDER}/{n}.jpg": sending(b"") for n in range(40)}
    other = reply(photograph())
    with host({f"{FOLDER}/alive.jpg": other}) as elsewhere:
        text = img(elsewhere, "alive.jpg").replace("old.example", "else.example")
        items = [attachment(old, 100 + n, f"{n}.jpg") for n in range(40)]
        report = run(wxr.write(tmp_path, *items, wxr.item(1, text)), fetch=FROM_HERE)
    assert kinds() == ["image"]
    assert report.counts["attachment"] == {"skipped": 40}
    whys = {why: found.count for (_, why), found in report.skips.items()}
    given_up = next(count for why, count in whys.items() if "given up after 10 failures" in why)
    assert given_up >= 40 - 10 - 6
    assert len(old.asked) <= 16


def test_a_busy_host_is_left_alone_and_asked_again(
    tmp_path: Path, old: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "_REST", 0.01)
    boat, busy = old.answers[f"{FOLDER}/boat.jpg"], reply(b"", status="429 Too Many Requests")
    answers = iter([busy, boat])
    old.answers[f"{FOLDER}/boat.jpg"] = lambda caller: next(answers)(caller)  # noqa: PLW0108 - another one each time
    path = wxr.write(tmp_path, attachment(old, 5, "boat.jpg"), wxr.item(1, img(old, "boat.jpg")))
    assert not run(path, fetch=FROM_HERE).pictures
    assert len(old.asked) == 2


def test_a_stopped_run_goes_on_with_what_nobody_was_asked_for(tmp_path: Path, old: Host) -> None:
    old.answers |= {f"{FOLDER}/{n}.jpg": old.answers[f"{FOLDER}/boat.jpg"] for n in range(20)}
    items = [attachment(old, 100 + n, f"{n}.jpg") for n in range(20)]
    path = wxr.write(tmp_path, *items, wxr.item(1, "\n".join(img(old, f"{n}.jpg") for n in (3, 4))))

    class StoppedError(Exception):
        pass

    def stop(step: str, done: int, _: int) -> None:
        if (step, done) == ("pictures", 5):
            raise StoppedError

    with pytest.raises(StoppedError):
        import_files([path], Report(), stop, fetch=FROM_HERE)
    assert Image.objects.count() == 5
    report = run(path, fetch=FROM_HERE)
    assert report.counts["attachment"] == {"made": 15, "unchanged": 5}
    assert Image.objects.count() == 20
    assert kinds() == ["image", "image"]


def test_a_dry_run_asks_nobody(tmp_path: Path, old: Host) -> None:
    path = wxr.write(tmp_path, attachment(old, 5, "boat.jpg"), wxr.item(1, img(old, "boat.jpg")))
    before = everything()
    report = run(path, dry_run=True, fetch=FROM_HERE)
    assert not old.asked
    assert everything() == before
    assert len(report.pictures) == 1


def test_without_a_net_the_import_finishes_and_says_so(tmp_path: Path, old: Host) -> None:
    """The command as it is: names of this kind are not even looked up."""
    export = wxr.wxr(attachment(old, 5, "boat.jpg"), wxr.item(1, img(old, "boat.jpg")))
    path = tmp_path / "export.xml"
    path.write_text(export.replace(f":{old.port}", ""), "utf-8")
    result = CliRunner().invoke(wordpress, [str(path)])
    assert result.exit_code == 0, result.output
    assert "old.example has no address." in " ".join(result.output.split())
    assert "import media --retry" in " ".join(result.output.split())
    nobody = CliRunner().invoke(wordpress, [str(path), "--no-fetch"])
    assert nobody.exit_code == 0


def test_a_story_that_changed_on_the_old_site_waits_for_what_it_names_now(
    tmp_path: Path, old: Host
) -> None:
    parts = attachment(old, 5, "boat.jpg"), attachment(old, 6, "quay.png")
    run(wxr.write(tmp_path, *parts, wxr.item(1, img(old, "boat.jpg"))))
    path = wxr.write(tmp_path, *parts, wxr.item(1, f"New\n\n{img(old, 'quay.png')}"))
    report = run(path)
    assert report.counts["post"] == {"changed": 1}
    CliRunner().invoke(media, ["--retry"])
    assert kinds() == ["text", "image"]
    assert body()[1]["value"]["image"] == Image.objects.get(title="quay.png").pk
    data = BytesIO(Path(Image.objects.get(title="quay.png").file.path).read_bytes())
    assert Pillow.open(data).size == (90, 60)


def test_a_marked_place_speaks_the_readers_language(tmp_path: Path, old: Host) -> None:
    export = wxr.wxr(attachment(old, 5, "boat.jpg"), wxr.item(1, img(old, "boat.jpg")))
    path = tmp_path / "export.xml"
    path.write_text(export.replace("en-GB", "fa-IR"), "utf-8")
    run(path)
    assert "تصویر ناموجود: Boats" in body()[0]["value"]


@pytest.mark.parametrize("late", [True, False])
def test_a_picture_that_breaks_only_inside_does_not_stop_the_others(
    tmp_path: Path, old: Host, *, late: bool
) -> None:
    """Its pixels are whole; what stands before them leads a reader of segments astray."""
    whole = photograph()
    broken = whole[:2] + b"\xff\xfe\x00\x02" + b"\x00\x00" + whole[2:]
    old.answers[f"{FOLDER}/astray.jpg"] = reply(broken)
    uploads = tmp_path / "uploads/2024/03"
    uploads.mkdir(parents=True)
    (uploads / "astray.jpg").write_bytes(broken)
    (uploads / "boat.jpg").write_bytes(whole)
    parts = attachment(old, 5, "astray.jpg"), attachment(old, 6, "boat.jpg")
    path = wxr.write(tmp_path, *parts, wxr.item(1, img(old, "boat.jpg")))
    report = run(path, fetch=FROM_HERE) if late else run(path, uploads=tmp_path / "uploads")
    assert report.counts["attachment"] == {"made": 1, "skipped": 1}
    ((_, why),) = report.skips
    assert "astray.jpg is damaged in a way" in why
    assert kinds() == ["image"]


def test_a_picture_that_comes_after_the_record_is_shown_and_recorded(
    tmp_path: Path, old: Host
) -> None:
    """Readers get the recorded body; what was recorded without the picture is not the last word."""
    text = f"Words\n\n{img(old, 'boat.jpg')}\n\n{img(old, 'quay.png')}"
    parts = attachment(old, 5, "boat.jpg"), attachment(old, 6, "quay.png"), wxr.item(1, text)
    run(wxr.write(tmp_path, *parts))
    record_all()
    page = Client().get("/2024/03/story-1/").content.decode()
    assert page.count('class="missing-picture"') == 2
    CliRunner().invoke(media, ["--retry"])
    record_all()
    page = Client().get("/2024/03/story-1/").content.decode()
    assert 'class="missing-picture"' not in page
    assert page.count("<picture") == 2
    # Both came before the worker looked again: one new line of the log, not two.
    assert [(entry.kind, entry.revision) for entry in log()] == [("publish", 1), ("update", 2)]
    before = everything()
    CliRunner().invoke(media, ["--retry"])
    record_all()
    assert everything() == before

"""Pictures and documents from the folder of uploads."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything, run

from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage
from masthead.media.models import Document, Image

pytestmark = pytest.mark.usefixtures("outlet")
ADDRESS = "https://old.example/wp-content/uploads/2024/03"


def attachment(number: int, name: str, *, inside: str = "", parent: int = 1, **fields: Any) -> str:
    return wxr.item(
        number,
        post_type="attachment",
        status="inherit",
        title=name,
        post_parent=str(parent),
        attachment_url=f"{ADDRESS}/{name}",
        link=f"https://old.example/2024/03/story-1/{number}/",
        inside=wxr.meta("_wp_attachment_image_alt", "Boats") + inside,
        **fields,
    )


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads" / "2024" / "03"
    folder.mkdir(parents=True)
    data = BytesIO()
    Pillow.new("RGB", (800, 600), "#35607a").save(data, "JPEG")
    (folder / "boat.jpg").write_bytes(data.getvalue())
    (folder / "Cafe\u0301.JPG").write_bytes(data.getvalue())
    (folder / "fake.jpg").write_text("no picture")
    (folder / "plan.pdf").write_bytes(b"%PDF-1.4 plan")
    (folder / "song.mp3").write_bytes(b"ID3 song")
    script = "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"
    (folder / "drawing.svg").write_text(script)
    return tmp_path / "uploads"


def body(number: int = 1) -> list[dict[str, Any]]:
    return list(ArticlePage.objects.get(title=f"Story {number}").body.raw_data)


def test_pictures_and_documents_are_taken_over_with_what_is_known_of_them(
    tmp_path: Path, uploads: Path
) -> None:
    meta = 'a:1:{s:10:"image_meta";a:1:{s:6:"credit";s:9:"Ida Kroon";}}'
    path = wxr.write(
        tmp_path,
        attachment(5, "boat.jpg", inside=wxr.meta("_wp_attachment_metadata", meta), excerpt="C"),
        attachment(6, "plan.pdf"),
        attachment(7, "song.mp3"),
        wxr.item(
            1,
            f'<img src="{ADDRESS}/boat-300x225.jpg" alt="Boats">\n\n[audio {ADDRESS}/song.mp3]',
            inside=wxr.meta("_thumbnail_id", "5"),
        ),
    )
    report = run(path, uploads=uploads)
    assert report.counts["attachment"] == {"made": 3}
    image = Image.objects.get()
    assert (image.alt_text, image.credit, image.width) == ("Boats", "Ida Kroon", 800)
    assert Path(image.file.path).exists()
    assert Document.objects.count() == 2
    article = ArticlePage.objects.get()
    assert article.lead_image == image
    assert [(block["type"]) for block in body()] == ["image", "document"]
    assert body()[0]["value"]["image"] == image.pk
    found = resolve("/wp-content/uploads/2024/03/boat.jpg")
    assert found
    assert found.redirect_to == image.file.url
    before = everything()
    run(path, uploads=uploads)
    assert everything() == before


def test_what_a_file_tells_of_its_maker_is_not_published(tmp_path: Path, uploads: Path) -> None:
    exif = Pillow.Exif()
    exif[0x010E] = "The quay at dawn"
    exif[0x0131] = "Camera of a source"
    picture = Pillow.new("RGB", (80, 60))
    picture.save(uploads / "2024/03/boat.jpg", exif=exif, comment=b"Home of a source")
    run(wxr.write(tmp_path, attachment(5, "boat.jpg"), wxr.item(1)), uploads=uploads)
    image = Image.objects.get()
    stored = Path(image.file.path).read_bytes()
    assert b"of a source" not in stored
    assert image.caption == ""
    assert (image.width, image.height) == (80, 60)


def test_names_in_another_case_and_normal_form_are_found(tmp_path: Path, uploads: Path) -> None:
    report = run(wxr.write(tmp_path, attachment(5, "caf%C3%A9.jpg")), uploads=uploads)
    assert report.counts["attachment"] == {"made": 1}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.jpg", "not in the folder"),
        ("fake.jpg", "no picture"),
        ("drawing.svg", "drawing.svg"),
        ("tool.exe", "kind “exe”"),
        ("../../../secret.jpg", "not in the folder"),
    ],
)
def test_what_cannot_be_taken_over_is_told(
    tmp_path: Path, uploads: Path, name: str, reason: str
) -> None:
    (tmp_path / "secret.jpg").write_bytes((uploads / "2024/03/boat.jpg").read_bytes())
    report = run(wxr.write(tmp_path, attachment(5, name)), uploads=uploads)
    ((kind, why),) = report.skips
    assert kind == "attachment"
    assert reason in why
    assert not Image.objects.exists()


def test_a_missing_picture_leaves_a_marked_place_that_a_later_run_fills(
    tmp_path: Path, uploads: Path
) -> None:
    img = f'<img class="wp-image-5" src="{ADDRESS}/boat.jpg" alt="Boats">'
    caption = f'[caption id="attachment_5"]{img} At <b>dawn</b>[/caption]'
    path = wxr.write(
        tmp_path, attachment(5, "boat.jpg"), wxr.item(1, f"A\n\n{caption}\n\n[gallery ids='5']")
    )
    report = run(path)
    assert [block["type"] for block in body()] == ["text", "html", "html"]
    assert 'data-picture="5"' in body()[1]["value"]
    assert "Missing picture: Boats" in body()[1]["value"]
    assert "At <b>dawn</b>" in body()[1]["value"]
    assert report.pictures
    filled = run(path, uploads=uploads)
    assert [block["type"] for block in body()] == ["text", "image", "gallery"]
    assert filled.counts["post"] == {"changed": 1}
    assert not filled.pictures


def test_an_attachments_page_leads_to_its_story_or_its_file(tmp_path: Path, uploads: Path) -> None:
    run(
        wxr.write(
            tmp_path, attachment(5, "boat.jpg"), attachment(6, "plan.pdf", parent=0), wxr.item(1)
        ),
        uploads=uploads,
    )
    found = resolve("/2024/03/story-1/5/")
    assert found
    assert found.redirect_to == "/2024/03/story-1/"
    found = resolve("/?attachment_id=6")
    assert found
    assert found.redirect_to == Document.objects.get().file.url


def test_an_attachments_page_leads_to_where_it_is_shown_or_to_the_front(tmp_path: Path) -> None:
    img = f'<img class="wp-image-5" src="{ADDRESS}/boat.jpg">'
    loose = attachment(5, "boat.jpg", parent=0) + attachment(6, "quay.jpg", parent=99)
    run(wxr.write(tmp_path, loose, wxr.item(1, img)))
    found = [resolve(f"/?attachment_id={number}") for number in (5, 6)]
    assert [one and one.redirect_to for one in found] == ["/2024/03/story-1/", "/"]


def test_a_dry_run_leaves_no_file(tmp_path: Path, uploads: Path, settings: Any) -> None:
    run(wxr.write(tmp_path, attachment(5, "boat.jpg")), uploads=uploads, dry_run=True)
    assert not Image.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))

"""Reading files as they are, whole, broken and hostile."""

import tracemalloc
from pathlib import Path

import pytest
from tests.importers.wordpress import wxr

from masthead.importers.errors import NotReadableError, Place
from masthead.importers.wordpress.read.build import records
from masthead.importers.wordpress.read.records import Author, Item, Record, Site, Term


class Told(list[tuple[str, Place]]):
    def __call__(self, words: str, place: Place) -> None:
        self.append((words, place))


def read(folder: Path, content: bytes | str) -> tuple[list[Record], Told]:
    path = folder / "export.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    told = Told()
    return list(records(path, told)), told


def items(found: list[Record]) -> list[Item]:
    return [record for record in found if isinstance(record, Item)]


def refusal(folder: Path, content: bytes | str) -> str:
    with pytest.raises(NotReadableError) as caught:
        read(folder, content)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert "export.xml" in sentence
    return sentence


def test_every_part_of_an_export_becomes_a_record(tmp_path: Path) -> None:
    found, told = read(
        tmp_path,
        wxr.wxr(
            wxr.category("news", "News"),
            wxr.item(7, "Hello", inside=wxr.use("category", "news") + wxr.meta("a", "b")),
        ),
    )
    site, author, term, item = found
    assert isinstance(site, Site)
    assert (site.title, site.address, site.version) == (
        "The Old Harbour",
        "https://old.example",
        "1.2",
    )
    assert isinstance(author, Author)
    assert author.name == "Alma Verne"
    assert isinstance(term, Term)
    assert term.slug == "news"
    assert isinstance(item, Item)
    assert (item.id, item.content, item.first("a"), item.terms[0].slug) == (7, "Hello", "b", "news")
    assert item.place == Place("export.xml", 13)
    assert told == []


def test_no_ip_address_is_read(tmp_path: Path) -> None:
    found, _ = read(tmp_path, wxr.wxr(wxr.item(1, inside=wxr.comment(5, "Hm."))))
    assert "192.0.2.7" not in repr(found)


def test_a_post_may_hold_the_end_mark_of_cdata(tmp_path: Path) -> None:
    found, _ = read(tmp_path, wxr.wxr(wxr.item(1, "if (a[b[0]]>1) <p>x</p>")))
    assert items(found)[0].content == "if (a[b[0]]>1) <p>x</p>"


def test_text_without_cdata_is_read_the_same(tmp_path: Path) -> None:
    whole = wxr.wxr(wxr.item(1, "PLACE")).replace(
        "<![CDATA[PLACE]]>", "&lt;p&gt;A &amp;amp; B&lt;/p&gt;"
    )
    found, _ = read(tmp_path, whole)
    assert items(found)[0].content == "<p>A &amp; B</p>"


@pytest.mark.parametrize("before", [b"\n\n \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"])
def test_blank_lines_and_marks_before_the_declaration_do_no_harm(
    tmp_path: Path, before: bytes
) -> None:
    found, told = read(tmp_path, before + wxr.wxr(wxr.item(1)).encode())
    assert len(items(found)) == 1
    assert told == []
    assert items(found)[0].place.line == 12 + before.count(b"\n")


def test_a_servers_warnings_around_the_export_are_left_out_and_told(tmp_path: Path) -> None:
    content = f"<b>Warning</b>: x\n{wxr.wxr(wxr.item(1))}<br>Notice: y"
    found, told = read(tmp_path, content)
    assert len(items(found)) == 1
    assert [words for words, _ in told] == [
        "Text before the XML was left out.",
        "Text after the end of the export was left out.",
    ]


def test_utf_16_is_read(tmp_path: Path) -> None:
    found, _ = read(tmp_path, wxr.wxr(wxr.item(1, "Ünïcode")).encode("utf-16"))
    assert items(found)[0].content == "Ünïcode"


def test_control_characters_are_dropped_and_told_with_their_line(tmp_path: Path) -> None:
    found, told = read(tmp_path, wxr.wxr(wxr.item(1, "a\x0bb&#8;c\x00d"), wxr.item(2, "e\x1ff")))
    assert [item.content for item in items(found)] == ["abcd", "ef"]
    assert {place.line for _, place in told} == {12, 13}


def test_a_forbidden_reference_across_two_pieces_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in range(1, 40):
        monkeypatch.setattr("masthead.importers.source.PIECE", 900 + size)
        found, _ = read(tmp_path, wxr.wxr(wxr.item(1, "a&#x1F;b &amp; ü")))
        assert items(found)[0].content == "ab &amp; ü"


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252_and_told(tmp_path: Path) -> None:
    content = wxr.wxr(wxr.item(1, "caf~ \u201cx\u201d")).encode().replace(b"~", b"\xe9")
    found, told = read(tmp_path, content)
    assert items(found)[0].content == "café “x”"
    assert told[0][1].line == 12


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_wxr_is_read(tmp_path: Path, version: str) -> None:
    content = wxr.wxr(wxr.item(1, "x")).replace("export/1.2/", f"export/{version}/")
    content = content.replace("<wp:wxr_version>1.2<", f"<wp:wxr_version>{version}<")
    found, told = read(tmp_path, content)
    assert items(found)[0].content == "x"
    assert told == []


@pytest.mark.parametrize("said", ["", "<wp:wxr_version>7.5</wp:wxr_version>"])
def test_a_missing_or_unknown_version_is_told(tmp_path: Path, said: str) -> None:
    content = wxr.wxr(wxr.item(1)).replace("<wp:wxr_version>1.2</wp:wxr_version>", said)
    found, told = read(tmp_path, content)
    assert len(items(found)) == 1
    assert "read as 1.2" in told[0][0]


def test_the_doubled_terms_of_wxr_1_0_count_once(tmp_path: Path) -> None:
    inside = (
        "<category>News</category>" + wxr.use("category", "news", "News") + wxr.use("tag", "sea")
    )
    found, _ = read(tmp_path, wxr.wxr(wxr.item(1, inside=inside)))
    assert [(use.taxonomy, use.slug) for use in items(found)[0].terms] == [
        ("category", "news"),
        ("post_tag", "sea"),
    ]


def test_another_prefix_for_the_same_namespace_is_understood(tmp_path: Path) -> None:
    content = wxr.wxr(wxr.item(1, "x")).replace("wp:", "ns0:").replace("xmlns:wp", "xmlns:ns0")
    assert items(read(tmp_path, content)[0])[0].id == 1


def test_missing_elements_count_as_empty(tmp_path: Path) -> None:
    content = wxr.wxr("<item><wp:post_id>5</wp:post_id></item>")
    (item,) = items(read(tmp_path, content)[0])
    assert (item.id, item.type, item.status, item.title, item.content) == (
        5,
        "post",
        "publish",
        "",
        "",
    )


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9, 0.999])
def test_a_truncated_export_is_refused_with_its_last_place(tmp_path: Path, cut: float) -> None:
    whole = wxr.wxr(*(wxr.item(n, "Words. " * 50) for n in range(1, 20))).encode()
    sentence = refusal(tmp_path, whole[: int(len(whole) * cut)])
    assert "ends in the middle" in sentence
    assert "line" in sentence


def test_an_end_in_the_middle_of_cdata_names_the_last_whole_item(tmp_path: Path) -> None:
    whole = wxr.wxr(wxr.item(41, "One"), wxr.item(42, "Two, which is cut"))
    sentence = refusal(tmp_path, whole[: whole.index("which is")])
    assert "after item 41" in sentence
    assert "line 13" in sentence


def test_an_entity_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    content = wxr.wxr(wxr.item(1)).replace(
        "<rss", f'<!DOCTYPE rss [<!ENTITY e0 "x">{bomb}]><rss', 1
    )
    assert "entity bomb" in refusal(tmp_path, content)


def test_an_external_entity_is_refused_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    content = wxr.wxr(wxr.item(1, title="&x;")).replace("<rss", doctype + "<rss", 1)
    assert "hidden words" not in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "not a WordPress export"),
        (b"PK\x03\x04 a zip file", "not a WordPress export"),
        (b"just words", "not a WordPress export"),
        (b"<html><body>Log in</body></html>", "<html>"),
        (b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", "WordPress"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes, part: str) -> None:
    assert part in refusal(tmp_path, content)


def test_broken_xml_names_line_and_column(tmp_path: Path) -> None:
    content = wxr.wxr(wxr.item(1), "<wp:tag><wp:tag_slug>x</wp:tag>\n")
    assert "line 13, column" in refusal(tmp_path, content)


def test_elements_nested_without_end_are_refused(tmp_path: Path) -> None:
    assert "deep" in refusal(tmp_path, wxr.wxr("<a>" * 100_000))


def test_a_missing_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotReadableError, match="cannot be opened"):
        list(records(tmp_path / "none.xml", Told()))


def test_a_post_of_100_megabytes_is_cut_and_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    start, end = wxr.wxr(wxr.item(1, "HERE"), wxr.item(2, "after")).split("HERE")
    with path.open("w") as file:
        file.write(start)
        for _ in range(1000):
            file.write("word " * 20_000)
        file.write(end)
    tracemalloc.start()
    found = [(item.cut, len(item.content)) for item in items(list(records(path, Told())))]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found[0][0]
    assert found[0][1] <= 8_000_000
    assert found[1] == (False, 5)
    assert peak < 60_000_000

"""The page that checks offline reads web archives, and answers as the other checker does."""

from __future__ import annotations

import base64
import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from masthead.record.entry import EntryKind
from masthead.record.policy import Policy
from masthead.record.verify import archive
from masthead.record.verify.files import Evidence
from tests.browser.checking import LONG, SavedChecker, saved_checker
from tests.browser.sites import RunningSite
from tests.record.archives import (
    ADDRESS,
    LAYERS,
    LEADING_OUT,
    NAME,
    PACKED,
    bomb,
    chunked,
    locked,
    named,
    page,
    twice,
    unknown_method,
    wacz,
    warc,
    whole,
)
from tests.record.logs import policy_text
from tests.record.stories import SITE, Published

FILE = "ferry.wacz"
MEGABYTES = 1024**2
#: Chromium may learn Brotli one day: what it does with it is decided here, by its name for gzip.
BROTLI = """
const Known = DecompressionStream;
DecompressionStream = class extends Known {
  constructor(format) {
    if (format === "brotli" && !%s) throw new TypeError("unsupported");
    super(format === "brotli" ? "gzip" : format);
  }
};
"""
UNKNOWN, KNOWN = BROTLI % "false", BROTLI % "true"
IN_PAGE = """
async (texts) => {
  const said = [];
  for (const text of texts) {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    try {
      const { found } = await archived(bytes);
      said.push([...found].map(([at, data]) => [at, latin1(data)]));
    } catch (error) {
      said.push(error instanceof Malformed ? error.message : `not caught: ${error}`);
    }
  }
  return said;
}
"""
SLOW = """
() => {
  const real = archived;
  archived = async (bytes) => {
    await new Promise((go) => { window.letGo = go; });
    return real(bytes);
  };
}
"""
LET_GO = "async () => { letGo(); await new Promise((go) => setTimeout(go, 500)); }"


@pytest.fixture
def checker(browser: Browser, tmp_path: Path) -> Iterator[SavedChecker]:
    with saved_checker(browser, tmp_path) as made:
        yield made


def refused(checker: SavedChecker, data: bytes) -> str:
    return checker.sentences({FILE: data})[""]


def as_the_other(data: bytes) -> dict[str, str]:
    """What the checker in Python says of an archive."""
    evidence = Evidence()
    evidence.add(FILE, data)
    found = evidence.findings(Policy.parse(policy_text()))
    return {name.removeprefix(f"{FILE}: "): str(finding) for name, finding in found.items()}


def in_page(checker: SavedChecker, *archives: bytes) -> list[object]:
    """What the reader of archives makes of them, without the answers."""
    checker.open()
    texts = [base64.b64encode(data).decode() for data in archives]
    found: list[object] = checker.page.evaluate(IN_PAGE, texts)
    return found


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("packed", [True, False])
def test_a_page_in_an_archive_is_genuine(
    checker: SavedChecker, method: int, *, packed: bool
) -> None:
    data = warc({f"{SITE}/": b"<html>front</html>"} | whole(Published()))
    member = {NAME: data} if packed else {NAME.removesuffix(".gz"): gzip.decompress(data)}
    found = checker.sentences({FILE: wacz(member, method)})
    assert found == as_the_other(wacz(member, method))
    assert found[ADDRESS].startswith("genuine, as of size 3, cosigned at")


def test_each_page_has_its_answer_in_the_words_of_the_other_checker(checker: SavedChecker) -> None:
    story = Published()
    answers = whole(story)
    forged = page().replace(b"three hours", b"ten hours")
    cut = page()[: page().index(b"</article>")]
    answers |= {f"{ADDRESS}forged": forged, f"{ADDRESS}cut": cut}
    answers[f"{ADDRESS}other"] = page().replace(b"4f0e-3f0b", b"0000-0000")
    data = wacz({NAME: warc(answers)})
    found = checker.sentences({FILE: data})
    assert list(found) == [ADDRESS, f"{ADDRESS}forged", f"{ADDRESS}cut", f"{ADDRESS}other"]
    assert found[f"{ADDRESS}forged"].startswith("altered: the text, at character")
    assert found[f"{ADDRESS}cut"] == "cannot tell: the end of the story body; the page is cut off"
    assert found[f"{ADDRESS}other"] == "cannot tell: the article object of this page"
    assert {name: said[:9] for name, said in found.items()} == {
        name: said[:9] for name, said in as_the_other(data).items()
    }


def test_a_later_entry_in_the_archive_is_told(checker: SavedChecker) -> None:
    story = Published()
    answers = whole(story)
    answers[f"{ADDRESS}2.tlog-proof"] = str(story.then(EntryKind.WITHDRAW)).encode()
    assert checker.sentences({FILE: wacz({NAME: warc(answers)})}) == {
        ADDRESS: "withdrawn (entry 3)"
    }


def test_a_page_in_an_archive_is_checked_with_object_and_proof_beside_it(
    checker: SavedChecker,
) -> None:
    story = Published()
    files = {
        FILE: wacz({NAME: warc({ADDRESS: page()})}),
        "1.json": story.object,
        "1.tlog-proof": str(story.proof).encode(),
    }
    assert checker.sentences(files)[ADDRESS].startswith("genuine")


def test_a_forged_proof_before_the_real_one_changes_nothing(checker: SavedChecker) -> None:
    story = Published()
    forged = str(story.proof_of(story.entry, 2)).encode()
    data = wacz({NAME: warc({f"{SITE}/forged": forged} | whole(story))})
    found = checker.sentences({FILE: data})
    assert found == as_the_other(data)
    assert found[ADDRESS].startswith("genuine")


@pytest.mark.parametrize("way", [way for way in PACKED if way != "br"])
def test_a_page_is_read_as_a_browser_read_it(checker: SavedChecker, way: str) -> None:
    headers, pack = PACKED[way]
    packed = {address: pack(data) for address, data in whole(Published()).items()}
    found = checker.sentences({FILE: wacz({NAME: warc(packed, *headers)}, zipfile.ZIP_STORED)})
    assert list(found) == [ADDRESS]
    assert found[ADDRESS].startswith("genuine")


def test_pages_that_were_stored_without_an_answer_around_them_count(checker: SavedChecker) -> None:
    data = wacz({NAME: warc(whole(Published()), kind="resource")})
    assert checker.sentences({FILE: data})[ADDRESS].startswith("genuine")


def test_what_no_reader_got_does_not_count(checker: SavedChecker) -> None:
    missing = warc({ADDRESS: page()}, status="404 Not Found")
    none = "a page of a record; the archive has none"
    assert in_page(
        checker, wacz({NAME: missing}), wacz({"x.warc.gz": warc({ADDRESS: page()})})
    ) == [
        none,
        none,
    ]


def test_brotli_is_named_where_the_browser_cannot_unpack_it(checker: SavedChecker) -> None:
    checker.page.add_init_script(UNKNOWN)
    headers, pack = PACKED["br"]
    packed = warc({ADDRESS: pack(page()), f"{ADDRESS}2/": pack(page())}, *headers)
    style = gzip.decompress(warc({f"{SITE}/a.css": pack(b"a{}")}, *headers))
    style = style.replace(b"text/html", b"text/css;")  # no page, so that nobody misses it
    both = wacz({NAME: packed, "archive/plain.warc.gz": warc(whole(Published()))})
    reason = (
        "a browser that unpacks Brotli; this one does not (answers in it that are packed so: 2)"
    )
    alone = wacz({NAME: packed, "archive/style.warc": style})
    assert checker.sentences({FILE: alone}) == {"": f"cannot tell: {reason}"}
    found = checker.sentences({FILE: both})
    assert found.pop(FILE) == f"cannot tell: {reason}"
    assert list(found) == [ADDRESS]
    assert found[ADDRESS].startswith("genuine")


def test_brotli_is_unpacked_where_the_browser_can(checker: SavedChecker) -> None:
    checker.page.add_init_script(KNOWN)
    packed = {address: gzip.compress(data) for address, data in whole(Published()).items()}
    data = wacz({NAME: warc(packed, ("Content-Encoding", "br"))})
    assert checker.sentences({FILE: data})[ADDRESS].startswith("genuine")


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "br"])
def test_a_bomb_is_put_out_in_every_layer(checker: SavedChecker, layer: str) -> None:
    data = bomb(layer, archive.LARGEST + 6 * MEGABYTES)
    assert len(data) < MEGABYTES
    assert refused(checker, data) == "cannot tell: an archive of at most 64 MB unpacked"


def test_a_bomb_of_what_looks_like_gzip_members_is_put_out(checker: SavedChecker) -> None:
    inside = warc({ADDRESS: page() + b"\x1f\x8b\x08\x00 ".join([bytes(4096)] * 6000)})
    flat = gzip.decompress(inside)
    kept = gzip.compress(flat, compresslevel=0)
    assert refused(checker, wacz({NAME: kept})) == (
        "cannot tell: an archive whose WARC files can be taken apart with less work"
    )


def test_what_looks_like_the_next_member_inside_of_one_is_read_over(checker: SavedChecker) -> None:
    story = Published()
    answers = whole(story) | {f"{SITE}/a.gz": gzip.compress(b"a") * 20}
    kept = gzip.compress(gzip.decompress(warc(answers)), compresslevel=0)
    assert checker.sentences({FILE: wacz({NAME: kept})})[ADDRESS].startswith("genuine")


def test_gzip_in_gzip_is_no_way_around_the_limit(checker: SavedChecker) -> None:
    twofold = wacz({NAME: gzip.compress(warc({ADDRESS: page()}))})
    assert refused(checker, twofold) == "cannot tell: an archive whose WARC files are such"


def test_each_way_of_being_wrong_has_the_sentence_of_the_other_checker(
    checker: SavedChecker,
) -> None:
    many = {f"archive/{number}": b"" for number in range(archive.MOST_MEMBERS + 1)}
    pages = {f"{ADDRESS}{number}": page() for number in range(archive.MOST_PAGES + 1)}
    wrong = [
        wacz(many),
        twice(),
        locked(),
        wacz({NAME: b""}),
        wacz({NAME: warc(pages)}),
        wacz({NAME: warc({ADDRESS: b"<p>Hello</p>"})}),
        unknown_method(),
        wacz({NAME: warc({ADDRESS: page()}, ("Content-Encoding", "zstd"))}),
    ]
    for data, told in zip(wrong, in_page(checker, *wrong), strict=True):
        said = as_the_other(data)[FILE].replace("'zstd'", '"zstd"').replace("(That", "(that")
        assert f"cannot tell: {told}" == said


def test_a_name_that_leads_out_of_the_archive_is_refused(checker: SavedChecker) -> None:
    for told in in_page(checker, *map(named, LEADING_OUT)):
        assert str(told).startswith("an archive without such file names as ")


def test_two_directories_in_one_archive_are_not_chosen_from(checker: SavedChecker) -> None:
    forged = wacz({NAME: warc({ADDRESS: page().replace(b"three hours", b"ten hours")})})
    data = wacz({NAME: warc(whole(Published()))})
    both = forged + data
    assert in_page(checker, both, data + bytes(70_000)) == [
        "a whole archive; this one is damaged (its directory is not where its end says)",
        "a whole archive; this one is damaged (it has no directory)",
    ]


def test_a_damaged_archive_has_a_sentence_wherever_it_is_cut_or_changed(
    checker: SavedChecker,
) -> None:
    data = wacz({NAME: warc({ADDRESS: page()})})
    damaged = []
    for at in range(4, len(data), 97):
        damaged += [data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]]
    told = in_page(checker, *damaged)
    assert sum(isinstance(found, str) for found in told) > len(told) // 2
    for found in told:
        if isinstance(found, str):
            # What is damaged is called so, or refused for what the damage made of it.
            assert found.startswith(
                ("a whole archive; this one is damaged (", "an archive", "a page")
            )
        else:
            # What nobody reads may be damaged; a page is never made up.
            assert found == [[ADDRESS, page().decode("cp1252")]]


def test_a_warc_that_is_cut_off_is_damaged(checker: SavedChecker) -> None:
    flat = gzip.decompress(warc({ADDRESS: page()}))
    plain = NAME.removesuffix(".gz")
    (told,) = in_page(checker, wacz({plain: flat[: len(flat) // 2]}))
    assert told == "a whole archive; this one is damaged (a record is cut off)"
    lying = flat.replace(b"Content-Length: ", b"Content-Length: 9")
    assert in_page(checker, wacz({plain: lying})) == [told]


def test_a_file_that_is_too_large_is_not_read(checker: SavedChecker) -> None:
    large = b"PK\x03\x04" + bytes(archive.LARGEST)
    assert refused(checker, large) == "cannot tell: a file of at most 64 MB"


def test_the_answer_is_about_the_files_that_were_chosen_last(checker: SavedChecker) -> None:
    story = Published()
    checker.open()
    checker.page.evaluate(SLOW)
    checker.choose("#files", {FILE: wacz({NAME: warc({ADDRESS: page()})})})
    expect(checker.page.get_by_role("status")).to_have_text("Reading…")
    alone = {"1.json": story.object, "1.tlog-proof": str(story.proof).encode()}
    checker.choose("#files", alone)
    answer = checker.page.locator(".answer")
    expect(answer).to_contain_text("genuine")
    checker.page.evaluate(LET_GO)
    expect(answer).to_have_count(1)
    expect(answer).to_contain_text("genuine")


def test_the_page_that_the_outlet_serves_takes_an_archive(
    site: RunningSite, page: Page, tmp_path: Path
) -> None:
    data = wacz({NAME: warc(whole(Published()))})
    page.goto(f"{site.url}/record/checker.html")
    for field, content in (("#policy", policy_text()), ("#files", data)):
        file = tmp_path / field.removeprefix("#")
        file.write_bytes(content)
        page.set_input_files(field, file)
    expect(page.locator(".answer")).to_contain_text("genuine, as of size 3", timeout=LONG)


def test_chunks_that_end_early_give_what_was_there(checker: SavedChecker) -> None:
    cut = chunked(page())[:-200]
    (found,) = in_page(
        checker, wacz({NAME: warc({ADDRESS: cut}, ("Transfer-Encoding", "chunked"))})
    )
    assert isinstance(found, list)
    ((address, text),) = found
    assert address == ADDRESS
    assert page().decode("cp1252").startswith(text)

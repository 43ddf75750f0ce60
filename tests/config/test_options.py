import tomllib
from pathlib import Path

import pytest

from masthead.config import file, options


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(options.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.delenv("MASTHEAD_DATABASE_URL", raising=False)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / options.FILE_NAME).write_text(text)


def refusal() -> str:
    with pytest.raises(options.OptionsError) as caught:
        options.read()
    return str(caught.value)


def test_without_a_file_the_defaults_hold() -> None:
    assert options.read().port == 8000


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "port = 8001\nworkers = 2\n")
    monkeypatch.setenv("MASTHEAD_PORT", "8002")
    found = options.read()
    assert (found.port, found.workers) == (8002, 2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("port = 70000", "port in masthead.toml: got 70000, wants less than or equal to 65535"),
        ('port = "http"', "port in masthead.toml: got 'http', wants a valid integer"),
        (
            'time_zone = "Mars/Olympus"',
            "time_zone in masthead.toml: got 'Mars/Olympus', "
            "wants a time zone name like Europe/Vienna",
        ),
        (
            'site_url = "news.example"',
            "site_url in masthead.toml: got 'news.example', "
            "wants an address like https://news.example, without a path",
        ),
        ('log_format = "xml"', "log_format in masthead.toml: got 'xml', wants 'text' or 'json'"),
        (
            'language_sites = {fa = "fa.news.example"}',
            "language_sites in masthead.toml: got {'fa': 'fa.news.example'}, "
            "wants an address like https://news.example, without a path",
        ),
        (
            'language_sites = {FA = "https://fa.news.example"}',
            "language_sites in masthead.toml: got {'FA': 'https://fa.news.example'}, "
            'wants prefixes with addresses, like {fa = "https://fa.news.example"}',
        ),
        (
            'language_sites = {fa = "https://a.example", ar = "https://a.example:81"}',
            "language_sites in masthead.toml: got {'fa': 'https://a.example', "
            "'ar': 'https://a.example:81'}, wants another host for each language",
        ),
        ("prot = 1", "prot in masthead.toml is no setting; see docs/settings.md"),
    ],
)
def test_a_wrong_value_names_the_key_and_what_it_wants(
    folder: Path, text: str, sentence: str
) -> None:
    write(folder, text)
    assert refusal() == sentence


def test_a_wrong_value_in_the_environment_is_named_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTHEAD_PORT", "x")
    assert refusal() == "port in MASTHEAD_PORT: got 'x', wants a valid integer"


def test_a_misspelt_variable_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTHEAD_PROT", "8000")
    assert refusal().startswith("MASTHEAD_PROT in the environment is no setting")


def test_a_broken_file_is_named_with_the_line(folder: Path) -> None:
    write(folder, "port = 8000\nworkers two\n")
    assert "line 2" in refusal()


def test_a_secret_is_not_repeated_in_the_message(folder: Path) -> None:
    write(folder, 'database_url = "mysql://root:hunter2@db/news"')
    assert "hunter2" not in refusal()


def test_the_written_file_explains_every_setting_and_reads_back(folder: Path) -> None:
    path = file.write(folder, {"site_url": "https://news.example"})
    text = path.read_text()
    assert tomllib.loads(text) == {"site_url": "https://news.example"}
    every = "\n".join(line.removeprefix("# ") if " = " in line else "" for line in text.split("\n"))
    assert set(tomllib.loads(every)) == set(options.Options.model_fields)
    assert options.read().site() == "https://news.example"


def test_the_written_file_is_the_owners_alone(folder: Path) -> None:
    assert file.write(folder, {}).stat().st_mode & 0o077 == 0


def test_a_list_in_the_environment_is_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTHEAD_EXTRA_HOSTS", "a.example, b.onion")
    assert options.read().hosts()[1:3] == ["a.example", "b.onion"]


def test_a_language_does_not_get_the_host_of_the_whole_site(folder: Path) -> None:
    site = 'site_url = "https://news.example"\nextra_hosts = ["a.onion"]\n'
    for address in ("https://news.example", "http://a.onion"):
        write(folder, f'{site}language_sites = {{fa = "{address}"}}\n')
        assert "wants other hosts than those of the site itself" in refusal()


def test_the_site_answers_to_the_hosts_of_its_languages_and_no_others(folder: Path) -> None:
    write(
        folder,
        'site_url = "https://news.example"\nlanguage_sites = {fa = "https://fa.news.example/"}\n',
    )
    found = options.read()
    assert found.language_sites == {"fa": "https://fa.news.example"}
    own = ["localhost", "127.0.0.1", "[::1]"]
    assert found.hosts() == ["news.example", "fa.news.example", *own]

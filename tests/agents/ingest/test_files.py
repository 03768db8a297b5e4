"""Files: what is read of them, how entries are called, and what cannot be read."""

import gzip
import json
from pathlib import Path

import pytest
import zstandard

from agents.ingest.files import Entry, Skipped, UnknownKind, entries, files_of
from agents.ingest.lines import lines
from streams import codec
from streams.article_records import RawArticle

MIB = 1 << 20


def read(*paths: Path, limit: int = MIB) -> list[Entry | Skipped]:
    return list(entries(files_of(paths), limit))


def raws(*paths: Path) -> list[RawArticle]:
    found = [one.raw for one in read(*paths) if isinstance(one, Entry) and one.raw]
    assert len(found) == len(read(*paths))
    return found


def test_lines_are_called_by_file_and_line_unless_they_have_an_id(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text('{"title": "A"}\n\n{"title": "B", "id": "b"}\r\n{"title": "C"}')
    assert [raw.id for raw in raws(path)] == ["day.jsonl:1", "b", "day.jsonl:4"]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_lines_may_be_compressed(tmp_path: Path, suffix: str) -> None:
    text = b"".join(json.dumps({"title": f"Headline {n}"}).encode() + b"\n" for n in range(30_000))
    half = len(text) // 2
    data = {
        ".jsonl": lambda: text,
        ".jsonl.gz": lambda: gzip.compress(text[:half]) + gzip.compress(text[half:]),
        ".jsonl.zst": lambda: zstandard.compress(text[:half]) + zstandard.compress(text[half:]),
    }[suffix]()
    path = tmp_path / f"day{suffix}"
    path.write_bytes(data)
    told: list[int] = []
    found = list(entries([path], MIB, told.append))
    assert [one.raw.title for one in found if isinstance(one, Entry) and one.raw] == [
        f"Headline {n}" for n in range(30_000)
    ]
    assert found[-1].name == f"day{suffix}:30000"
    assert sum(told) == len(data)


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_a_file_cut_short_gives_what_it_has_and_is_reported(
    tmp_path: Path, suffix: str, pack: object
) -> None:
    assert callable(pack)
    path = tmp_path / f"day.jsonl{suffix}"
    path.write_bytes(pack(b'{"title": "A"}\n' * 50_000)[:-9])
    *_, last = read(path)
    assert isinstance(last, Skipped)
    assert not last.item
    assert last.where == str(path)
    assert "cannot be read" in last.error


def test_a_line_that_is_no_item_travels_as_it_is_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(b'{"title": 5}\n{"title": "B"}\n{broken\n')
    bad, good, broken = read(path)
    assert isinstance(bad, Entry)
    assert isinstance(broken, Entry)
    assert (bad.value, bad.raw, bad.headers) == (b'{"title": 5}', None, {"name": b"day.jsonl:1"})
    assert "`$.title`" in (bad.error or "")
    assert (broken.value, broken.name) == (b"{broken", "day.jsonl:3")
    assert isinstance(good, Entry)


def test_a_line_that_is_no_item_is_told_why_by_the_decoder_downstream(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(b'{"id": "7", "title": ["T"], "text": "x"}\n')
    (bad,) = read(path)
    assert isinstance(bad, Entry)
    with pytest.raises(codec.Undecodable, match=r"got `array` - at `\$\.title`"):
        codec.decode(RawArticle, bad.value)


def test_headers_name_article_and_version(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ministers met.")
    (entry,) = read(tmp_path / "a.txt")
    assert isinstance(entry, Entry)
    assert entry.raw
    assert entry.headers == {
        "article": entry.raw.article_id.encode(),
        "version": entry.raw.version.encode(),
    }
    assert codec.decode(RawArticle, entry.value) == entry.raw


def test_a_record_over_the_limit_is_reported_with_place_size_and_limit_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "day.jsonl"
    long = json.dumps({"id": "long", "text": "x" * 5000})
    huge = json.dumps({"text": "x" * 50_000})
    path.write_text(f'{{"title": "A"}}\n{long}\n{huge}\n{{"title": "B"}}\n')
    (tmp_path / "z.txt").write_text("y" * 6000)
    first, *skipped, last, text = read(tmp_path, limit=5500)
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert last.name == "day.jsonl:4"
    for one, where in zip([*skipped, text], [f"{path}:2", f"{path}:3", str(tmp_path / "z.txt")], strict=True):
        assert isinstance(one, Skipped)
        assert one.where == where
        assert "over the limit of 5500" in one.error
    assert [one.name for one in skipped] == ["long", "day.jsonl:3"]


def test_texts_and_pages_are_called_by_their_base_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfBonjour \xff\x00")
    (tmp_path / "b.html").write_text("<p>Hello</p>")
    text, page = raws(tmp_path)
    assert (text.id, text.text, text.format) == ("a.txt", "Bonjour \N{REPLACEMENT CHARACTER}\0", "text")
    assert (page.id, page.text, page.format) == ("b.html", "<p>Hello</p>", "html")


@pytest.mark.parametrize(
    ("declared", "codec_name"),
    [
        ("windows-1251", "cp1251"),
        ("KOI8-R", "koi8_r"),
        ("utf-8", "utf-8"),
        ("utf-8", "utf-16"),
        ("no-such", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_has(tmp_path: Path, declared: str, codec_name: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>Переговоры в Москве</body></html>'
    (tmp_path / "p.html").write_bytes(page.encode(codec_name))
    assert [raw.text for raw in raws(tmp_path)] == [page]


@pytest.mark.parametrize("label", ["zip", "unicode_escape", "idna", "undefined", "no-such"])
def test_a_declared_encoding_that_is_no_web_encoding_is_not_believed(tmp_path: Path, label: str) -> None:
    (tmp_path / "p.html").write_bytes(f"<meta charset={label}>\\u0041".encode() + b"\xff")
    assert raws(tmp_path)[0].text == f"<meta charset={label}>\\u0041\N{LATIN SMALL LETTER Y WITH DIAERESIS}"


@pytest.mark.parametrize(
    ("text", "codec_name"),
    [
        ("Послы обсудили перемирие в Москве.", "cp1251"),
        ("Послы обсудили перемирие в Москве.", "utf-16"),
        ("L’été s’achève à Genève.", "cp1252"),
        ("Źródła są zgodne: spór wciąż trwa.", "cp1250"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_has(tmp_path: Path, text: str, codec_name: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(codec_name))
    assert [raw.text for raw in raws(tmp_path)] == [text]


def test_folders_are_read_in_order_with_what_is_inside_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.jsonl", "b/.git/x.txt", "b/notes.pdf", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.name for path in files_of([tmp_path])] == ["1.jsonl", "2.txt"]


def test_a_file_of_another_kind_and_an_empty_folder_are_refused_with_what_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("x")
    for path in (tmp_path / "t.csv", tmp_path):
        with pytest.raises(UnknownKind, match=r"allowed are \.jsonl"):
            files_of([path])


def test_a_file_that_is_gone_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("x")
    gone, there = entries([tmp_path / "a.jsonl", tmp_path / "b.txt"], MIB)
    assert isinstance(gone, Skipped)
    assert "No such file" in gone.error
    assert isinstance(there, Entry)


def test_lines_are_the_same_however_the_file_is_cut_into_chunks() -> None:
    data = b"one\n\ntwo\r\n" + b"x" * 40 + b"\nlast"
    for size in range(1, len(data) + 1):
        cut = [data[at : at + size] for at in range(0, len(data), size)]
        assert list(lines(cut, 20)) == [
            (1, b"one", 3),
            (2, b"", 0),
            (3, b"two\r", 4),
            (4, None, 40),
            (5, b"last", 4),
        ]

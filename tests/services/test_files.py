"""A file that somebody gives: at most 8 MB, looked into, rebuilt without what travels along, sealed on the disk."""

import io

import pikepdf
import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from registry_app.core import files
from registry_app.core.db import transaction
from registry_app.core.errors import DomainError


def given(raw: bytes, name: str = "paper.jpg") -> FileStorage:
    return FileStorage(io.BytesIO(raw), filename=name)


def photo(size=(2400, 1200), kind="JPEG", **facts) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 180, 90)).save(out, kind, **facts)
    return out.getvalue()


def pdf() -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.pages[0]["/Metadata"] = made.make_stream(b"who made it")
    made.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('secret')")
    made.attachments["secret.txt"] = b"secret words"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def taken(raw: bytes, name: str = "paper.jpg", **facts) -> files.StoredFile:
    with transaction():
        return files.accept(given(raw, name), actor=None, **facts)


def test_a_photo_is_rebuilt_smaller_and_without_where_it_was_taken(here):
    exif = Image.Exif()
    exif[0x010F] = "Secret phone"
    exif.get_ifd(0x8825)[1] = "N"
    kept = taken(photo(exif=exif))
    served = files.read(kept)
    with Image.open(io.BytesIO(served)) as shown:
        assert max(shown.size) == files.LONGEST_SIDE
        assert not shown.getexif()
    assert b"Secret phone" not in served
    assert kept.media_type == "image/jpeg"


def test_a_pdf_loses_scripts_and_attachments(here):
    served = files.read(taken(pdf(), "paper.pdf"))
    with pikepdf.open(io.BytesIO(served)) as shown:
        assert "/OpenAction" not in shown.Root
        assert len(shown.attachments) == 0
        assert "/Metadata" not in shown.pages[0]
        assert len(shown.pages) == 1
    assert b"secret" not in served


def test_what_lies_on_the_disk_is_sealed(here):
    kept = taken(photo())
    raw = files._path(kept.id).read_bytes()
    assert not raw.startswith(b"\xff\xd8")
    assert files.read(kept)[:32] not in raw
    assert b"JFIF" not in raw


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"MZ" + b"\x00" * 200, "photo.jpg", "We cannot open this file"),
        (b"<html><script>alert(1)</script></html>", "paper.pdf", "We cannot open this file"),
        (b"\xff\xd8\xff\xe0 no picture at all", "photo.jpg", "We cannot open this file"),
        (b"%PDF-1.4 broken", "paper.pdf", "We cannot open this file"),
        (b"", "photo.jpg", "This file is empty"),
        (b"x" * (files.LIMIT + 1), "photo.jpg", "This file is over 8 MB"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(here, raw, name, words):
    before = sum(1 for one in files.folder().rglob("*") if one.is_file()) if files.folder().exists() else 0
    with pytest.raises(DomainError, match=words):
        taken(raw, name)
    after = sum(1 for one in files.folder().rglob("*") if one.is_file()) if files.folder().exists() else 0
    assert after == before


def test_eight_megabytes_to_the_byte_are_taken(here):
    whole = photo((300, 300))
    kept = taken(whole + b"\x00" * (files.LIMIT - len(whole)))
    assert kept.size < files.LIMIT


def test_what_the_bytes_are_counts_and_not_the_name(here):
    assert taken(photo(kind="PNG"), "strange.exe").media_type == "image/jpeg"
    with pytest.raises(DomainError):
        taken(pdf(), "photo.jpg", pictures_only=True)

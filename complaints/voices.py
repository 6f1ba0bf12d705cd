"""A recording of at most two minutes: looked into, parted from everything that is not sound, and sealed.

Phones record WebM or MP4. What a phone writes beside the sound (place, device, title) is overwritten in place, so that
the sound need not be made anew.
"""

from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _

LIMIT = 3 * 1024 * 1024
WEBM, MP4 = "audio/webm", "audio/mp4"
_EBML = b"\x1a\x45\xdf\xa3"
_TAGS = b"\x12\x54\xc3\x67"
_VOID = 0xEC
_MP4_PARENTS = {b"moov", b"trak"}
_MP4_DROPPED = {b"udta", b"meta", b"uuid"}


def accept(raw: bytes) -> tuple[str, bytes]:
    """(media type, clean bytes); DomainError with a sentence for anything else."""
    if len(raw) > LIMIT:
        raise DomainError(_("This is too long. Speak for two minutes at most."), "voice")
    if raw[:4] == _EBML and b"webm" in raw[:80]:
        return WEBM, _webm(bytearray(raw))
    if raw[4:8] == b"ftyp":
        return MP4, _mp4(bytearray(raw), 0, len(raw))
    raise DomainError(_("We could not hear this. Speak again, or write."), "voice")


def _size(raw: bytearray, at: int) -> tuple[int | None, int]:
    """The size that stands at `at` in an EBML file, None when it is open-ended, and its own length."""
    if at >= len(raw) or raw[at] == 0:
        return None, 0
    length = 9 - raw[at].bit_length()
    value = raw[at] & ((1 << (8 - length)) - 1)
    for byte in raw[at + 1 : at + length]:
        value = value << 8 | byte
    return (None if value == (1 << (7 * length)) - 1 else value), length


def _webm(raw: bytearray) -> bytes:
    """The same file with its tags made into empty space of the same length."""
    at = raw.find(_TAGS)
    while at != -1:
        size, length = _size(raw, at + 4)
        end = at + 4 + length + (size or 0)
        room = end - at - 9
        if size and length and room >= 0 and end <= len(raw):
            raw[at : at + 9] = bytes([_VOID, 0x01]) + room.to_bytes(7)
            raw[at + 9 : end] = bytes(room)
        at = raw.find(_TAGS, at + 4)
    return bytes(raw)


def _mp4(raw: bytearray, start: int, end: int) -> bytes:
    """The same file with its boxes of words made into free space of the same length."""
    at = start
    while at + 8 <= end:
        size, kind = int.from_bytes(raw[at : at + 4]), bytes(raw[at + 4 : at + 8])
        size = end - at if size == 0 else size
        if size < 8 or at + size > end:
            break
        if kind in _MP4_DROPPED:
            raw[at + 4 : at + 8] = b"free"
            raw[at + 8 : at + size] = bytes(size - 8)
        elif kind in _MP4_PARENTS:
            _mp4(raw, at + 8, at + size)
        at += size
    return bytes(raw)

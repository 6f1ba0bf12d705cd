"""What a phone is told of what it sent: number, state, what is still wanted; the words of `docs/field-sync.md`."""

import secrets
from datetime import timedelta
from typing import Any

from inspections.sync import queries
from inspections.sync.models import PutAside, VisitRecord
from inspections.sync.states import RecordState
from registry_app.core import codes

CLOCK = timedelta(minutes=10)


def receipt_code() -> str:
    """Eight signs to read out at a counter: 8F2K-Q7MD."""
    signs = "".join(secrets.choice(codes.CODE_LETTERS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def wanted_files(record: VisitRecord) -> list[str]:
    """The photographs that the record names and that are not here as it names them."""
    if not record.files:
        return []
    here = {str(row.id): row.sha256 for row in queries.files_of([record.id])[record.id] if not row.aside}
    return [one["id"] for one in record.files if here.get(one["id"]) != one["sha256"]]


def receipt(record: VisitRecord) -> dict[str, Any]:
    """What the phone is told of a record as it stands now."""
    wanted = wanted_files(record)
    clashes = [clash.criterion for clash in queries.clashes(record.visit)] if record.because else []
    return {
        **_common(record), "seq": record.seq, "state": record.state.value, "because": record.because,
        "clashes": clashes,
        "files": {"wanted": wanted, "here": [one["id"] for one in record.files if one["id"] not in wanted]},
    }  # fmt: skip


def aside_receipt(aside: PutAside) -> dict[str, Any]:
    """The same of content that was put aside: it is at the office, and a person settles it."""
    return {
        **_common(aside), "record": str(aside.record_id), "seq": aside.seq, "state": RecordState.ASIDE.value,
        "because": [aside.because.value], "clashes": [], "files": {"wanted": [], "here": []},
    }  # fmt: skip


def _common(kept: Any) -> dict[str, Any]:
    off = kept.clock_off
    return {
        "record": str(kept.id), "visit": str(kept.visit_id), "kept": True, "receipt": kept.receipt,
        "sha256": kept.sent_sha256, "received_at": kept.received_at.isoformat().replace("+00:00", "Z"),
        "clock_off_seconds": off, "clock_flagged": clock_flagged(off),
    }  # fmt: skip


def clock_flagged(seconds: int | None) -> bool:
    """The phone's clock was off by more than ten minutes: shown to people, never refused."""
    return seconds is not None and abs(seconds) > CLOCK.total_seconds()

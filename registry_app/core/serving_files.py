"""Papers on their way out: as an attachment, with our own type, and nothing in them may run."""

from io import BytesIO
from typing import Any

from flask import send_file

from registry_app.core import files
from registry_app.core.files import StoredFile


def attachment(stored: StoredFile) -> Any:
    """The answer that hands a kept file to somebody whose right to it was just asked."""
    return paper(files.read(stored), stored.media_type, stored.name)


def paper(written: bytes, media_type: str, name: str) -> Any:
    """The same for bytes."""
    response = send_file(BytesIO(written), media_type, as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

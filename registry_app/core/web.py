"""What every answer carries: exact headers, fingerprinted static files, nothing kept by browsers that should not be."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, has_request_context, request, url_for

from registry_app.core.squeezing import squeeze

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()"
    ),
}
STATIC = Path(__file__).parents[1] / "static"


@cache
def fingerprint(path: str) -> str:
    """The first signs of a static file's hash, so that browsers may keep it for ever and never see an old one."""
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]


def static_url(path: str) -> str:
    """The address of a static file with its fingerprint."""
    return _static_url(request.script_root if has_request_context() else "", path)


@cache
def _static_url(_root: str, path: str) -> str:
    return url_for("static", filename=path, v=fingerprint(path))


def dress(response: Response) -> Response:
    """Put the headers on an answer. A view may have set a stricter policy or a longer life for public data before."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static" and request.args.get("v"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return squeeze(response)


def refuse_nul() -> None:
    """No keyboard types the sign NUL and PostgreSQL keeps none: an address or a form that holds one is refused."""
    given = (part for name, values in request.values.lists() for part in (name, *values))
    if "\0" in request.path or any("\0" in part for part in given):
        abort(400)


def init_app(app: Flask) -> None:
    app.before_request(refuse_nul)
    app.after_request(dress)
    app.jinja_env.globals["static_url"] = static_url

"""Ways out for messages: SMTP and an SMS gateway when the operator names them, a folder of files otherwise."""

import json
import smtplib
import urllib.request
from email.message import EmailMessage
from pathlib import Path

from registry_app.core.outbox import Channel, OutboxMessage, Sender
from registry_app.core.settings import Settings


def sender(settings: Settings) -> Sender:
    """What sends a message under these settings. In demo mode nothing leaves: the outbox page shows what would."""

    def send(message: OutboxMessage) -> None:
        if settings.made_up:
            return
        if message.channel is Channel.MAIL and settings.smtp_host:
            _smtp(settings, message)
        elif message.channel is Channel.SMS and settings.sms_url:
            _sms(settings.sms_url, message)
        else:
            _file(settings.var / "outbox", message)

    return send


def _smtp(settings: Settings, message: OutboxMessage) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = settings.mail_from, message.to, message.subject
    mail["Message-ID"] = f"<{message.id}@{settings.mail_from.rpartition('@')[2]}>"
    mail.set_content(message.body)
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=20) as server:
        server.starttls()
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(mail)


def _sms(url: str, message: OutboxMessage) -> None:
    body = json.dumps({"id": str(message.id), "to": message.to, "text": message.body}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - set by the operator
    with urllib.request.urlopen(request, timeout=20):  # noqa: S310
        pass


def _file(folder: Path, message: OutboxMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = f"{message.channel}\nTo: {message.to}\nSubject: {message.subject}\n\n{message.body}\n"
    (folder / f"{message.id}.txt").write_text(text, encoding="utf-8")

"""Help with applying: an officer or a trusted person fills the same task list in, reads it back, and it is signed."""

import hashlib
import secrets
import uuid
from typing import Any

from flask import current_app

from registry_app.accounts import joining
from registry_app.accounts import queries as people
from registry_app.accounts import services as accounts
from registry_app.accounts.models import SignInAttempt, User
from registry_app.accounts.states import Role
from registry_app.core import audit, clock, files, outbox
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.providers.applications import rules
from registry_app.providers.applications.models import Application, ApplicationHelp
from registry_app.providers.applications.states import Helper, HelpStage, State, Track
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.access import PROVIDER_ROLES
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import MemberRole

PURPOSE = "sign-application"
Pending = dict[str, Any]
"""What stands in the officer's session until the applicant's code is right."""


@transactional
def ask(*, name: str, phone: str, language: str, track: Track, from_paper: bool, actor: Any) -> Pending:
    """Six digits go to the applicant's phone: who tells them to the officer wants the help."""
    tried = hashlib.sha256(f"help:{phone}".encode()).hexdigest()
    if people.recent_failures(tried) >= joining.MOST_CODES:
        raise DomainError(_("Too many codes were sent to this number. Wait five minutes, then try again."), "phone")
    known = people.by_name(phone)
    if known and known.roles - set(PROVIDER_ROLES):
        raise DomainError(_("This account belongs to an office. Nobody works for an office and for a home."), "phone")
    db.session.add(SignInAttempt(digest=tried))
    code = f"{secrets.randbelow(10**6):06d}"
    words = _("%(code)s: tell it to the officer if you want help with applying at the Sindh Care Register.", code=code)
    outbox.sms(phone, language, words)
    audit.note("application:offer-help", None, actor)
    return {
        "name": name, "phone": phone, "language": language, "track": track.value, "from_paper": from_paper,
        "code": joining.code_digest(phone, code), "sent": clock.now().isoformat(), "tries": 0,
    }  # fmt: skip


@transactional
def begin(pending: Pending, start: Any, *, actor: Any) -> Application:
    """The code was right: the applicant has an account, if there was none, and a draft in which the officer helps.

    `start(track, applicant, home)` gives the draft; the home is that of a family which is known already.
    """
    if not pending.get("fits"):
        raise DomainError(_("This code does not fit. Look again, or ask for a new one."), "code")
    track = Track(pending["track"])
    role = Role.FAMILY_CARER if track is Track.FAMILY else Role.PROVIDER
    applicant = people.by_name(pending["phone"])
    if applicant is None:
        applicant = accounts.add_user(
            name=pending["name"], phone=pending["phone"], language=pending["language"], actor=actor
        )
        link = f"{current_app.config['SETTINGS'].public_url}/account/open/{accounts.make_link(applicant)}"
        outbox.sms(
            pending["phone"], pending["language"],
            _("Your account at the Sindh Care Register. Choose a password within 3 days: %(link)s", link=link),
        )  # fmt: skip
    accounts.grant_role(applicant, role, actor=actor)
    application: Application = start(track, applicant, _known_family(pending, applicant, actor))
    help_of(application, Helper.OFFICER, name=actor.name, from_paper=bool(pending["from_paper"]), actor=actor)
    return application


def _known_family(pending: Pending, applicant: User, actor: Any) -> Home | None:
    """The family that was approved for a short time: whoever told the code signs in for it from now on."""
    if not pending.get("home"):
        return None
    home = locked(db.session.get_one(Home, uuid.UUID(pending["home"])))
    today = clock.today()
    there = {m.user_id for m in home.organisation.members if m.until is None or m.until >= today}
    if there and applicant.id not in there:
        raise DomainError(_("Somebody else signs in for this family already. Use that number."), "code")
    homes.add_member(home.organisation, applicant, MemberRole.OWNER, actor=actor)
    return home


@transactional
def help_of(
    application: Application, kind: Helper, *, name: str, who: str = "", from_paper: bool = False, actor: Any
) -> ApplicationHelp:
    """From now on it is marked as helped. One helps at a time: who helped before has ended."""
    application = locked(application)
    if application.state is not State.DRAFT:
        raise DomainError(_("This was sent already."))
    for before in application.helps:
        if before.ended_at is None:
            _close(before, actor)
    made = ApplicationHelp(
        application_id=application.id, kind=kind, from_paper=from_paper, began_at=clock.now(), began_by_id=actor.id,
        helper_id=actor.id if kind is Helper.OFFICER else None,
    )  # fmt: skip
    made.name, made.who = name, who or None
    with audit.deed("application:help", made, actor):
        pass
    db.session.refresh(application, ["helps"])
    return made


def _close(helped: ApplicationHelp, actor: Any) -> None:
    with audit.deed("application:end-help", helped, actor):
        helped.ended_at = clock.now()


@transactional
def end(application: Application, *, actor: Any) -> None:
    """The applicant goes on alone. What was typed with help stays marked as such."""
    for helped in locked(application).helps:
        if helped.ended_at is None:
            _close(helped, actor)


def current(application: Application) -> ApplicationHelp | None:
    """The help that runs, if any."""
    return next((one for one in application.helps if one.ended_at is None), None)


def stage(helped: ApplicationHelp) -> HelpStage:
    """How far it is."""
    return rules.help_stage(helped.application.saved_at, helped.read_back_at, helped.signed_at, helped.ended_at)


def _running(application: Application) -> ApplicationHelp:
    helped = current(locked(application))
    if helped is None or application.state is not State.DRAFT:
        raise DomainError(_("Nobody helps here now."))
    return helped


@transactional
def read_back(application: Application, *, actor: Any) -> ApplicationHelp:
    """Every answer was read aloud to the applicant, who says that it is right."""
    helped = _running(application)
    with audit.deed("application:read-back", helped, actor):
        helped.read_back_at = clock.now()
        helped.signed_at = helped.by_code = helped.file_id = None
    return helped


@transactional
def send_code(application: Application, *, actor: Any) -> None:
    """Six digits to the applicant's own phone, to sign with."""
    helped, applicant = _running(application), application.applicant
    if stage(helped) is not HelpStage.READ_BACK:
        raise DomainError(_("Read everything back first."))
    if not applicant.phone:
        raise DomainError(_("There is no phone number. Sign on paper."))
    tried = hashlib.sha256(f"sign:{applicant.phone}".encode()).hexdigest()
    if people.recent_failures(tried) >= joining.MOST_CODES:
        raise DomainError(_("Too many codes were sent to this number. Wait five minutes, then try again."))
    db.session.add(SignInAttempt(digest=tried))
    code = accounts.make_code(applicant, PURPOSE)
    words = _("%(code)s: tell it only when your application was read to you and all of it is right.", code=code)
    outbox.sms(applicant.phone, applicant.language, words)
    audit.note("application:send-signing-code", application, actor)


@transactional
def sign(application: Application, *, code: str, photo: Any, actor: Any) -> ApplicationHelp:
    """Signed by the applicant: with the code of the phone, or on paper, of which a photo is kept."""
    helped = _running(application)
    if stage(helped) is not HelpStage.READ_BACK:
        raise DomainError(_("Read everything back first."))
    stored = None
    if photo and photo.filename:
        stored = files.accept(photo, actor=actor)
        db.session.flush()
    elif code:
        accounts.use_code(application.applicant, code, PURPOSE)
    else:
        raise DomainError(_("Write the code, or choose the photo of the signed paper."), "code")
    with audit.deed("application:sign-help", helped, actor):
        helped.signed_at, helped.by_code = clock.now(), stored is None
        helped.file_id = stored.id if stored else None
    return helped


def signed_or_stop(application: Application) -> None:
    """What was filled in with help goes out only when it was read back and signed."""
    helped = current(application)
    if helped is not None and stage(helped) is not HelpStage.SIGNED:
        raise DomainError(_("Somebody helped with this. Read everything back and sign it first."), "declared")


def words(application: Application) -> list[dict[str, Any]]:
    """The help as it goes into what was sent."""
    return [
        {
            "kind": one.kind.value,
            "name": one.name,
            "from_paper": one.from_paper,
            "signed": {True: "code", False: "paper"}.get(one.by_code) if one.by_code is not None else None,
        }
        for one in application.helps
    ]

"""The floor: a bare Flask + SQLAlchemy + Jinja page that lists 50 rows of a 10,000-row table, and nothing else.

No count of all rows, no session, no language, no header of its own, no compression: what the same tools cost at least.
"""

from pathlib import Path
from typing import Any

from flask import Flask, render_template, request
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import String, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ROWS = 10_000
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rows</title></head><body><h1>Rows</h1>
<table><thead><tr><th>Name</th><th>Number</th><th>District</th><th>Standing</th><th>Grade</th></tr></thead><tbody>
{% for row in rows %}<tr><td><a href="/rows/{{ row.id }}">{{ row.name }}</a></td><td>{{ row.number }}</td>
<td>{{ row.district }}</td><td>{{ row.standing }}</td><td>{{ row.grade }}</td></tr>
{% endfor %}</tbody></table></body></html>"""


class Base(DeclarativeBase):
    """The models of the floor."""


class Row(Base):
    """One row with as many facts as a line of the register shows."""

    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    number: Mapped[str] = mapped_column(String(12))
    district: Mapped[str] = mapped_column(String(6))
    standing: Mapped[str] = mapped_column(String(20))
    grade: Mapped[str] = mapped_column(String(1))


def create_app(file: Path) -> Flask:
    """The page at /rows, on a SQLite file that is made when it is not there; `after` begins further on."""
    app = Flask("floor")
    app.jinja_loader = DictLoader({"rows.html": PAGE})
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{file}"
    db = SQLAlchemy(app, model_class=Base)
    with app.app_context():
        _fill(db)

    @app.get("/rows")
    def rows() -> str:
        query = select(Row).where(Row.name > request.args.get("after", "")).order_by(Row.name).limit(50)
        return render_template("rows.html", rows=db.session.scalars(query).all())

    return app


def _fill(db: Any) -> None:
    db.create_all()
    if db.session.scalar(select(Row.id).limit(1)) is None:
        facts = (
            {"name": f"Home {n * 7919 % ROWS:05d}", "number": f"H-{n:05d}-K", "district": "SD-HYD",
             "grade": "ABCD"[n % 4], "standing": "Authorised"}
            for n in range(ROWS)
        )  # fmt: skip
        db.session.execute(insert(Row), list(facts))
        db.session.commit()

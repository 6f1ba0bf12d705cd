"""What the look promises: no inline style or script, logical directions only, enough contrast, small files."""

import gzip
import re
from pathlib import Path

import pytest
from jinja2 import Environment

ROOT = Path(__file__).parents[2]
CSS = ROOT / "registry_app" / "static" / "css"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DRAWINGS = sorted((ROOT / "templates" / "components" / "drawings").glob("*.svg"))
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|(left|right)\s*:|text-align\s*:\s*(left|right)|float\s*:\s*(left|right))"
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_carries_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"https?://(?!www\.w3\.org)", text), "No page may ask a foreign host."


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_well_formed_jinja(path: Path) -> None:
    Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True).parse(path.read_text())


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=name)
def test_styles_know_start_and_end_but_not_left_and_right(path: Path) -> None:
    assert not PHYSICAL.findall(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S))


@pytest.mark.parametrize(("sheet", "most"), [("app.css", 7_168), ("child.css", 3_072)])
def test_a_stylesheet_stays_small_on_the_wire(sheet: str, most: int) -> None:
    assert len(gzip.compress((CSS / sheet).read_bytes(), 9)) <= most


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_small_and_cannot_run_anything(path: Path) -> None:
    text = path.read_text()
    assert len(text) <= 1_700
    assert re.match(r'<svg viewBox="-?\d+ -?\d+ \d+ \d+"', text)
    assert not re.search(r"<script|href|style=|\son", text)


def test_every_drawing_and_icon_that_a_page_names_is_there() -> None:
    drawn = {path.stem for path in DRAWINGS}
    text = "\n".join(path.read_text() for path in TEMPLATES)
    named = set(re.findall(r"drawing\(\"([\w-]+)\"\s*[,)]", text))
    assert named <= drawn, named - drawn
    icons = set(re.findall(r'^  "([\w-]+)": "', (ROOT / "templates/components/icons.html").read_text(), re.M))
    used = set(re.findall(r"\bicon\(\"([\w-]+)\"", text)) | set(re.findall(r"picture=\"([\w-]+)\"", text))
    assert used - drawn <= icons, used - icons


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    ("ink", "cotton", 7.0), ("slate", "cotton", 4.5), ("slate", "sand", 4.5), ("indigo-7", "cotton", 7.0),
    ("madder", "cotton", 7.0), ("cotton", "indigo-9", 7.0), ("line", "cotton", 3.0), ("focus", "indigo-9", 3.0),
    ("a", "a-ground", 4.5), ("b", "b-ground", 4.5), ("c", "c-ground", 4.5), ("d", "d-ground", 4.5),
    ("none", "none-ground", 4.5), ("ink", "c-ground", 7.0), ("ink", "butter", 7.0),
]  # fmt: skip


@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_can_be_told_apart(front: str, ground: str, least: float) -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / "app.css").read_text()))
    assert contrast(tokens[front], tokens[ground]) >= least


@pytest.mark.parametrize(("direction", "left"), [("ltr", 1), ("rtl", 270)])
def test_a_meter_fills_from_where_reading_starts(the_app, direction: str, left: int) -> None:
    page = '{% from "components/meter.html" import meter with context %}{{ meter(3, 30, text="Day 3") }}'
    with the_app.test_request_context():
        drawn = the_app.jinja_env.from_string(page).render(dir=direction)
    assert f'class="meter__used" x="{left}" y="1" width="29"' in drawn

"""A page of A4 with our type on it: headings, plain text, small print. Measures are in mm, type in points."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

MARGIN_MM = 18.0
INK = (18, 36, 44)
MUTED = (79, 98, 108)
ACCENT = (11, 107, 120)
LINE = (205, 216, 220)
FAMILY = "DejaVu"


@cache
def font_folder() -> Path:
    """DejaVu comes with matplotlib, which is found but not loaded here."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("matplotlib is missing: pip install -r requirements.txt")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


class Document(FPDF):
    """Text that flows down the page; what is too long goes on on the next one."""

    def __init__(self, title: str, language: str, foot: str) -> None:
        super().__init__(format="A4")
        self._foot = foot
        self.set_margin(MARGIN_MM)
        self.set_auto_page_break(True, margin=MARGIN_MM + 6)
        self.add_font(FAMILY, "", font_folder() / "DejaVuSans.ttf")
        self.add_font(FAMILY, "B", font_folder() / "DejaVuSans-Bold.ttf")
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("FaSeNet Vitals")
        self.add_page()

    def footer(self) -> None:
        """On each page: what this is not, and the number of the page."""
        self.set_y(-MARGIN_MM)
        self._type(7.5, MUTED)
        self.cell(self.epw - 15, 4, self._foot)
        self.cell(15, 4, f"{self.page_no()}/{{nb}}", align="R")

    def heading(self, text: str) -> None:
        """Of a section; never alone at the end of a page."""
        self.ln(3)
        if self.will_page_break(30):
            self.add_page()
        self._type(11.5, INK, "B")
        self._line(text, 7)

    def big(self, text: str, size_pt: float = 20.0) -> None:
        self._type(size_pt, INK, "B")
        self._line(text, size_pt * 0.5)

    def say(self, text: str, *, muted: bool = False) -> None:
        """A paragraph."""
        self._type(9.5, MUTED if muted else INK)
        self._line(text, 5)

    def columns(self, columns: list[tuple[str, str, str]]) -> None:
        """Side by side: a name, something big below it, and a sentence."""
        top, bottom, width = self.get_y() + 4, 0.0, self.epw / len(columns)
        for number, (name, big, sentence) in enumerate(columns):
            left = self.l_margin + number * width
            for text, size_pt, style in ((name, 11.5, "B"), (big, 20.0, "B"), (sentence, 9.5, "")):
                self.set_xy(left, top if text is name else self.get_y())
                self._type(size_pt, INK, style)
                self.multi_cell(width - 6, size_pt * 0.53, text, align="L", new_y=YPos.NEXT)
            bottom = max(bottom, self.get_y())
        self.set_xy(self.l_margin, bottom + 3)

    def facts(self, facts: list[tuple[str, str]]) -> None:
        """Names and values, one pair a line."""
        for name, value in facts:
            self._type(9.5, MUTED)
            self.cell(55, 5.4, name)
            self._type(9.5, INK)
            self._line(value, 5.4)

    def _line(self, text: str, height_mm: float) -> None:
        self.multi_cell(0, height_mm, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _type(self, size_pt: float, colour: tuple[int, int, int], style: str = "") -> None:
        self.set_font(FAMILY, style, size_pt)
        self.set_text_color(*colour)

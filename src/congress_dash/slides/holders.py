"""A layout's placeholders → their XML on a slide, prepared once, to be filled with words each time."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml.etree import ProcessingInstruction, tostring
from pptx.enum.shapes import PP_PLACEHOLDER as Kind
from pptx.oxml import parse_xml
from pptx.oxml.shapes.autoshape import CT_Shape

from congress_dash.slides.area import Area
from congress_dash.slides.shapes import NAMES, place
from congress_dash.slides.uses import CHROME, kind_of

_ID = "\ue000"  # stands for the number until a slide gives one
_NUMBER = f'id="{_ID}"'
MARK = "<?words ?>"  # stands for the words, as XML writes `mark`
_TEXTS = (Kind.BODY, Kind.OBJECT, Kind.SUBTITLE)


def mark() -> Any:
    """What is put where words will be."""
    return ProcessingInstruction("words")


@dataclass(frozen=True, slots=True)
class Holder:
    """The XML of a shape around its number and its words; `kind`: of the placeholder it fills."""

    kind: Any
    before: str
    between: str
    after: str

    def filled(self, number: int, words: str = "") -> str:
        """The shape of that number with its words as paragraphs; a foot takes runs."""
        return f"{self.before}id='{number}'{self.between}{words}{self.after}"


@dataclass(frozen=True, slots=True)
class Holders:
    """What a slide of a layout can fill. `texts`: places for words, in the layout's order."""

    title: Holder
    foot: Holder | None
    number: Holder | None
    texts: tuple[Holder, ...]


def holders(layout: Any, title: Area, foot: Area, source: Any, number: Any) -> Holders:
    """Those of a layout; `title` and `foot` say where these stand, `source` is to hold the foot."""
    fresh = {p.placeholder_format.idx: p for p in layout.iter_cloneable_placeholders()}
    head = fresh.pop(0, None)  # what python-pptx calls a title
    texts = (fresh[n] for n in sorted(fresh) if kind_of(fresh[n]) in _TEXTS)
    return Holders(
        _title(title) if head is None else _words(head),
        None if source is None else _foot(source, foot),
        None if number is None else _holder(_copied(number)),
        tuple(map(_words, texts)),
    )


def _holder(shape: Any, kind: Any = None) -> Holder:
    """From a shape in which a mark stands for its words, if it takes any."""
    shape.nvSpPr.cNvPr.set("id", _ID)
    written = tostring(shape, encoding="unicode", with_tail=False)
    for name in NAMES.split():
        written = written.replace(f" {name}", "", 1)  # the slide declares them
    before, _, rest = written.partition(_NUMBER)
    between, _, after = rest.partition(MARK)
    return Holder(kind, before, between, after)


def _fresh(placeholder: Any) -> Any:
    """As on a new slide of the layout: empty, and where the layout has it."""
    of, kind = placeholder.element, kind_of(placeholder)
    shape: Any = CT_Shape.new_placeholder_sp(0, "", kind, of.ph_orient, of.ph_sz, of.ph_idx)
    shape.nvSpPr.cNvPr.set("name", placeholder.name)
    return shape


def _copied(placeholder: Any) -> Any:
    """With all that the layout's own has: what python-pptx does not take over to a slide."""
    shape = deepcopy(placeholder.element)
    for properties in shape.xpath(".//a:rPr | .//a:endParaRPr"):
        properties.set("lang", "vi-VN")
    return shape


def _words(placeholder: Any) -> Holder:
    """Takes paragraphs."""
    shape = _fresh(placeholder)
    body = shape.get_or_add_txBody()
    body.replace(body.p_lst[0], mark())
    return _holder(shape, kind_of(placeholder))


def _foot(source: Any, area: Area) -> Holder:
    """Moved to the area; takes runs, which follow those that a footer of the layout has."""
    shape = _copied(source) if kind_of(source) in CHROME else _fresh(source)
    shape.x, shape.y, shape.cx, shape.cy = area.left, area.top, area.width, area.height
    body = shape.get_or_add_txBody()
    body.bodyPr.set("wrap", "square")
    first = body.p_lst[0]
    first.get_or_add_pPr().set("algn", "l")
    first.replace(first.add_r(), mark())
    return _holder(shape)


def _title(area: Area) -> Holder:
    """One of its own, so that outline and readers of the screen know the slide's."""
    return _holder(
        parse_xml(
            f"<p:sp {NAMES}><p:nvSpPr><p:cNvPr id='0' name='Tiêu đề'/><p:cNvSpPr>"
            f"<a:spLocks noGrp='1'/></p:cNvSpPr><p:nvPr><p:ph type='title'/></p:nvPr></p:nvSpPr>"
            f"<p:spPr><a:xfrm>{place(area)}</a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
            f"{MARK}</p:txBody></p:sp>"
        )
    )

"""Words, colours and places → the XML of a slide's shapes. What people wrote is made safe here."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from pptx.oxml.ns import nsdecls

from congress_dash import theme
from congress_dash.safe_text import safe_text
from congress_dash.slides.area import Area

START = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
NAMES = nsdecls("a", "p", "r")  # what the root of a slide declares
NOTHING = "<a:noFill/>"
NO_LINE = f"<a:ln>{NOTHING}</a:ln>"
_SIDES = {"left": "l", "center": "ctr", "right": "r"}
_BARE = " lIns='0' rIns='0' tIns='0' bIns='0'"


def words(text: str) -> str:
    """The text as an element holds it."""
    return escape(safe_text(text))


def quoted(text: str) -> str:
    """The text as an attribute in either quotes holds it."""
    return escape(safe_text(text), {"'": "&apos;", '"': "&quot;"})


def solid(colour: str, inside: str = "") -> str:
    return f"<a:solidFill><a:srgbClr val='{colour[1:]}'>{inside}</a:srgbClr></a:solidFill>"


def line(colour: str, points: float) -> str:
    return f"<a:ln w='{int(points * 12700)}'>{solid(colour)}</a:ln>"


def run(
    text: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
    colour: str | None = None,
) -> str:
    """The text in Vietnamese; what is not given comes from the layout."""
    told = (("sz", size and int(size * 100)), ("b", bold), ("i", italic))
    look = "".join(f" {name}='{int(value)}'" for name, value in told if value is not None)
    fill = solid(colour) if colour else ""
    return f"<a:r><a:rPr lang='vi-VN'{look}>{fill}</a:rPr><a:t>{words(text)}</a:t></a:r>"


def paragraph(runs: str, side: str = "", *, after: int = 0) -> str:
    """`after`: points left below it."""
    if not side and not after:
        return f"<a:p>{runs}</a:p>"
    algn = f" algn='{_SIDES[side]}'" if side else ""
    space = f"<a:spcAft><a:spcPts val='{after * 100}'/></a:spcAft>" if after else ""
    return f"<a:p><a:pPr{algn}>{space}</a:pPr>{runs}</a:p>"


def place(area: Area) -> str:
    """Where a shape stands; the element that holds it is the caller's."""
    return f"<a:off x='{area.left}' y='{area.top}'/><a:ext cx='{area.width}' cy='{area.height}'/>"


@dataclass(frozen=True, slots=True)
class Label:
    """Name and description of a shape, for programs and for who does not see it."""

    name: str
    description: str = ""

    def numbered(self, number: int) -> str:
        """The non-visual properties of the shape of that number on its slide."""
        told = f" descr='{quoted(self.description)}'" if self.description else ""
        return f"<p:cNvPr id='{number}' name='{quoted(self.name)}'{told}/>"


def text_box(
    number: int, label: Label, area: Area, paragraphs: str, *, middle: bool = False, look: str = ""
) -> str:
    """Words that stand free; `look`: more attributes of the body."""
    anchor = " anchor='ctr'" if middle else ""
    return (
        f"<p:sp><p:nvSpPr>{label.numbered(number)}<p:cNvSpPr txBox='1'/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr><a:xfrm>{place(area)}</a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
        f"{NOTHING}</p:spPr><p:txBody><a:bodyPr wrap='square'{anchor}{look}><a:spAutoFit/>"
        f"</a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def remark_box(number: int, label: Label, area: Area, paragraphs: str) -> str:
    """One line without margins, in the middle of its height."""
    return text_box(number, label, area, paragraphs, middle=True, look=_BARE)


def paper(number: int, label: Label, area: Area) -> str:
    """A white rectangle without an edge."""
    return (
        f"<p:sp><p:nvSpPr>{label.numbered(number)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr><a:xfrm>{place(area)}</a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
        f"{solid(theme.PAPER)}{NO_LINE}</p:spPr><p:txBody><a:bodyPr rtlCol='0' anchor='ctr'/>"
        f"<a:lstStyle/><a:p><a:pPr algn='ctr'/></a:p></p:txBody></p:sp>"
    )


def rule(number: int, label: Label, area: Area) -> str:
    """A thin dark line."""
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{label.numbered(number)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr><a:xfrm>{place(area)}</a:xfrm><a:prstGeom prst='line'><a:avLst/></a:prstGeom>"
        f"{line(theme.INK, 1)}</p:spPr></p:cxnSp>"
    )


@dataclass(frozen=True, slots=True)
class Graphic:
    """A native chart or table and where it stands; `data` is its `a:graphicData`."""

    area: Area
    data: str

    def framed(self, number: int, label: Label) -> str:
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{label.numbered(number)}<p:cNvGraphicFramePr>"
            f"<a:graphicFrameLocks noGrp='1'/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>"
            f"<p:xfrm>{place(self.area)}</p:xfrm><a:graphic>{self.data}</a:graphic>"
            f"</p:graphicFrame>"
        )

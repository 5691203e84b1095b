"""Drawn series and axes → a native chart in our type, with its workbook inside."""

from __future__ import annotations

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import nsdecls

from congress_dash import theme
from congress_dash.slides.area import Area
from congress_dash.slides.axes import letters
from congress_dash.slides.inner_book import inner_book
from congress_dash.slides.series import Plotted
from congress_dash.slides.shapes import START, Graphic
from congress_dash.slides.slide import Slide

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_GAP = "<c:dispBlanksAs val='gap'/>"
_LEGEND = f"<c:legend><c:legendPos val='b'/><c:overlay val='0'/>{letters(14)}</c:legend>"


def new_chart(
    slide: Slide,
    area: Area,
    plotted: Plotted,
    plot: str,
    *,
    legend: bool = False,
    blanks: str = _GAP,
) -> Graphic:
    """The chart of `plot` (its place, series and axes), without title, type 14.

    blanks: what is drawn where a number is missing, and of labels beyond the axis.
    """
    book = slide.new_part("/ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx", CT.SML_SHEET)
    book.blob = inner_book(plotted)
    chart = slide.new_part("/ppt/charts/chart%d.xml", CT.DML_CHART)
    inside = chart.relate_to(book, RT.PACKAGE)
    chart.blob = (
        f"{START}<c:chartSpace {nsdecls('c', 'a', 'r')}><c:date1904 val='0'/>"
        f"<c:lang val='vi-VN'/><c:roundedCorners val='0'/><c:chart><c:autoTitleDeleted val='1'/>"
        f"<c:plotArea>{plot}</c:plotArea>{_LEGEND if legend else ''}<c:plotVisOnly val='1'/>"
        f"{blanks}</c:chart>{letters(14, theme.INK)}"
        f"<c:externalData r:id='{inside}'><c:autoUpdate val='0'/></c:externalData></c:chartSpace>"
    ).encode()
    shown = slide.relate(chart, RT.CHART)
    return Graphic(
        area,
        f"<a:graphicData uri='{_CHART}'><c:chart {nsdecls('c')} r:id='{shown}'/></a:graphicData>",
    )


def inner_plot(x: float, y: float, width: float, height: float) -> str:
    """Fixes the plot, without its axis labels, in fractions of the chart."""
    sides = zip("xywh", (x, y, width, height), strict=True)
    numbers = "".join(f"<c:{side} val='{value:.4f}'/>" for side, value in sides)
    return (
        f"<c:layout><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/>"
        f"<c:yMode val='edge'/>{numbers}</c:manualLayout></c:layout>"
    )

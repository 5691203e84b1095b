"""Scales and looks → the XML of a native chart's axes."""

from __future__ import annotations

from congress_dash import theme
from congress_dash.safe_text import COUNT_FORMAT
from congress_dash.slides.shapes import NO_LINE, line, quoted, solid

_ACROSS, _UP = 2068027336, 2113994440  # any two numbers that tell the axes apart
AXES = f"<c:axId val='{_ACROSS}'/><c:axId val='{_UP}'/>"
_THIN = 0.75
RULES = f"<c:majorGridlines><c:spPr>{line(theme.RULE, _THIN)}</c:spPr></c:majorGridlines>"
_LABELS = "<c:lblOffset val='100'/>"


def letters(size: float, colour: str = "", *, bold: bool = False) -> str:
    """The type of labels; without a colour it is the chart's own."""
    look = f"sz='{int(size * 100)}'" + (" b='1'" if bold else "")
    fill = solid(colour) if colour else ""
    return (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {look}>{fill}</a:defRPr></a:pPr>"
        f"<a:endParaRPr lang='vi-VN'/></a:p></c:txPr>"
    )


QUIET = letters(12, theme.MUTED)  # small muted labels


def _axis(
    kind: str,
    side: str,
    scaling: str,
    look: str,
    *,
    form: str = "",
    labels: str = "nextTo",
    lined: bool = True,
    rules: str = "",
    crosses: str = "autoZero",
    rest: str = "",
) -> str:
    """One axis without ticks; `rest` is what only its kind has."""
    own, other = (_UP, _ACROSS) if kind == "valAx" else (_ACROSS, _UP)
    edge = line(theme.MUTED, _THIN) if lined else NO_LINE
    told = f"<c:numFmt formatCode='{quoted(form)}' sourceLinked='0'/>" if form else ""
    return (
        f"<c:{kind}><c:axId val='{own}'/><c:scaling>{scaling}</c:scaling><c:delete val='0'/>"
        f"<c:axPos val='{side}'/>{rules}{told}<c:majorTickMark val='none'/>"
        f"<c:minorTickMark val='none'/><c:tickLblPos val='{labels}'/><c:spPr>{edge}</c:spPr>{look}"
        f"<c:crossAx val='{other}'/><c:crosses val='{crosses}'/>{rest}</c:{kind}>"
    )


def _limits(first: float, last: float) -> str:
    return f"<c:orientation val='minMax'/><c:max val='{last}'/><c:min val='{first}'/>"


def _names(more: str = "") -> str:
    return f"<c:auto val='1'/><c:lblAlgn val='ctr'/>{_LABELS}{more}<c:noMultiLvlLbl val='0'/>"


def names_below(size: float) -> str:
    """The rows' names under upright stacks."""
    upright = "<c:orientation val='minMax'/>"
    return _axis("catAx", "b", upright, letters(size, theme.MUTED), rest=_names())


def names_beside(size: float) -> str:
    """Every row's name left of lying bars, the first on top."""
    every = _names("<c:tickLblSkip val='1'/>")
    turned = "<c:orientation val='maxMin'/>"
    look = letters(size, theme.INK)
    return _axis("catAx", "l", turned, look, labels="low", lined=False, rest=every)


def days_below(first: int, last: int, form: str, step: int, of: str) -> str:
    """A date axis from first to last day with a tick every `step` days or months."""
    unit = (
        f"<c:auto val='0'/>{_LABELS}<c:baseTimeUnit val='days'/><c:majorUnit val='{step}'/>"
        f"<c:majorTimeUnit val='{of}'/>"
    )
    return _axis("dateAx", "b", _limits(first, last), QUIET, form=form, rest=unit)


def counts(top: float, step: float) -> str:
    """From 0 to the top, thin rules, counts with a dot."""
    unit = f"<c:majorUnit val='{step}'/>"
    return _axis(
        "valAx", "l", _limits(0, top), QUIET, form=COUNT_FORMAT, lined=False, rules=RULES, rest=unit
    )


def lying_days(first: int, last: int, form: str, step: int) -> str:
    """Days under lying bars, whose first row is on top."""
    unit = f"<c:majorUnit val='{step}'/>"
    return _axis("valAx", "b", _limits(first, last), QUIET, form=form, lined=False, rules=RULES,
                 crosses="max", rest=unit)  # fmt: skip


def unseen(top: float) -> str:
    """A value axis from 0 to the top that is not drawn."""
    return (
        f"<c:valAx><c:axId val='{_UP}'/><c:scaling>{_limits(0, top)}</c:scaling><c:delete val='1'/>"
        f"<c:axPos val='b'/><c:majorTickMark val='none'/><c:minorTickMark val='none'/>"
        f"<c:tickLblPos val='nextTo'/><c:crossAx val='{_ACROSS}'/><c:crosses val='autoZero'/></c:valAx>"
    )

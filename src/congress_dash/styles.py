"""A workbook's styles in; the same with fills for marked cells and looks for the list added.

A fill that marks paint over is remembered in the new one and can be brought back.
"""

from __future__ import annotations

from copy import deepcopy

from congress_dash import theme
from congress_dash.chart import Tone
from congress_dash.elements import Element, child, name_of, namespace_of, parsed, whole
from congress_dash.package import Package
from congress_dash.records import Severity

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_STYLES = (
    '<styleSheet xmlns="{}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
)
_SOLID = "{*}patternFill[@patternType='solid']/{*}fgColor"


def _tint(tone: Tone, strength: float) -> str:
    """A tone's colour on paper, thinned: `DEB28F`."""
    ink, paper = theme.PAINTS[tone].light[1:], theme.PAPER[1:]
    pairs = ((int(ink[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(i * strength + p * (1 - strength)):02X}" for i, p in pairs)


TINTS = {
    Severity.ERROR: _tint(Tone.LATE, 0.42),
    Severity.WARNING: _tint(Tone.REGISTERED, 0.28),
    Severity.NOTE: _tint(Tone.THIRD, 0.18),
}


def _complete(tree: Element) -> Element:
    """The styles with every list that marks point into, in their order."""
    needed = parsed(_STYLES.format(namespace_of(tree)).encode())
    order = ["numFmts", *(name_of(each) for each in needed)]
    for each in list(needed):
        there = tree.find(f"{{*}}{name_of(each)}")
        if there is None or not len(there):
            before = order[: order.index(name_of(each))]
            at = sum(name_of(other) in before for other in tree)
            tree.insert(at, each)
            if there is not None:
                tree.remove(there)
    return tree


class Styles:
    """The workbook's styles, and those that marks add to them."""

    def __init__(self, package: Package) -> None:
        found = package.related(package.book, "styles")
        if not found:
            found = ["xl/styles.xml"]
            main = namespace_of(package.tree(package.book))
            package.add(found[0], _STYLES.format(main).encode(), _STYLES_TYPE)
            package.relate(package.book, "styles", found[0])
        self._tree = _complete(package.edit(found[0]))
        about = package.parts.get("docProps/app.xml", b"")
        self._remembers = b"LibreOffice" not in about  # it writes second colours of its own
        self._painted: dict[tuple[int, Severity], int] = {}

    def painted(self, base: int, severity: Severity) -> int:
        """The number of the style that is like `base`, with the severity's fill."""
        if (base, severity) not in self._painted:
            formats = self._all("cellXfs")
            new = deepcopy(formats[base if base < len(formats) else 0])
            new.set("fillId", str(self._fill(whole(new.get("fillId"), 0), severity)))
            new.set("applyFill", "1")
            self._painted[base, severity] = self._append("cellXfs", new)
        return self._painted[base, severity]

    def plain(self, *, bold: bool = False, link: bool = False, text: bool = False) -> int:
        """The number of a bordered, wrapped style of the list of problems."""
        font = child(self._all("fonts"), "font")
        if bold:
            child(font, "b")
        if link:
            child(font, "u")
        child(font, "sz", val="12")
        if link:
            child(font, "color", theme="10")
        child(font, "name", val="Times New Roman")
        border = child(self._all("borders"), "border")
        for side in ("left", "right", "top", "bottom"):
            child(border, side, style="thin")
        style = child(
            self._all("cellXfs"), "xf", numFmtId="49" if text else "0", fillId="0", xfId="0",
            fontId=self._counted("fonts"), borderId=self._counted("borders"),
            applyNumberFormat="1", applyFont="1", applyBorder="1", applyAlignment="1",
        )  # fmt: skip
        child(style, "alignment", vertical="center" if bold else "top", wrapText="1")
        return int(self._counted("cellXfs"))

    def wash(self) -> None:
        """Gives every fill that marks have painted over its own look back."""
        for pattern in self._all("fills").iterfind("{*}fill/{*}patternFill"):
            shown, was = pattern.find("{*}fgColor"), pattern.find("{*}bgColor")
            if shown is None or (shown.get("rgb") or "")[2:] not in TINTS.values():
                continue
            if was is None or was.get("indexed") == "64" or not self._remembers:
                pattern.set("patternType", "none")
                pattern[:] = []
            else:
                shown.attrib.clear()
                shown.attrib.update(was.attrib)

    def _fill(self, base: int, severity: Severity) -> int:
        """A solid fill; its second colour, which nothing shows, keeps what was there before."""
        fills = self._all("fills")
        was = next((f for each in fills[base : base + 1] for f in each.iterfind(_SOLID)), None)
        fill = child(fills, "fill")
        pattern = child(fill, "patternFill", patternType="solid")
        child(pattern, "fgColor", rgb=f"FF{TINTS[severity]}")
        child(pattern, "bgColor", **({"indexed": "64"} if was is None else dict(was.attrib)))
        return int(self._counted("fills"))

    def _all(self, name: str) -> Element:
        return self._tree.find(f"{{*}}{name}")

    def _append(self, name: str, new: Element) -> int:
        self._all(name).append(new)
        return int(self._counted(name))

    def _counted(self, name: str) -> str:
        """Puts the number of entries right; returns the place of the last."""
        entries = self._all(name)
        entries.set("count", str(len(entries)))
        return str(len(entries) - 1)

"""Có xong trước hạn không? The days told and how far off such days were → an answer with its range."""

from __future__ import annotations

from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.upcoming import days_words
from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.moment import Moment
from congress_dash.share import Share

_NO_DEADLINE = (
    "Chưa có mốc thời hạn trong Danh mục nên chưa trả lời được có xong trước hạn hay không"
)
_ADD_DEADLINE = (
    "Hãy bổ sung mốc “Hoàn thành đại hội” ở trang Mốc thời hạn của Danh mục rồi nạp lại Danh mục."
)
_WHAT_NEXT = (
    "dự báo sẽ hiện khi có thêm kỳ Biểu 01, Biểu 05 có ngày dự kiến hoặc ngày đăng ký, và có thêm tổ chức "
    "đã đại hội để so ngày hẹn với ngày tổ chức."
)
_METHOD = (
    "Mỗi tổ chức chưa đại hội được tính theo ngày đã đăng ký, nếu không có thì ngày dự kiến, rồi lùi theo "
    "mức lệch giữa ngày hẹn và ngày tổ chức đã thấy trong kỳ này, không kể ngày tạm dừng. Khoảng nêu ra là "
    "khoảng 8 trong 10: tính thử trên số liệu giả định, 8 trong 10 lần ngày xong nằm trong khoảng. Nguy cơ "
    "vượt hạn: không còn ngày nào ở phía trước, hoặc ngày hẹn hay ngày nhiều khả năng sau hạn"
)


def _span(row: Row) -> str:
    """`12/06–19/07/2020, nhiều khả năng 23/06/2020`."""
    first, likely, last = (row[end] for end in _ENDS)
    if first == last:
        return vietnamese.day(first)
    return f"{vietnamese.written(days_words(first, last))}, nhiều khả năng {vietnamese.day(likely)}"


_ENDS = ("earliest", "likely_done_on", "latest")


def _verdict(row: Row) -> str:
    due = vietnamese.day(row["deadline"])
    if row["latest"] <= row["deadline"]:
        return f"Dự kiến kịp hạn {due}"
    if row["likely_done_on"] <= row["deadline"]:
        return f"Có thể kịp hạn {due} nhưng chưa chắc"
    return f"Có nguy cơ không kịp hạn {due}"


def _share(row: Row) -> Share:
    return Share(row["held"], row["total"], row["excluded"])


def _all_done(row: Row) -> str:
    done = vietnamese.fraction(_share(row))
    last, due = row["likely_done_on"], row["deadline"]
    days = (last - due).days
    when = (
        "trước hạn"
        if days < 0
        else "đúng hạn"
        if not days
        else f"sau hạn {vietnamese.count_word(days)} ngày,"
    )
    return f"{done} {asking.whom(row['level'])} đã hoàn thành đại hội, xong ngày {vietnamese.day(last)}, {when} {vietnamese.day(due)}"


def _title(row: Row, moment: Moment, *, heard: bool) -> str:
    left, due = row["total"] - row["held"], vietnamese.day(row["deadline"])
    whom = asking.whom(row["level"])
    if not row["total"]:
        return f"Chưa có {whom} nào trong Danh mục để dự báo"
    if not left:
        return _all_done(row)
    open_ = f"{vietnamese.fraction(Share(left, row['total'], row['excluded']))} {whom}"
    if moment.as_of > row["deadline"]:
        over = f"Đã quá hạn {due}: còn {open_} chưa đại hội"
        if row["why_not"]:
            return f"{over}; chưa đủ dữ liệu để dự báo ngày xong"
        return f"{over}; dự kiến xong khoảng {_span(row)}"
    if row["why_not"]:
        booked = asking.among(row["registered_before"], left)
        after = f"; {booked} {whom} chưa đại hội đã đăng ký lịch trước hạn {due}" if heard else ""
        return (
            f"Chưa đủ dữ liệu để dự báo ngày hoàn thành so với hạn {due}"
            if not after
            else (f"Chưa đủ dữ liệu để dự báo ngày hoàn thành{after}")
        )
    risk = asking.among(row["at_risk"], left)
    return f"{_verdict(row)}: dự kiến xong khoảng {_span(row)}" + (
        f"; {risk} tổ chức chưa đại hội có nguy cơ vượt hạn" if row["at_risk"] else ""
    )


def _told_title(books: Books, moment: Moment, row: Row | None) -> str:
    """The title, where anybody of the level has reported; said by which Biểu 05 where that is an old one."""
    if row is None:
        return _NO_DEADLINE
    silent = asking.unheard(books, moment, row["level"])
    if silent:
        return f"{silent} để dự báo ngày hoàn thành"
    left, until = row["total"] - row["held"], citing.until(books, moment, "schedule")
    heard = citing.is_told_of(books, moment, "schedule")
    return _title(row, moment, heard=heard) + (f", {until}" if left and until else "")


def _reason(row: Row) -> str:
    """Why there is no interval, for people."""
    match row["why_not"]:
        case "few_slips":
            least = reference.threshold("outlook_slips")
            seen = (
                f"mới thấy {row['seen']} lần lệch ngày"
                if row["seen"]
                else "chưa thấy lần lệch ngày nào"
            )
            return f"Chưa đủ dữ liệu: {seen}, cần ít nhất {least}"
        case "few_days":
            return "Chưa đủ dữ liệu: quá nhiều tổ chức chưa có ngày"
        case "counts_only":
            return "Không dự báo: chỉ có số lượng, không có ngày"
        case _:
            return ""


def outlook(books: Books, moment: Moment) -> Chart:
    """Every deadline: how many are done, booked, not booked, at risk, and when all will be."""
    told = rows(books, "outlook", moment)
    titled = asking.level(books, moment)
    direct = next((row for row in told if row["level"] == titled), None)
    return Chart(
        key="outlook",
        title=_told_title(books, moment, direct),
        kind=Kind.TABLE,
        columns=columns(
            [_line(row) for row in told],
            "Cấp", "Hạn", "Đã tổ chức", "Đăng ký trước hạn", "Chưa đăng ký", "Nguy cơ vượt hạn",
            "Đến hạn có", "Dự kiến xong (8 trong 10 lần)",
        ),
        unit="tổ chức",
        moment=moment,
        definition=f"{_METHOD}. Chi bộ trực thuộc chỉ có số lượng nên không dự báo. {_CHOSEN}",
        source=source(books, moment, "progress", "schedule", "catalogue"),
        empty=_ADD_DEADLINE,
    )  # fmt: skip


_CHOSEN = (
    "Đến hạn có: số đã tổ chức đến ngày hạn, ít nhất và nhiều nhất. Mẫu số: tổ chức cùng cấp, không tính "
    "tổ chức được chỉ đạo dừng."
)


def _line(row: Row) -> tuple[Value, ...]:
    is_known = row["likely_done_on"] is not None
    return (
        reference.label("levels", row["level"], short=True), row["deadline"], _share(row),
        row["registered_before"], row["unregistered"], row["at_risk"],
        _between(row["done_low"], row["done_high"], row["total"]) if is_known else None,
        _span(row) if is_known else _reason(row) or None,
    )  # fmt: skip


def _between(least: int, most: int, whole: int) -> str:
    """`19 đến 30/30`."""
    reached = asking.among(most, whole)
    return f"{vietnamese.integer(least)} đến {reached}" if least < most else reached


def expected(books: Books, moment: Moment) -> Chart:
    """The curve of directly subordinate organisations (of a view without any: of the coordinated
    ones): held until now, then expected with its band."""
    titled = asking.level(books, moment)
    row = next((r for r in rows(books, "outlook", moment) if r["level"] == titled), None)
    ahead = [r for r in rows(books, "outlook_over_time", moment) if r["level"] == titled]
    points = _points(books, moment, row, ahead) if row and ahead else {}
    days = sorted(points)
    return Chart(
        key="outlook.grassroots",
        title=_told_title(books, moment, row),
        kind=Kind.CURVE,
        columns=(
            Column("Đến hết ngày", tuple(days)),
            *(
                Column(name, tuple(points[day].get(key) for day in days), tone)
                for key, name, tone in _LINES
            ),
        ),
        unit="tổ chức",
        moment=moment,
        definition=f"Số {asking.whom(titled)} đã và dự kiến tổ chức đại hội, cộng dồn, trên tổng số "
        f"{row['total'] if row else 0}. {_METHOD}.",
        source=source(books, moment, "progress", "schedule"),
        marks=asking.deadline_mark(books, moment, titled),
        empty=_empty(books, moment, row),
    )


_LINES = (
    ("held", "Đã tổ chức", Tone.DONE),
    ("high", "Thuận lợi", Tone.PLAN),
    ("likely", "Nhiều khả năng", Tone.REGISTERED),
    ("low", "Chậm", Tone.PLAN),
)


def _points(
    books: Books, moment: Moment, all_done: Row, ahead: list[Row]
) -> dict[date, dict[str, int]]:
    """Day → what the lines say: held up to as_of, the others from there to the day on which all have
    met, which is the day that the title names."""
    points: dict[date, dict[str, int]] = {}
    for row in rows(books, "held_over_time", moment):
        if row["level"] == all_done["level"] and row["held"] is not None:
            points[min(row["date"], moment.as_of)] = {"held": row["held"]}
    for line, end in _LINE_ENDS.items():
        for row in ahead:
            if row["date"] < all_done[end]:
                points.setdefault(row["date"], {})[line] = row[line]
        points.setdefault(all_done[end], {})[line] = ahead[-1]["low"]
    return points


_LINE_ENDS = {"high": "earliest", "likely": "likely_done_on", "low": "latest"}


def _empty(books: Books, moment: Moment, row: Row | None) -> str:
    if row is None:
        return _ADD_DEADLINE
    if asking.unheard(books, moment, row["level"]):
        return f"{citing.lacking(books, moment, 'progress')}."
    if row["why_not"]:
        return f"{_reason(row)}; {_WHAT_NEXT}"
    return "Không còn tổ chức nào chưa đại hội nên không còn gì để dự báo."

"""A key that no board answers now → a Chart that says so, for a saved briefing keeps its order."""

from __future__ import annotations

from congress_dash import reference
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment


def lacking(key: str, moment: Moment) -> Chart:
    """The chart of that key, which has nothing to tell of this day and these organisations."""
    question = key.split(".")[0]
    words = reference.label("questions", question)
    return Chart(
        key=key,
        title="Chưa có số liệu"
        if words == question
        else f"Chưa có số liệu: {words[0].lower()}{words[1:]}",
        kind=Kind.TABLE,
        columns=(),
        unit="",
        moment=moment,
        definition="Mục này nằm trong bộ trang đã lưu nhưng không có ở ngày và phạm vi đang xem.",
        source="chưa có tệp nào có số liệu ở ngày và phạm vi đang xem",
        empty="Chưa có số liệu của mục này ở ngày và phạm vi đang xem; hãy xem ngày khác hoặc bỏ bớt điều kiện lọc.",
    )

"""The configuration every figure is shown with: no toolbar, no way out, Vietnamese dates."""

from __future__ import annotations

from typing import Any

_DAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"]
_SHORT_DAYS = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"]

_VIETNAMESE: dict[str, Any] = {
    "moduleType": "locale",
    "name": "vi",
    "dictionary": {
        "Autoscale": "Vừa khung",
        "Box Select": "Chọn vùng",
        "Click to enter Plot title": "",
        "Double-click to zoom back out": "Bấm đúp để trở lại",
        "Download plot as a PNG": "Tải ảnh PNG",
        "Download plot": "Tải ảnh",
        "Pan": "Kéo",
        "Reset axes": "Đặt lại trục",
        "Zoom": "Phóng to",
        "Zoom in": "Phóng to",
        "Zoom out": "Thu nhỏ",
    },
    "format": {
        "days": _DAYS,
        "shortDays": _SHORT_DAYS,
        "months": [f"Tháng {month}" for month in range(1, 13)],
        "shortMonths": [f"Th{month}" for month in range(1, 13)],
        "date": "%d/%m/%Y",
        "dateTime": "%d/%m/%Y %H:%M",
        "time": "%H:%M",
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", " ₫"],
    },
}

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "showEditInChartStudio": False,
    "showLink": False,
    "plotlyServerURL": "",
    "topojsonURL": "",
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "showAxisDragHandles": False,
    "locale": "vi",
    "locales": {"vi": _VIETNAMESE},
}

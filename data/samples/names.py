"""An organisation's code in, what else it is called out: its sub-cells' names and its aliases."""

from __future__ import annotations

from province import ORGANISATIONS, Organisation

ALIASES = {
    "DUCA": ("Đảng ủy Công an tỉnh", "Đảng ủy CA tỉnh"),
    "PX01": ("PX13", "Phòng Tổ chức - Cán bộ", "Phòng TCCB"),
    "PX03": ("PX15", "PX16", "Phòng CTĐ&CTCT", "Phòng Công tác Đảng và CTCT"),
    "PX05": ("Thanh tra CAT",),
    "PX06": ("Cơ quan UBKT Đảng ủy", "UBKT Đảng ủy Công an tỉnh"),
    "PH06": ("Bệnh viện CAT",),
    "PA02": ("Phòng An ninh nội địa", "Chi bộ Phòng An ninh nội địa"),
    "PA04": ("PA81", "Phòng ANKT", "P.ANKT"),
    "PA06": ("PA71",),
    "PA08": ("PA72", "Phòng QLXNC"),
    "PA09": ("PA92", "Phòng ANĐT"),
    "PC01": ("PC44", "Văn phòng CSĐT", "VP Cơ quan CSĐT"),
    "PC02": ("PC45", "CSHS", "P.CSHS", "Phòng CSHS"),
    "PC03": (
        "PC46",
        "CSKT",
        "P.CSKT",
        "Phòng CSKT",
        "Phòng Cảnh sát ĐTTP về tham nhũng, kinh tế, buôn lậu",
    ),
    "PC04": ("PC47", "Phòng CSĐTTP về ma túy"),
    "PC05": ("PC49", "Phòng Cảnh sát môi trường"),
    "PC06": ("PC64", "QLHC", "Phòng QLHC", "Phòng CSQLHC về TTXH"),
    "PC07": ("PC66", "PCCC&CNCH", "Phòng PCCC&CNCH", "Phòng Cảnh sát PCCC&CNCH"),
    "PC08": ("PC67", "CSGT", "P.CSGT", "Phòng CSGT"),
    "PC09": ("PC54", "Phòng KTHS"),
    "PC10": ("PC81", "THAHS&HTTP", "Phòng THAHS&HTTP", "Phòng Cảnh sát THAHS&HTTP"),
    "PC11": ("PC81B",),
    "PK02": ("PK20", "CSCĐ", "Phòng CSCĐ"),
    "CATP-A": ("CA thành phố A",),
    "CATP-B": ("CA thành phố B",),
    "CATX-C": ("CA thị xã C",),
    "CATX-D": ("CA thị xã D",),
    **{f"CAH-{letter}": (f"CA huyện {letter}",) for letter in "EGHIKLMNOPQRS"},
}

_BY_FUNCTION = {
    "PV01": (
        "Thông tin",
        "Tham mưu Cảnh sát",
        "Tham mưu An ninh, Pháp chế và quản lý khoa học",
        "Hành chính",
        "Cơ yếu",
        "Trực ban",
    ),
    "PX03": ("Công tác đảng", "Công tác chính trị", "Công tác quần chúng", "Chính sách"),
    "PC11": ("Quản giáo", "Cảnh sát bảo vệ", "Trinh sát", "Hậu cần", "Y tế", "Hồ sơ"),
}
_BY_TEAM = {
    "PH10": ("Tổng hợp", "Tài chính", "Doanh trại", "Trang bị", "Quản lý phương tiện"),
    "PC02": ("Tổng hợp", "CSĐTTP về TTXH", "Trọng án", "Truy nã", "Phòng, chống tội phạm"),
    "PC03": ("Tham mưu", "Tài chính, ngân hàng", "Đầu tư, xây dựng", "Thương mại", "Tham nhũng"),
    "PC04": ("Tổng hợp", "Địa bàn 1", "Địa bàn 2", "Tuyến", "Quản lý nghiệp vụ"),
    "PC07": (
        "Tổng hợp",
        "Kiểm tra an toàn PCCC",
        "Thẩm duyệt",
        "Chữa cháy trung tâm",
        "Chữa cháy khu vực 1",
        "Chữa cháy khu vực 2",
        "Cứu nạn, cứu hộ",
        "Hậu cần, kỹ thuật",
    ),
    "PC08": (
        "Tham mưu",
        "Đăng ký, quản lý phương tiện",
        "Sát hạch lái xe",
        "Tuyên truyền, điều tra giải quyết tai nạn",
        "Tuần tra kiểm soát số 1",
        "Tuần tra kiểm soát số 2",
        "Tuần tra kiểm soát số 3",
        "Xử lý vi phạm",
        "Hậu cần",
    ),
}
_DISTRICT_TEAMS = (
    "Tổng hợp",
    "An ninh",
    "CSĐTTP về TTXH",
    "CSĐTTP về kinh tế và ma túy",
    "CSQLHC về TTXH",
    "CSGT, trật tự",
    "Xây dựng phong trào",
)


def sub_cells(organisation: Organisation) -> list[str]:
    """Names in one of the three styles in use: by function, by team, by number."""
    key, count = organisation.key, organisation.sub_cells
    if key in _BY_FUNCTION:
        return [f"Chi bộ {name}" for name in _BY_FUNCTION[key]]
    if key in _BY_TEAM:
        return [f"Chi bộ Đội {name}" for name in _BY_TEAM[key]]
    if organisation.is_direct or key == "CAH-S":
        return [f"Chi bộ {number}" for number in range(1, count + 1)]
    return _of_district(organisation)


def _of_district(organisation: Organisation) -> list[str]:
    teams = _DISTRICT_TEAMS[: organisation.sub_cells - 1]
    places = organisation.sub_cells - len(teams)
    letter = organisation.key[-1]
    towns = (
        [f"Chi bộ Công an thị trấn {letter}"]
        if organisation.key.startswith("CAH-")
        else [f"Chi bộ Công an phường {number}" for number in range(1, places + 1)]
    )
    return [f"Chi bộ Đội {team}" for team in teams] + towns


def all_sub_cells() -> list[tuple[str, Organisation]]:
    """Every sub-cell's name with its parent, in the order of the parents."""
    return [(name, parent) for parent in ORGANISATIONS for name in sub_cells(parent)]

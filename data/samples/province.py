"""Nothing in; the 47 organisations of an invented province and their blocks out."""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE = "DUCA"
WATERWAY = "DUONG-THUY"  # a key of this script: the organisation itself has no code
PILOTS = ("PV01", "PC03", "PA04")
BLOCKS = {
    "XDLL": "Khối Tham mưu – Xây dựng lực lượng",
    "HC": "Khối Hậu cần",
    "AN": "Khối An ninh",
    "CS": "Khối Cảnh sát",
    "CAH": "Công an cấp huyện",
}
ROMAN = dict(zip(BLOCKS, ("I", "II", "III", "IV", "V"), strict=True))


@dataclass(frozen=True, slots=True)
class Organisation:
    key: str
    name: str
    block: str
    members: int
    sub_cells: int

    @property
    def code(self) -> str:
        return "" if self.key == WATERWAY else self.key

    @property
    def kind(self) -> str:
        return "Đảng bộ" if self.name.startswith("Đảng bộ") else "Chi bộ"

    @property
    def is_direct(self) -> bool:
        return self.block != "CAH"

    @property
    def probationary(self) -> int:
        return self.members // 40

    @property
    def full_members(self) -> int:
        return self.members - self.probationary

    @property
    def needs_delegates(self) -> bool:
        return self.members >= 200


ORGANISATIONS = tuple(
    Organisation(*fields)
    for fields in (
        ("PV01", "Đảng bộ Phòng Tham mưu", "XDLL", 62, 6),
        (
            "PV05",
            "Chi bộ Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc",
            "XDLL",
            17,
            0,
        ),
        ("PV06", "Chi bộ Phòng Hồ sơ nghiệp vụ", "XDLL", 24, 0),
        ("PX01", "Đảng bộ Phòng Tổ chức cán bộ", "XDLL", 41, 4),
        ("PX03", "Đảng bộ Phòng Công tác đảng và công tác chính trị", "XDLL", 33, 4),
        ("PX05", "Chi bộ Thanh tra Công an tỉnh", "XDLL", 21, 0),
        ("PX06", "Chi bộ Cơ quan Ủy ban Kiểm tra Đảng ủy", "XDLL", 8, 0),
        ("PH10", "Đảng bộ Phòng Hậu cần", "HC", 54, 5),
        ("PH06", "Chi bộ Bệnh viện Công an tỉnh", "HC", 19, 0),
        ("PA01", "Chi bộ Phòng An ninh đối ngoại", "AN", 22, 0),
        ("PA02", "Đảng bộ Phòng An ninh đối nội", "AN", 43, 4),
        ("PA03", "Chi bộ Phòng An ninh chính trị nội bộ", "AN", 29, 0),
        ("PA04", "Chi bộ Phòng An ninh kinh tế", "AN", 26, 0),
        (
            "PA05",
            "Chi bộ Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
            "AN",
            28,
            0,
        ),
        ("PA06", "Chi bộ Phòng Kỹ thuật nghiệp vụ", "AN", 27, 0),
        ("PA08", "Chi bộ Phòng Quản lý xuất nhập cảnh", "AN", 25, 0),
        ("PA09", "Chi bộ Phòng An ninh điều tra", "AN", 23, 0),
        ("PC01", "Chi bộ Văn phòng Cơ quan Cảnh sát điều tra", "CS", 22, 0),
        ("PC02", "Đảng bộ Phòng Cảnh sát hình sự", "CS", 58, 5),
        ("PC03", "Đảng bộ Phòng Cảnh sát kinh tế", "CS", 47, 5),
        ("PC04", "Đảng bộ Phòng Cảnh sát điều tra tội phạm về ma túy", "CS", 52, 5),
        ("PC05", "Chi bộ Phòng Cảnh sát phòng, chống tội phạm về môi trường", "CS", 24, 0),
        ("PC06", "Đảng bộ Phòng Cảnh sát quản lý hành chính về trật tự xã hội", "CS", 46, 4),
        ("PC07", "Đảng bộ Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", "CS", 96, 8),
        ("PC08", "Đảng bộ Phòng Cảnh sát giao thông", "CS", 118, 9),
        ("PC09", "Chi bộ Phòng Kỹ thuật hình sự", "CS", 31, 0),
        ("PC10", "Đảng bộ Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp", "CS", 49, 4),
        ("PC11", "Đảng bộ Trại tạm giam", "CS", 74, 6),
        ("PK02", "Đảng bộ Phòng Cảnh sát cơ động", "CS", 92, 7),
        (WATERWAY, "Chi bộ Phòng Cảnh sát đường thủy", "CS", 18, 0),
        ("CATP-A", "Đảng bộ Công an thành phố A", "CAH", 236, 17),
        ("CATP-B", "Đảng bộ Công an thành phố B", "CAH", 168, 12),
        ("CATX-C", "Đảng bộ Công an thị xã C", "CAH", 142, 10),
        ("CATX-D", "Đảng bộ Công an thị xã D", "CAH", 128, 9),
        ("CAH-E", "Đảng bộ Công an huyện E", "CAH", 118, 8),
        ("CAH-G", "Đảng bộ Công an huyện G", "CAH", 112, 8),
        ("CAH-H", "Đảng bộ Công an huyện H", "CAH", 109, 8),
        ("CAH-I", "Đảng bộ Công an huyện I", "CAH", 104, 7),
        ("CAH-K", "Đảng bộ Công an huyện K", "CAH", 101, 7),
        ("CAH-L", "Đảng bộ Công an huyện L", "CAH", 98, 7),
        ("CAH-M", "Đảng bộ Công an huyện M", "CAH", 96, 7),
        ("CAH-N", "Đảng bộ Công an huyện N", "CAH", 94, 6),
        ("CAH-O", "Đảng bộ Công an huyện O", "CAH", 91, 6),
        ("CAH-P", "Đảng bộ Công an huyện P", "CAH", 88, 6),
        ("CAH-Q", "Đảng bộ Công an huyện Q", "CAH", 85, 6),
        ("CAH-R", "Đảng bộ Công an huyện R", "CAH", 79, 5),
        ("CAH-S", "Đảng bộ Công an huyện S", "CAH", 64, 5),
    )
)
BY_KEY = {organisation.key: organisation for organisation in ORGANISATIONS}


def of_block(block: str) -> list[Organisation]:
    """The block's organisations in the order of the list."""
    return [organisation for organisation in ORGANISATIONS if organisation.block == block]

"""A file's bytes in, the kind of spreadsheet they are out: by what they hold, never by a name."""

from __future__ import annotations

from enum import StrEnum

from congress_dash.errors import Refused

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_BIFF = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_SAVE = "Hãy mở biểu bằng Excel, lưu thành .xlsx rồi gửi lại."
_XML_2003 = "Tệp này ở định dạng XML Spreadsheet 2003, không đọc được."
_SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
_OTHERS = (  # what is often sent by mistake, or saved by old systems under the name .xls
    (b"%pdf", "tệp PDF"),
    (b"{\\rtf", "văn bản RTF"),
    (b"<!doctype html", "trang web (HTML)"),
    (b"<html", "trang web (HTML)"),
    (b"<table", "trang web (HTML)"),
    (b"mime-version:", "trang web lưu gộp (MHTML)"),
    (b"<?xml", "tệp XML"),
    (b"\x89png", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
)


class Kind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    CSV = "csv"


def outer(content: bytes) -> str:
    """`zip`, `ole` or `text`. `Refused` for what is plainly something else."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if content.startswith((OLE, *_BIFF)):
        return "ole"
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?mso-application"):
        raise not_a_workbook(_XML_2003)
    for magic, words in _OTHERS:
        if start.startswith(magic):
            if b"schemas-microsoft-com:office:spreadsheet" in start:
                raise not_a_workbook(_XML_2003)
            raise not_a_workbook(f"Tệp này thật ra là {words}, không phải bảng tính Excel.")
    return "text"


def is_of_excel(content: bytes) -> bool:
    """Whether it may be an .xlsx or .xlsb, told at a glance: a zip's names stand in it as they are."""
    return content.startswith(b"PK") and b"xl/workbook" in content


def inner(parts: set[str], mimetype: bytes) -> Kind:
    """The kind of a zip by its parts' names (lower case)."""
    if "[content_types].xml" in parts:
        if any(name.startswith("xl/") and name.endswith(".bin") and "workbook" in name
               for name in parts):  # fmt: skip
            return Kind.XLSB
        if any(name.startswith("xl/") for name in parts):
            return Kind.XLSX
        if any(name.startswith("word/") for name in parts):
            raise not_a_workbook("Tệp này là văn bản Word, không phải bảng tính Excel.")
    if "content.xml" in parts and (not mimetype or b"spreadsheet" in mimetype):
        return Kind.ODS
    if any(name.endswith(_SHEETS) for name in parts):
        raise Refused(
            "not_a_workbook", "Tệp này là tệp nén chứa bảng tính. Hãy giải nén rồi gửi từng tệp."
        )
    raise not_a_workbook("Tệp này là tệp nén, bên trong không phải bảng tính Excel.")


def not_a_workbook(why: str) -> Refused:
    return Refused("not_a_workbook", f"{why} {_SAVE}")

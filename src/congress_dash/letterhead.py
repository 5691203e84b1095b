"""Whose document it is: the words that head a Party document (Hướng dẫn 36-HD/VPTW; domain.md §5.3)."""

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
SUPERIOR = "ĐẢNG BỘ TỈNH"
ISSUER = "ĐẢNG ỦY CÔNG AN TỈNH"
SIGN = "ĐUCA"  # of the issuer, in the number of a document
STAR = "*"

"""The walk of one row and of one chart: read this first.

A row. `workbook` finds the headings of a staff workbook and hands on what was typed, each cell
with its address. `cleaning` reads the cells as the `forms` declare them, with `readers` and
`names`: records, and a `Problem` for each cell nobody should guess at. `intake` holds them
against the books and returns a `Preview`. A person accepts it; `store` appends it, whole or not
at all.

A chart. A board in `boards` asks `store` a question, one file of `sql/questions/`, at a `Moment`:
the day looked at, and the upload up to which the books are read. It makes a `Chart`: a finding
with the numbers that prove it. `figures` and `tables` draw it on a page, `slides` in a deck,
`sheets` in a workbook; none of them computes a number.

`pages` and `cli` are two front doors to the same rooms. Imports go down only, and each foreign
library has its one room: docs/developing.md lists them all.
"""

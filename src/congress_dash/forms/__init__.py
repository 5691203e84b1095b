"""The workbooks staff keep, each declared once; reader, preview, blank form and help follow."""

from __future__ import annotations

from congress_dash.forms.catalogue import CATALOGUE
from congress_dash.forms.documents import DOCUMENTS
from congress_dash.forms.form import Column, Form, Layout, Lookup
from congress_dash.forms.inspections import INSPECTIONS
from congress_dash.forms.progress import PROGRESS
from congress_dash.forms.results import RESULTS
from congress_dash.forms.schedule import SCHEDULE
from congress_dash.records import FormId

FORMS: dict[FormId, Form] = {
    form.id: form for form in (CATALOGUE, PROGRESS, RESULTS, DOCUMENTS, INSPECTIONS, SCHEDULE)
}

LISTS = "Danh sách chọn"  # the hidden sheet of a blank form's drop-downs; says nothing itself

__all__ = ["FORMS", "LISTS", "Column", "Form", "Layout", "Lookup"]

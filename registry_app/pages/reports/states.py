"""Who may read the reports, and in which formats they leave the house."""

from enum import StrEnum

from registry_app.core.i18n import labels
from registry_app.core.i18n import lazy as _


class Permission(StrEnum):
    READ = "report:read"


class Format(StrEnum):
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


labels(
    {
        Format.PDF: _("PDF, to print"),
        Format.XLSX: _("Excel workbook"),
        Format.CSV: _("CSV, plain table"),
        Format.JSON: _("JSON, for machines"),
    }
)
MEDIA = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}

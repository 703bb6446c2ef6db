"""A separate program, with limited memory, that reads a workbook from standard input and writes its sheets as JSON."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from practices.exchange.reading.limited import Refused, TooLarge, answer
from practices.exchange.reading.limits import MAX_CELL, MAX_CHARACTERS, MAX_PARTS, MAX_UNPACKED
from practices.exchange.reading.positions import Marks, ods_marks, xlsx_marks


def sheets_of(data: bytes) -> list[dict[str, Any]]:
    with ZipFile(BytesIO(data)) as archive:
        marks = _marks(archive)
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    found = []
    characters = 0
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            characters += _characters(rows)
            if characters > MAX_CHARACTERS:
                raise TooLarge
            own = marks.get(sheet.name) or Marks()
            found.append(
                {
                    "name": sheet.name,
                    "rows": [[_plain(cell) for cell in row] for row in rows],
                    "marks": [[*place, kind] for place, kind in own.cells.items()],
                    "hidden_rows": sorted(own.hidden_rows),
                    "hidden_columns": sorted(own.hidden_columns),
                }
            )
    return found


def _marks(archive: ZipFile) -> dict[str, Marks]:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise TooLarge
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("password")
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise Refused("macros")
    if "xl/workbook.xml" in names:
        return xlsx_marks(archive)
    if "content.xml" in names and b"spreadsheet" in archive.read("mimetype"):
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Refused("password")
        return ods_marks(archive)
    if not names:
        raise BadZipFile
    raise Refused("other")


def _characters(rows: list[list[Any]]) -> int:
    """Raises `TooLarge` for a cell larger than any program writes."""
    lengths = [len(cell) for row in rows for cell in row if isinstance(cell, str) and cell]
    if max(lengths, default=0) > MAX_CELL:
        raise TooLarge
    return sum(lengths)


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime | date | time | timedelta):
        return {type(cell).__name__: str(cell) if isinstance(cell, timedelta) else cell.isoformat()}
    return cell


if __name__ == "__main__":
    answer(lambda data: {"sheets": sheets_of(data)})

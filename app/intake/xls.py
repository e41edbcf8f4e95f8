"""Sheets of an xls (BIFF8 and BIFF5, Excel 95 to 2003).

Read here because the native readers at hand stop the whole program on a damaged file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.errors import PassageError
from app.intake.archive import damaged, locked
from app.intake.compound import CompoundFile
from app.intake.numbers import EPOCH_1900, EPOCH_1904, shown_number, shows
from app.intake.sheets import KEPT_COLUMNS, Book, Cell, Sheet

_BOF, _EOF, _CONTINUE, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x003C, 0x002F, 0x0085
_SST, _FORMAT, _XF, _DATEMODE, _STRING = 0x00FC, 0x041E, 0x00E0, 0x0022, 0x0207
_LABELSST, _LABEL, _RSTRING, _NUMBER = 0x00FD, 0x0204, 0x00D6, 0x0203
_RK, _MULRK, _FORMULA, _BOOLERR = 0x027E, 0x00BD, 0x0006, 0x0205
_CODEPAGE, _BIFF5, _BIFF8 = 0x0042, 0x0500, 0x0600
_CODECS = {10000: "mac_roman", 32768: "mac_roman", 850: "cp850", 437: "cp437", 1250: "cp1250"}
MAX_RECORDS = 2_000_000
MAX_STRINGS = 500_000

Record = tuple[int, bytes]


def read_xls(data: bytes, name: str) -> Book:
    """Every sheet of an xls. PassageError where it is damaged, locked, or no such workbook."""
    try:
        compound = CompoundFile(data)
        if "EncryptedPackage" in compound.names():
            raise locked(name)
        streams = [n for n in compound.names() if n.lower() in ("workbook", "book")]
        if not streams:
            raise PassageError(
                f"« {name} » n’est pas un classeur Excel : donnez un fichier CSV, xlsx, xls ou ods."
            )
        sheets = _Biff(compound.stream(streams[0]), name).sheets()
    except (ValueError, KeyError, IndexError, struct.error) as error:
        raise damaged(name) from error
    return Book("classeur Excel xls", sheets)


class _Biff:
    """The workbook stream: what all sheets share is read first, then each sheet at its offset."""

    def __init__(self, stream: bytes, name: str) -> None:
        self._stream = stream
        self._left = MAX_RECORDS
        self._bounds: list[tuple[str, int]] = []
        self._strings: list[str] = []
        self._codes: dict[int, str] = {}
        self._kinds: list[str] = []
        self._epoch: date = EPOCH_1900
        self._text = _Text(self._is_wide(name))
        self._read_globals(name)

    def _is_wide(self, name: str) -> bool:
        """Whether texts are Unicode (from Excel 97 on) and not bytes of a code page."""
        kind, body = next(self._records(0))
        if kind != _BOF:
            raise ValueError("no workbook")
        version: int = struct.unpack_from("<H", body)[0]
        if version not in (_BIFF5, _BIFF8):
            raise PassageError(
                f"« {name} » vient d’une version d’Excel antérieure à 1995 : ouvrez-le dans un "
                "tableur et enregistrez-le en xlsx."
            )
        return version == _BIFF8

    def _records(self, place: int) -> Iterator[Record]:
        """The records from ``place`` to the end of their part, without those of inner parts."""
        depth = 0
        while True:
            kind, size = struct.unpack_from("<HH", self._stream, place)
            body = self._stream[place + 4 : place + 4 + size]
            if len(body) < size:
                raise ValueError("truncated record")
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 1:
                yield kind, body
            if depth <= 0:
                return
            place += 4 + size
            self._left -= 1
            if self._left < 0:
                raise ValueError("too many records")

    def _read_globals(self, name: str) -> None:
        formats: list[int] = []
        table: list[bytes] = []
        last = 0
        for kind, body in self._records(0):
            if kind == _FILEPASS:
                raise locked(name)
            if kind == _BOUNDSHEET and body[5] == 0:
                (place,) = struct.unpack_from("<I", body)
                self._bounds.append((self._text.short(body, 6), place))
            elif kind == _CODEPAGE:
                self._text.codec = _CODECS.get(struct.unpack_from("<H", body)[0], "cp1252")
            elif kind == _FORMAT:
                self._codes[struct.unpack_from("<H", body)[0]] = self._text.format(body)
            elif kind == _XF:
                formats.append(struct.unpack_from("<H", body, 2)[0])
            elif kind == _DATEMODE and body[:1] == b"\x01":
                self._epoch = EPOCH_1904
            elif kind == _SST or (kind == _CONTINUE and last == _SST):
                table.append(body)
            last = last if kind == _CONTINUE else kind
        self._kinds = [shows(number, self._codes.get(number, "")) for number in formats]
        self._strings = list(_SharedStrings(table)) if table else []

    def sheets(self) -> Sequence[Sheet]:
        return [self._sheet(name, place) for name, place in self._bounds]

    def _sheet(self, name: str, place: int) -> Sheet:
        rows: dict[int, dict[int, Cell]] = {}
        pending: tuple[int, int] | None = None
        for kind, body in self._records(place):
            if kind == _STRING and pending:
                rows[pending[0]][pending[1]] = self._text.long(body, 0)
            for row, column, cell in self._cells(kind, body):
                if column < KEPT_COLUMNS:
                    rows.setdefault(row, {})[column] = cell
                    pending = (row, column)
        sheet = Sheet(name)
        for row in sorted(rows):
            width = max(rows[row]) + 1
            sheet.add(row + 1, [rows[row].get(column) for column in range(width)])
        return sheet

    def _cells(self, kind: int, body: bytes) -> Iterator[tuple[int, int, Cell]]:
        """The cells of one record, as (row, column, value), both from 0."""
        if kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for n, place in enumerate(range(4, len(body) - 2, 6)):
                style, rk = struct.unpack_from("<HI", body, place)
                yield row, first + n, self._number(_rk(rk), style)
        elif kind in (_LABELSST, _LABEL, _RSTRING, _NUMBER, _RK, _FORMULA, _BOOLERR):
            row, column, style = struct.unpack_from("<HHH", body)
            yield row, column, self._cell(kind, body, style)

    def _cell(self, kind: int, body: bytes, style: int) -> Cell:
        if kind == _LABELSST:
            place: int = struct.unpack_from("<I", body, 6)[0]
            return self._strings[place]
        if kind in (_LABEL, _RSTRING):
            return self._text.long(body, 6)
        if kind == _RK:
            return self._number(_rk(struct.unpack_from("<I", body, 6)[0]), style)
        if kind == _BOOLERR:
            return "#N/A" if body[7] else bool(body[6])
        if kind == _FORMULA and body[12:14] == b"\xff\xff":
            return bool(body[8]) if body[6] == 1 else "#N/A" if body[6] == 2 else None
        return self._number(struct.unpack_from("<d", body, 6)[0], style)

    def _number(self, value: float, style: int) -> Cell:
        kind = self._kinds[style] if style < len(self._kinds) else ""
        return shown_number(value, kind, self._epoch)


def _rk(packed: int) -> float:
    """A number in 30 bits: a whole one or the top of a double, perhaps to divide by 100."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed >> 31 else 0))
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return value / 100 if packed & 1 else value


class _Text:
    """Texts inside records: Unicode after flags, or bytes of a code page before Excel 97."""

    def __init__(self, wide: bool) -> None:
        self._wide = wide
        self.codec = "cp1252"

    def long(self, body: bytes, place: int) -> str:
        """A text after its length on two bytes."""
        (count,) = struct.unpack_from("<H", body, place)
        return self._characters(body, place + 2, count)

    def short(self, body: bytes, place: int) -> str:
        """A text after its length on one byte."""
        return self._characters(body, place + 1, body[place])

    def format(self, body: bytes) -> str:
        """The code of a number format."""
        return self.long(body, 2) if self._wide else self.short(body, 2)

    def _characters(self, body: bytes, place: int, count: int) -> str:
        """``count`` characters; where there are flags, one or two bytes each, without rich text."""
        if not self._wide:
            return body[place : place + count].decode(self.codec, "replace")
        flags = body[place] if count else 0
        place += 1 + 2 * bool(flags & 8) + 4 * bool(flags & 4)
        width = 2 if flags & 1 else 1
        return body[place : place + count * width].decode(
            "utf-16-le" if width == 2 else "latin-1", "replace"
        )


class _SharedStrings:
    """The table of shared strings, which may be cut anywhere into records of 8,224 bytes."""

    def __init__(self, records: list[bytes]) -> None:
        self._records = records
        self._number = 0
        self._place = 8

    def __iter__(self) -> Iterator[str]:
        (count,) = struct.unpack_from("<I", self._records[0], 4)
        if count > MAX_STRINGS:
            raise ValueError("too many strings")
        for _ in range(count):
            if self._place >= len(self._records[-1]) and self._number == len(self._records) - 1:
                return  # some writers announce more strings than they write
            yield self._string()

    def _take(self, size: int) -> bytes:
        """``size`` bytes, over as many records as they span."""
        parts = b""
        while len(parts) < size:
            part = self._rest(size - len(parts))
            self._place += len(part)
            parts += part
        return parts

    def _rest(self, size: int) -> bytes:
        """The next bytes of one record, at most ``size``."""
        while self._place >= len(self._records[self._number]):
            self._number, self._place = self._number + 1, 0
        return self._records[self._number][self._place : self._place + size]

    def _string(self) -> str:
        count, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text = self._characters(count, flags)
        self._take(4 * runs)
        self._take(extra)
        return text

    def _characters(self, count: int, flags: int) -> str:
        """Characters; where they pass into the next record that one begins with new flags."""
        parts = []
        while count:
            if self._place >= len(self._records[self._number]):
                flags = self._take(1)[0]
            width = 2 if flags & 1 else 1
            raw = self._rest(count * width)
            self._place += len(raw)
            parts.append(raw.decode("utf-16-le" if width == 2 else "latin-1", "replace"))
            count -= len(raw) // width
            if len(raw) < width:
                raise ValueError("half a character")
        return "".join(parts)

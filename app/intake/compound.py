"""Compound files, the container of an xls: finding one stream in it, whatever its bytes claim."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFF0
_HEADER = 512
_ENTRY = 128


class CompoundFile:
    """A compound file in memory. ValueError from any method where it is damaged."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(_MAGIC):
            raise ValueError("no compound file")
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise ValueError("sector size")
        self._data, self._sector = data, 1 << shift
        self._table = self._sector_table()
        root = _field(data, 48)
        self._entries = dict(self._directory(b"".join(self._chain(root))))

    def names(self) -> list[str]:
        """The names of the streams."""
        return list(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        start, size = self._entries[name]
        if size >= _field(self._data, 56):
            return self._sized(b"".join(self._chain(start)), size)
        small = b"".join(self._chain(self._entries["Root Entry"][0]))
        table = _numbers(b"".join(self._chain(_field(self._data, 60))))
        parts = (small[n * 64 : n * 64 + 64] for n in _walk(table, start))
        return self._sized(b"".join(parts), size)

    @staticmethod
    def _sized(data: bytes, size: int) -> bytes:
        if len(data) < size:
            raise ValueError("truncated stream")
        return data[:size]

    def _bytes(self, number: int) -> bytes:
        start = (
            _HEADER + number * self._sector
            if self._sector == _HEADER
            else ((number + 1) * self._sector)
        )
        if start >= len(self._data):
            raise ValueError("sector beyond the end")
        return self._data[start : start + self._sector]

    def _sector_table(self) -> tuple[int, ...]:
        """For every sector the one that follows it, from the sectors the header lists."""
        count = min(_field(self._data, 44), len(self._data) // self._sector)
        listed = list(struct.unpack_from("<109I", self._data, 76))
        following, per_sector = _field(self._data, 68), self._sector // 4 - 1
        while len(listed) < count and following < _LAST_SECTOR:
            *more, following = _numbers(self._bytes(following).ljust(self._sector, b"\xff"))
            listed += more[:per_sector]
        return _numbers(b"".join(self._bytes(n) for n in listed[:count] if n < _LAST_SECTOR))

    def _chain(self, start: int) -> Iterator[bytes]:
        return (self._bytes(number) for number in _walk(self._table, start))

    def _directory(self, data: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for place in range(0, len(data) - _ENTRY + 1, _ENTRY):
            entry = data[place : place + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            if kind in (2, 5):
                name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                yield name, (_field(entry, 116), _field(entry, 120))


def _field(data: bytes, place: int) -> int:
    return int(struct.unpack_from("<I", data, place)[0])


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _walk(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a chain; a chain longer than the table turns in circles."""
    for _ in range(len(table) + 1):
        if start >= _LAST_SECTOR:
            return
        yield start
        if start >= len(table):
            raise ValueError("broken chain")
        start = table[start]
    raise ValueError("endless chain")

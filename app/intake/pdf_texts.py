"""Every text of a PDF that a reader can show: runs in a process of its own (see ``pdf_process``).

Pages, annotations, values of fields, properties. Nothing of the file is executed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from app.intake.pdf_process import BROKEN, ENCRYPTED, TOO_MUCH, Report, problem

MAX_PAGES, MAX_ANNOTATIONS, MAX_CHARACTERS = 500, 5000, 5_000_000
_SHOWN = ("/Contents", "/V", "/DV", "/T", "/TU", "/RC", "/Subj")


def report(path: bytes) -> Report:
    """``problem`` ("" for none) and ``texts``, in no order that matters, of the file at ``path``.

    The file is read where it stands: a scan is large, and next to nothing of it is text.
    """
    try:
        with Path(os.fsdecode(path)).open("rb") as stream:
            reader = PdfReader(stream)
            if reader.is_encrypted and not reader.decrypt(""):
                return problem(ENCRYPTED) | {"texts": []}
            return {"problem": "", "texts": list(_bounded(_texts(reader)))}
    except (_TooMuch, MemoryError):
        return problem(TOO_MUCH) | {"texts": []}
    except Exception as error:  # pypdf meets hostile objects anywhere: any failure is one answer
        limit = "LimitReached" in type(error).__name__
        return problem(TOO_MUCH if limit else BROKEN) | {"texts": []}


class _TooMuch(Exception):  # noqa: N818
    """More pages or text than any dossier has."""


def _bounded(texts: Iterator[str]) -> Iterator[str]:
    left = MAX_CHARACTERS
    for text in texts:
        left -= len(text)
        if left < 0:
            raise _TooMuch
        yield text


def _texts(reader: PdfReader) -> Iterator[str]:
    yield from _properties(reader)
    for number, page in enumerate(reader.pages):
        if number >= MAX_PAGES:
            raise _TooMuch
        yield page.extract_text()
        yield from _annotations(page)


def _properties(reader: PdfReader) -> Iterator[str]:
    for value in (reader.metadata or {}).values():
        yield _text(value)
    described = reader.root_object.get("/Metadata")
    found = described.get_object() if described is not None else None
    if isinstance(found, StreamObject):
        yield _text(found)


def _annotations(page: PageObject) -> Iterator[str]:
    """What annotations and fields hold and show."""
    listed = page.get("/Annots")
    found = listed.get_object() if listed is not None else None
    if not isinstance(found, ArrayObject):
        return
    if len(found) > MAX_ANNOTATIONS:
        raise _TooMuch
    for one in found:
        annotation = one.get_object()
        if isinstance(annotation, DictionaryObject):
            yield from _shown(annotation)


def _shown(annotation: DictionaryObject) -> Iterator[str]:
    above = annotation.get("/Parent")
    parent = above.get_object() if above is not None else None
    for node in (annotation, parent):
        if isinstance(node, DictionaryObject):
            yield from (_text(node[key]) for key in _SHOWN if key in node)
    look = annotation.get("/AP")
    normal = look.get_object().get("/N") if look is not None else None
    drawn = normal.get_object() if normal is not None else None
    if isinstance(drawn, StreamObject):
        page = PageObject.create_blank_page(width=1, height=1)
        yield page.extract_xform_text(drawn)  # type: ignore[arg-type]


def _text(value: Any) -> str:
    found = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(found, StreamObject):
        found = found.get_data()
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)

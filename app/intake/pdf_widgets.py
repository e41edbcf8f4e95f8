"""What a PDF's form holds, field by field: runs in a process of its own (see ``pdf_process``).

Nothing of the file is executed. Everything is walked without recursion and counted, so that a
hostile tree ends at a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NullObject,
    StreamObject,
)

from app.intake.pdf_process import BROKEN, ENCRYPTED, TOO_MUCH, Report, problem

MAX_PAGES, MAX_WIDGETS, MAX_DEPTH = 500, 5000, 20
MAX_TEXT = 20_000
_OFF = ("", "off", "no", "non", "false", "0")


def report(data: bytes) -> Report:
    """``problem`` ("" for none), ``pages``, ``active`` (scripts or actions are in it, and were left
    alone) and ``widgets``: for each, its ``page``, full ``name``, ``owner`` (which field holds its
    value), ``text`` for a text, ``ticked`` (true, false, null where unsure) for a box."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return problem(ENCRYPTED)
        return _report(reader)
    except (_TooMuch, MemoryError):
        return problem(TOO_MUCH)
    except Exception as error:  # pypdf meets hostile objects anywhere: any failure is one answer
        limit = "LimitReached" in type(error).__name__
        return problem(TOO_MUCH if limit else BROKEN)


class _TooMuch(Exception):  # noqa: N818
    """More pages, fields or levels than any dossier has."""


def _report(reader: PdfReader) -> Report:
    root = reader.root_object
    form = _dictionary(root.get("/AcroForm"))
    fresh = _object(form.get("/NeedAppearances")) == BooleanObject(True)
    active = any(key in root for key in ("/OpenAction", "/AA"))
    active = active or "/JavaScript" in _dictionary(root.get("/Names"))
    widgets, pages = [], 0
    for page in _pages(root):
        for annotation in _array(page.get("/Annots")):
            widget = _dictionary(annotation)
            active = active or "/A" in widget or "/AA" in widget
            if widget.get("/Subtype") == "/Widget":
                widgets.append({"page": pages, **_widget(widget, fresh)})
            _count(widgets, MAX_WIDGETS)
        pages += 1
    return {"problem": "", "pages": pages, "active": active, "widgets": widgets}


def _count(things: list[Any], limit: int) -> None:
    if len(things) > limit:
        raise _TooMuch


def _pages(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """The pages in order; a node already met is not entered again."""
    waiting = [root.get("/Pages")]
    seen: set[int] = set()
    while waiting:
        node = _dictionary(waiting.pop())
        if not node or id(node) in seen:
            continue
        seen.add(id(node))
        if len(seen) > 2 * MAX_PAGES:
            raise _TooMuch
        if "/Kids" in node:
            waiting += reversed(_array(node.get("/Kids")))
        else:
            yield node


def _widget(widget: DictionaryObject, fresh: bool) -> Report:
    chain = _chain(widget)
    names = [_text(_object(node.get("/T"))) for node in reversed(chain) if "/T" in node]
    owner = next((node for node in chain if "/T" in node), widget)
    told: Report = {"name": ".".join(names), "owner": id(owner)}
    if _inherited(chain, "/FT") == "/Btn":
        return told | {"ticked": _ticked(widget, chain, fresh)}
    return told | {"text": _written(widget, chain)}


def _chain(widget: DictionaryObject) -> list[DictionaryObject]:
    """The widget and the fields above it."""
    chain = [widget]
    while above := _dictionary(chain[-1].get("/Parent")):
        chain.append(above)
        _count(chain, MAX_DEPTH)
    return chain


def _inherited(chain: list[DictionaryObject], key: str) -> Any:
    return next((_object(node.get(key)) for node in chain if key in node), None)


def _ticked(widget: DictionaryObject, chain: list[DictionaryObject], fresh: bool) -> bool | None:
    """A box is ticked by its value; what it shows counts where it has none, or contradicts it."""
    shown = _object(widget.get("/AS"))
    value = _inherited(chain, "/V")
    if value is None:
        return shown is not None and not _is_off(shown)
    if _is_off(value) and shown is not None and not _is_off(shown) and not fresh:
        return None
    return not _is_off(value)


def _is_off(value: Any) -> bool:
    return _text(value).lstrip("/").strip().lower() in _OFF


def _written(widget: DictionaryObject, chain: list[DictionaryObject]) -> str:
    """A field's value; where a tool left none, what its appearance shows."""
    value = _inherited(chain, "/V")
    if value is not None:
        return _text(value)
    look = _object(_dictionary(widget.get("/AP")).get("/N"))
    if not isinstance(look, StreamObject):
        return ""
    page = PageObject.create_blank_page(width=1, height=1)
    return _cut(page.extract_xform_text(look))  # type: ignore[arg-type]


def _text(value: Any) -> str:
    if isinstance(value, StreamObject):
        value = value.get_data()
    if isinstance(value, ByteStringObject | bytes):
        return _cut(bytes(value[:MAX_TEXT]).decode("cp1252", errors="replace"))
    return "" if value is None else _cut(str(value))


def _cut(text: str) -> str:
    return text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")


def _object(value: Any) -> Any:
    """What a reference points to, itself no reference."""
    found = value.get_object() if value is not None else None
    return None if isinstance(found, NullObject) else found


def _dictionary(value: Any) -> DictionaryObject:
    found = _object(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:
    found = _object(value)
    return list(found) if isinstance(found, ArrayObject) else []

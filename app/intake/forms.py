"""Reading back the forms Passage printed, filled in an ordinary PDF reader.

A dossier may hold several forms: each begins on the page that bears its hidden mark. Only what
the dossier's description needs is taken; a school never is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.domain.forms import MARKER, Form
from app.intake.files import read_file, shown, size_text
from app.intake.form_sheet import Sheet, base_name
from app.intake.pdf_process import BROKEN, ENCRYPTED, TOO_MUCH, PdfProcess, Report

MAX_SIZE = 60_000_000
ACTIVITY = {"activity-E32": "E32", "activity-E42": "E42"}
CONTEXT, CLIENT, COVER = "context", "client", "cover"
_CLAIMS = ("claim-notice", "claim-follow-up", "claim-complaint")
BY_HAND = "saisissez la fiche à la main"
_PROBLEMS = {
    ENCRYPTED: f"est protégé par un mot de passe : ôtez-le, ou {BY_HAND}",
    BROKEN: f"est abîmé ou n’est pas un PDF : donnez-en une copie intacte, ou {BY_HAND}",
    TOO_MUCH: f"demande trop de temps ou de mémoire et n’a pas été lu : {BY_HAND}",
}


@dataclass(frozen=True)
class FormReading:
    """One form as filled. ``form`` is its id; what it does not say is "" or None.

    ``fiche`` is the activity fiche's number (also of a client form), ``context`` the context
    fiche's, ``fiches`` those a context form concerns. ``names_school`` is of a cover: whether this
    copy names the school, which is never read. ``notes`` are French, for what is doubtful.
    """

    source: str
    form: str
    page: int
    last_name: str = ""
    first_names: str = ""
    fiche: int | None = None
    context: int | None = None
    fiches: tuple[int, ...] = ()
    product: str = ""
    kind: str = ""
    professional: bool | None = None
    real: bool | None = None
    claim: bool | None = None
    company: str = ""
    names_school: bool | None = None
    notes: tuple[str, ...] = ()


class NoFormError(PassageError):
    """The PDF holds no form of Passage: a scan, or any other piece."""


class FormReader:
    """Reads forms one file after another; use it in a ``with``."""

    def __init__(self, forms: Mapping[str, Form], process: PdfProcess | None = None) -> None:
        self._forms = forms
        self._process = process or PdfProcess()

    def __enter__(self) -> FormReader:
        self._process.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.__exit__(kind, error, trace)

    def read(self, path: Path) -> list[FormReading]:
        """The forms of a PDF file, in order. PassageError, naming the file, where there is none
        to read, or where which field belongs to which form is not sure."""
        return self.read_bytes(path.name, read_file(path, MAX_SIZE))

    def read_bytes(self, name: str, data: bytes) -> list[FormReading]:
        """As ``read``, for what stands in an archive under ``name``."""
        if len(data) > MAX_SIZE:
            limit = f"pèse {size_text(len(data))} ; la limite est {size_text(MAX_SIZE)}"
            raise PassageError(f"« {shown(name)} » {limit} : {BY_HAND}.")
        report = self._process.report(data)
        if report["problem"]:
            raise PassageError(f"« {shown(name)} » {_PROBLEMS[report['problem']]}.")
        return _readings(name, report, self._forms)


def read_form(path: Path, forms: Mapping[str, Form], wanted: str = "") -> FormReading:
    """The one form of a PDF file, of id ``wanted`` where given. PassageError otherwise."""
    with FormReader(forms) as reader:
        found = reader.read(path)
    if len(found) > 1:
        raise PassageError(
            f"« {shown(path.name)} » contient {len(found)} formulaires : donnez celui qui est "
            "attendu dans un fichier à part."
        )
    if wanted and found[0].form != wanted:
        title, other = forms[wanted].title, forms[found[0].form].title
        raise PassageError(
            f"« {shown(path.name)} » est une autre pièce ({other}) que celle attendue ({title})."
        )
    return found[0]


# --- which widget belongs to which form ---------------------------------------------------------


def _readings(name: str, report: Report, forms: Mapping[str, Form]) -> list[FormReading]:
    widgets = report["widgets"]
    if not widgets:
        raise NoFormError(
            f"« {shown(name)} » n’a plus de champs à lire (scanné, imprimé ou aplati) : {BY_HAND}."
        )
    parts = _parts(name, widgets)
    _check_owners(name, parts)
    note = f"« {shown(name)} » contient des actions ou un programme, qui n’ont pas été exécutés."
    notes = [note] if report["active"] else []
    return [_reading(name, part, forms, notes) for part in parts]


def _parts(name: str, widgets: Sequence[Report]) -> list[list[Report]]:
    """The widgets of each form, which goes from the page of its mark to the next mark."""
    marks = [w["page"] for w in widgets if base_name(w["name"], {MARKER}) == MARKER]
    if not marks:
        raise NoFormError(f"« {shown(name)} » n’est pas un formulaire de Passage : {BY_HAND}.")
    if len(set(marks)) < len(marks):
        raise PassageError(
            f"« {shown(name)} » : deux formulaires se partagent la page {max(marks) + 1} ; on ne "
            f"sait à qui sont les champs. Donnez chaque fiche dans son fichier, ou {BY_HAND}."
        )
    parts: dict[int, list[Report]] = {page: [] for page in sorted(marks)}
    for widget in widgets:
        begun = [page for page in parts if page <= widget["page"]]
        if begun:
            parts[begun[-1]].append(widget)
    return list(parts.values())


def _check_owners(name: str, parts: Iterable[Sequence[Report]]) -> None:
    """Joined by some tools, forms share their fields: what one says shows in all of them."""
    owned: dict[int, int] = {}
    for number, part in enumerate(parts):
        for widget in part:
            if owned.setdefault(widget["owner"], number) != number:
                raise PassageError(
                    f"« {shown(name)} » : les fiches réunies dans ce fichier se partagent leurs "
                    "champs, on ne sait ce qui est à chacune. Donnez chaque fiche dans son "
                    f"fichier, ou {BY_HAND}."
                )


# --- what a form says ---------------------------------------------------------------------------


def _reading(
    name: str, part: Sequence[Report], forms: Mapping[str, Form], notes: Sequence[str]
) -> FormReading:
    form = _form(name, part, forms)
    sheet = Sheet(name, form, part, list(notes))
    told: dict[str, Any] = {
        "last_name": sheet.text("last-name"),
        "first_names": sheet.text("first-names"),
    }
    told |= _SAYS[form.id](sheet)
    return FormReading(name, form.id, part[0]["page"] + 1, **told, notes=tuple(sheet.notes))


def _form(name: str, part: Sequence[Report], forms: Mapping[str, Form]) -> Form:
    mark = next(w["text"] for w in part if base_name(w["name"], {MARKER}) == MARKER)
    form_id, _, edition = mark.strip().partition("/")
    form = forms.get(form_id)
    if form is None or not re.fullmatch(r"\d{4}/\d{1,4}", edition):
        raise PassageError(
            f"« {shown(name)} » porte une marque de formulaire inconnue, « {shown(mark, 40)} » : "
            f"{BY_HAND}."
        )
    if tuple(map(int, edition.split("/"))) > (form.session, form.version):
        raise PassageError(
            f"« {shown(name)} » vient d’un formulaire plus récent que ce programme : mettez "
            f"Passage à jour, ou {BY_HAND}."
        )
    return form


def _activity(sheet: Sheet) -> dict[str, Any]:
    return {
        "fiche": sheet.number("fiche", "le numéro de la fiche d’activité"),
        "context": sheet.number("context", "le numéro de la fiche contexte"),
        "kind": sheet.kind(),
        "professional": sheet.either("professional", "private", "professionnel ou particulier"),
        "real": sheet.either("real", "simulated", "activité réelle ou simulée"),
        "company": sheet.text("company"),
    }


def _sale(sheet: Sheet) -> dict[str, Any]:
    return _activity(sheet) | {"product": sheet.text("product")}


def _claim(sheet: Sheet) -> dict[str, Any]:
    """The contract that supports the activity stands for its product; all motives are of claims."""
    product = sheet.text("contract", lines=1) or sheet.text("other-contract-detail")
    motives = [sheet.ticked(field) for field in _CLAIMS]
    return _activity(sheet) | {"product": product, "claim": any(motives) or None}


def _context(sheet: Sheet) -> dict[str, Any]:
    return {
        "context": sheet.number("context", "le numéro de la fiche contexte"),
        "company": sheet.text("company"),
        "real": sheet.either("real", "simulated", "contexte réel ou simulé"),
        "fiches": _numbers(sheet.text("fiches")),
    }


def _numbers(text: str) -> tuple[int, ...]:
    """« 1, 2 et 6 à 8 » as numbers of activity fiches."""
    found: set[int] = set()
    for first, last in re.findall(r"(?<!\d)(\d)(?!\d)(?:\s*(?:à|-|–)\s*(\d)(?!\d))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return tuple(sorted(found))


def _client(sheet: Sheet) -> dict[str, Any]:
    return {"fiche": sheet.number("fiche", "le numéro de la fiche d’activité")}


def _cover(sheet: Sheet) -> dict[str, Any]:
    return {"names_school": sheet.filled("school")}


_SAYS: Mapping[str, Callable[[Sheet], dict[str, Any]]] = {
    "activity-E32": _sale,
    "activity-E42": _claim,
    CONTEXT: _context,
    CLIENT: _client,
    COVER: _cover,
}

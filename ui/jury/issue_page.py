"""« Envoi »: what is missing before a commission's pack leaves; papers and packs are made here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.text import counted
from app.services.jury_issue import PACKS, CommissionLine, commission_lines, issued_at, report
from app.services.jury_packs import Issue
from app.services.jury_prints import print_jury
from ui import tasks
from ui.bridge import Fresh
from ui.files_dialogs import open_folder
from ui.jury.bridge import JuryBridge
from ui.jury.issuing import Issuer
from ui.jury.pages import Run
from ui.jury.passphrases import Passphrases
from ui.jury.table import Column, TablePart
from ui.stack import Pages
from ui.tasks import Job
from ui.theme import Theme
from ui.widgets import Elided, button, column, label, row, tell

MEGA = 1_000_000
SHOWN = 6
"""Lines of a report that are shown; the rest stands in its tip."""
UNTOUCHED = "Arrêté : rien n’est écrit, le fichier de jury n’a pas changé."


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return IssuePage(bridge, theme)


def _count(number: int) -> str:
    return str(number) if number else "–"


def _pack(line: CommissionLine) -> str:
    if not line.rank:
        return PACKS["none"]
    when = f" du {line.at:%d/%m/%Y à %H:%M}" if line.at is not None else ""
    return f"n° {line.rank}{when}, {PACKS[line.pack]}"


def _missing(title: str, field: str, width: int, tone: str, tip: str) -> Column[CommissionLine]:
    """A count of what is not as it should be."""
    return Column(
        title,
        lambda line: _count(getattr(line, field)),
        width,
        lambda line: getattr(line, field),
        tone=lambda line: tone if getattr(line, field) else "",
        tip=tip,
    )


COLUMNS: list[Column[CommissionLine]] = [
    Column("Commission", lambda line: line.code, 104),
    Column("Épreuve", lambda line: line.exam, 78),
    Column("Centre et salle", lambda line: line.where, 178),
    Column("Candidats", lambda line: _count(line.candidates), 88, lambda line: line.candidates),
    _missing(
        "Non convoqués", "barred", 118, "", "Dossiers non conformes : dans le paquet comme NV"
    ),
    _missing("Sans fiche", "unchosen", 92, "doubtful", "Candidats dont la fiche n’est pas choisie"),
    _missing("Non attestées", "unattested", 112, "doubtful", "Pièces qui resteront ici"),
    _missing("Interdits", "hard", 80, "wrong", "Aucun paquet n’est émis avec un interdit"),
    Column(
        "Dernier paquet",
        _pack,
        260,
        lambda line: (line.rank, line.pack),
        tone=lambda line: "doubtful" if line.pack == "obsolete" else "",
    ),
]


class IssuePage(QWidget):
    """A line for each commission; the passphrases in their place once packs were issued."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._fresh = bridge, Fresh()
        self._issued: dict[str, datetime] | None = None
        self.job: Job | None = None
        self._title = ""
        self.table: TablePart[CommissionLine] = TablePart(
            bridge, theme, "issue", COLUMNS, lambda line: line.code
        )
        self.table.word.setPlaceholderText("Filtrer : commission, centre…  Ctrl+F")
        self.passphrases = Passphrases(bridge)
        self.print_button = button("Imprimer les documents…", self.print)
        self.one_button = button("Refaire ce paquet…", self.issue_one)
        self.issue_button = button("Émettre les paquets…", self.issue, primary=True)
        self._count, self.report = Elided("muted"), label("", "muted")
        self._working, self._bar = label("", "muted"), QProgressBar(textVisible=False)
        self.cancel_button = button("Annuler", self.stop)
        self._assemble()
        self._wire()

    def _assemble(self) -> None:
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Avancement")
        self.report.setWordWrap(True)
        self.report.hide()
        self._strip = QWidget()
        self._strip.setLayout(
            column(row(self._working, 1, self.cancel_button), self._bar, spacing=6)
        )
        self._strip.hide()
        buttons = (self.print_button, self.one_button, self.issue_button)
        head = row(label("Envoi", "title"), self._count, 1, *buttons, spacing=10)
        self._pages = Pages()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.passphrases)
        whole = column(
            head, self._pages, self.report, self._strip, margins=(14, 12, 14, 12), spacing=10
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.passphrases.ended.connect(self._forgotten)
        self.table.selected.connect(lambda _: self._enable())

    # --- what is shown --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count again, where anything changed."""
        state = self._bridge.state
        if not self._fresh.stale(state):
            return
        packed = sum(len(commission.packs) for commission in state.commissions.values())
        if self._issued is None or len(self._issued) != packed:
            self._issued = issued_at(self._bridge.desk)
        lines = list(commission_lines(state, self._issued))
        self.table.show_rows(lines)
        told = [counted(len(lines), "commission")]
        for code, word in (("current", "à jour"), ("obsolete", "à refaire"), ("none", "à émettre")):
            number = sum(line.pack == code for line in lines)
            told += [f"{number} {word}"] if number else []
        hard = sum(line.hard for line in lines)
        told += [counted(hard, "interdit")] if hard else []
        self._count.tell(" · ".join(told))
        self._enable()

    def _enable(self) -> None:
        free = self.job is None and self._pages.currentIndex() == 0
        some = bool(self._bridge.state.commissions)
        code = self.table.key
        self.print_button.setEnabled(free)
        self.issue_button.setEnabled(free and some)
        self.one_button.setEnabled(free and bool(code))
        tell(self.one_button, f"Émettre {code} seul…" if code else "Émettre seul…")

    # --- papers ---------------------------------------------------------------------------------

    def print(self) -> None:
        """Every paper of the jury, as PDF files in a folder."""
        folder = open_folder(self, "Dossier où enregistrer les documents")
        if folder is not None:
            self.print_to(folder)

    def print_to(self, folder: Path) -> None:
        state = self._bridge.state
        job = Job(lambda job: print_jury(state, folder, job.progress))
        job.done.connect(self._printed)
        self._start(job, "Documents")

    def _printed(self, told: list[str]) -> None:
        """Who is on no paper comes before the names of the papers, which may not all be read."""
        self._tell("\n".join(sorted(told, key=lambda line: line.endswith(".pdf"))))

    # --- packs ----------------------------------------------------------------------------------

    def issue(self) -> None:
        """A pack for each commission that has none, or of which something changed."""
        self._issue(())

    def issue_one(self) -> None:
        """A pack for the commission of the cursor, whether anything changed or not."""
        if self.table.key:
            self._issue((self.table.key,))

    def _issue(self, codes: tuple[str, ...]) -> None:
        folder = open_folder(self, "Dossier où émettre les paquets")
        if folder is not None:
            self.issue_to(folder, codes)

    def issue_to(self, folder: Path, codes: tuple[str, ...] = ()) -> None:
        """Nothing is written, nor noted, unless every pack is."""
        issuer = Issuer(self._bridge)
        job = issuer.work(folder, codes)
        job.done.connect(self._given)
        job.ended.connect(issuer.deleteLater)
        self._start(job, "Paquets")

    def _given(self, issued: Issue) -> None:
        self._tell(report(issued.packs, issued.left))
        if issued.packs:
            self.passphrases.show_packs(issued.packs)
            self._pages.setCurrentIndex(1)
            self._enable()
            self.passphrases.print_all.setFocus()  # an Enter too many must not erase them

    def _forgotten(self) -> None:
        self._pages.setCurrentIndex(0)
        self._enable()
        self.search()

    # --- work under way -------------------------------------------------------------------------

    def _start(self, job: Job, title: str) -> None:
        if self.job is not None:
            return
        self.job, self._title = job, title
        self._tell("")
        self._said(0, 0)
        job.progressed.connect(self._said)
        job.failed.connect(self._bridge.failed)
        job.cancelled.connect(lambda: self._tell(UNTOUCHED))
        job.ended.connect(self._ended)
        self._strip.show()
        tasks.start(job)
        self._enable()

    def _said(self, done: int, total: int) -> None:
        by, unit = (MEGA, "Mo") if total > MEGA else (1, "")
        figures = f" : {done // by} sur {total // by} {unit}" if total else "…"
        self._working.setText(f"{self._title}{figures}".rstrip())
        self._bar.setRange(0, total // by)
        self._bar.setValue(done // by)

    def _ended(self) -> None:
        self.job = None
        self._strip.hide()
        self._enable()

    def _tell(self, text: str) -> None:
        lines = text.splitlines()
        more = f"\n… et {counted(len(lines) - SHOWN, 'ligne')}" if len(lines) > SHOWN else ""
        self.report.setText("\n".join(lines[:SHOWN]) + more)
        self.report.setToolTip(text if more else "")
        self.report.setVisible(bool(text))

    def stop(self) -> None:
        """Cancel the work under way: nothing of it stays."""
        if self.job is not None:
            self.job.cancel()

    def search(self) -> None:
        if self._pages.currentIndex() == 0:
            self.table.search()

    def resized(self) -> None:
        self.table.resized()

    def close_file(self) -> None:
        """Before the file is let go: nothing works on, no passphrase stays."""
        tasks.finish()
        if self.job is not None:
            QCoreApplication.sendPostedEvents(self.job)
        self.passphrases.forget()

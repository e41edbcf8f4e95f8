"""The scenes: which file, what is done in the window, what is waited for, what is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.services.absence import Absence, told
from app.services.jury_packs import Issue, Issued
from resources import resource
from tests.services.deliberations import number_of
from tests.shots import deliberations, evenings, files, juries
from tests.shots.files import ABSENT, NOT_VALID, RESERVED, Make
from tests.shots.inputs import inputs
from ui.clock_window import ClockWindow
from ui.main_window import MainWindow
from ui.tasks import Job

Does = Callable[[MainWindow], None]
USUAL = ("1366", "1920")
LARGE = (*USUAL, "200")
DAY = (*USUAL, "1280", "200")
LATE = 3 * 3600
BUG = (
    "Erreur inattendue du programme (ValueError, band.py:123). Rien d’enregistré n’est perdu. "
    "Copiez le diagnostic pour l’assistance : il ne contient ni nom ni note."
)
FULL_DISK = "E32-C04.passage : le disque est plein : rien n’a été enregistré. Libérez de la place."


@dataclass(frozen=True)
class Scene:
    """``file`` None is the welcome page; ``later`` moves the clock on by so many seconds."""

    file: Make | None
    does: tuple[Does, ...] = ()
    later: int = 0
    sizes: tuple[str, ...] = USUAL
    recent: tuple[str, ...] = ()
    ready: Callable[[MainWindow], bool] = lambda _: True
    then: tuple[Does, ...] = ()
    """Done once it is ready."""
    looks: Callable[[MainWindow], QWidget] = lambda shown: shown


def run(name: str) -> Does:
    return lambda shown: shown.run(name)


def select(number: str) -> Does:
    return lambda shown: shown.bridge.select(number) if shown.bridge else None


def tab(place: int) -> Does:
    return lambda shown: shown.day.tabs.setCurrentIndex(place) if shown.day else None


def fail(shown: MainWindow) -> None:
    shown.banner.fail(FULL_DISK)


def told_twice(shown: MainWindow) -> None:
    """Closed, then asleep, in the middle of a part."""
    assert shown.bridge is not None
    state, now = shown.bridge.state, shown.bridge.now()
    for minutes, cause in ((7, "closed"), (2, "asleep")):
        shown.banner.tell(told(state, Absence(now - timedelta(minutes=minutes), now, cause)))


def bug(shown: MainWindow) -> None:
    shown.banner.fail(BUG, "Passage")
    shown.banner.refuse("« 14,3 » n’est pas une note.")


def page(shown: MainWindow) -> Any:
    """The page in front."""
    return shown.pages.currentWidget()


def day_scene(file: Make, *does: Does, later: int = 0) -> Scene:
    return Scene(file, does, later, DAY)


# --- welcome, new commission ----------------------------------------------------------------------


def refused(shown: MainWindow) -> None:
    shown.open(inputs() / "broken.passage")


def prepared(*names: str, described: bool = False, **options: bool) -> Does:
    """The page of a new commission, these inputs dropped on it."""

    def does(shown: MainWindow) -> None:
        paths = [inputs() / name for name in names]
        paths += [resource("demo", "E32.toml")] if described else []
        page(shown).prepare(paths, **options)

    return does


def tabbed(place: int) -> Does:
    return lambda shown: page(shown)._stack.currentWidget()._tabs.setCurrentIndex(place)


def corrected(*names: str) -> Does:
    """The corrected list of an open file."""

    def does(shown: MainWindow) -> None:
        shown.run("load-list")
        page(shown).take([inputs() / name for name in names])

    return does


# --- sheets, transcription, evening ---------------------------------------------------------------


def previewed(shown: MainWindow) -> bool:
    """Whether the sheet is drawn, which Qt does in its own time."""
    if not page(shown).preview.pdf:
        return False
    image = page(shown).preview.grab().toImage().scaled(80, 80)
    return len({image.pixel(x, y) for x in range(10, 70) for y in range(20, 70)}) > 12


def printing(shown: MainWindow) -> None:
    """Two sheets of six have gone to the printer; the rest waits until the window is let go."""
    gate = Event()

    def work(job: Job) -> str:
        job.progress(2, 6)
        gate.wait()
        return ""

    page(shown).outlet.start(Job(work), "Impression", 6)
    _gates.append(gate)


_gates: list[Event] = []


def let_go() -> None:
    """Whatever a scene held back goes on."""
    while _gates:
        _gates.pop().set()


def half_typed(shown: MainWindow) -> None:
    sheet = page(shown).transcribing
    for row, level in enumerate(("S", "TS", "I", "S", "TI", "NO")):
        sheet.levels.place(row, level)
    sheet.evidence.setText("passeport")
    hours = iter(("08:02", "08:17", "08:18", "08:33"))
    for pair in list(sheet.parts._fields.values())[:2]:
        for field in pair:
            field.setText(next(hours))
    sheet.appraisal.setPlainText(files.LONG[:160])


def mistyped(shown: MainWindow) -> None:
    sheet = page(shown).transcribing
    sheet.mark.setText("21")
    sheet.reason.setText("panne d’ordinateur de 10h05 à 10h50")
    sheet.save()


def exported(shown: MainWindow) -> None:
    assert shown.bridge is not None
    page(shown).write(shown.bridge.desk.path.with_name("E32-C04-export-18h02.sqlite"))


def closing(shown: MainWindow) -> None:
    page(shown).close_button.click()


def searched(text: str) -> Does:
    def does(shown: MainWindow) -> None:
        shown.run("guide")
        page(shown).search.setText(text)

    return does


def filtered(shown: MainWindow) -> None:
    page(shown).whom.setCurrentIndex(4)
    page(shown).word.setText("note")


def clock_window(shown: MainWindow) -> QWidget:
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, ClockWindow))
    return next(w for w in found if w.isVisible())


# --- the « Préparer » desk ------------------------------------------------------------------------


def jury_page(shown: MainWindow) -> Any:
    """The page of the desk in front."""
    return page(shown).current


def cursor(place: int, section: int) -> Does:
    def does(shown: MainWindow) -> None:
        table = jury_page(shown).table
        table.view.setCurrentIndex(table.model.index(place, section))
        table.view.setFocus()

    return does


def editing(place: int, section: int) -> Does:
    def does(shown: MainWindow) -> None:
        cursor(place, section)(shown)
        view = jury_page(shown).table.view
        view.enter(view.currentIndex())

    return does


def picked(place: int) -> Does:
    """The candidate at that place of the list beside a dossier."""

    def does(shown: MainWindow) -> None:
        pick = jury_page(shown).pick
        pick.view.setCurrentIndex(pick.model.index(place, 0))

    return does


def typed_fiche(shown: MainWindow) -> None:
    """One fiche entered, the next one being typed."""
    grid = jury_page(shown).grid
    grid.begin()
    for char in "Multirisque habitation\tbnr1ooAuto":
        editors = grid.view.viewport().findChildren(QLineEdit)
        editor = next((one for one in editors if one.isVisible()), grid.view)
        QTest.keyClicks(editor, char)


def turned(name: str) -> Does:
    return lambda shown: jury_page(shown).turn(name)


def drawn(shown: MainWindow) -> bool:
    """Whether the piece is drawn."""
    return _drawn(jury_page(shown).pieces.viewer)


def _drawn(viewer: QWidget) -> bool:
    image = viewer.grab().toImage().scaled(60, 60)
    return len({image.pixel(x, y) for x in range(5, 55) for y in range(5, 55)}) > 8


def dropped(name: str) -> Does:
    return lambda shown: jury_page(shown).take([inputs() / name])


def found(shown: MainWindow) -> bool:
    return jury_page(shown).intake.job is None and jury_page(shown).intake.panel.found.files != ()


def choosing(shown: MainWindow) -> None:
    """The first member is at work."""
    jury_page(shown).member.setCurrentIndex(1)


def first_fiche(shown: MainWindow) -> None:
    jury_page(shown).dossier.view.setFocus()
    QTest.keyClicks(jury_page(shown).dossier.view, "1")


def read_large(shown: MainWindow) -> None:
    jury_page(shown).pick.go(juries.number_of(2))
    jury_page(shown).dossier.large.click()


def drawn_beside(shown: MainWindow) -> bool:
    return _drawn(jury_page(shown).dossier.viewer)


def e42(shown: MainWindow) -> None:
    jury_page(shown).exam.setCurrentIndex(1)


def asked(exam: str, state: str) -> Does:
    def does(shown: MainWindow) -> None:
        found = jury_page(shown)
        for box, code in ((found.exam, exam), (found.state, state)):
            box.setCurrentIndex(box.findData(code))

    return does


def table_of(name: str, *, new: bool = False) -> Does:
    """That table of the page of commissions, perhaps with a new line asked for."""

    def does(shown: MainWindow) -> None:
        shown.run("commissions")
        part = jury_page(shown).go(name)
        part.table.view.setCurrentIndex(part.table.model.index(1, 0))
        part.table.view.setFocus()
        if new:
            part.ask()

    return does


def of_the_jury(shown: MainWindow) -> None:
    shown.run("commissions")
    jury_page(shown).tabs.setCurrentWidget(jury_page(shown).jury)


def new_jury(*names: str, broken: bool = False) -> Does:
    """The page of a new jury, these inputs dropped on it; ``broken`` makes it contradict itself."""

    def does(shown: MainWindow) -> None:
        page(shown).prepare_jury([juries.inputs(broken=broken) / name for name in names])

    return does


def filled_in(shown: MainWindow) -> None:
    form = page(shown)._stack.currentWidget().form
    told = ("Mme DURAND", "Lycée Ampère", "C01", "B204", "3/6 au 5/6", "Mme ROUX", "M. PETIT")
    for name, text in zip(form.texts, told, strict=True):
        form.texts[name].setText(text)


def later_list(shown: MainWindow) -> None:
    shown.desk.take([juries.inputs() / "suite.csv"])  # type: ignore[union-attr]


def misdated(shown: MainWindow) -> None:
    table = jury_page(shown).table
    table.model.setData(table.model.index(2, 3), "31/02/1998")


def chosen(row: int) -> Does:
    """The cursor of the board on that card."""

    def does(shown: MainWindow) -> None:
        board = jury_page(shown).board
        board.setCurrentIndex(board.cards.index(row))
        board.setFocus()

    return does


def of_exam(exam: str) -> Does:
    return lambda shown: jury_page(shown).go(exam, None)


def led(shown: MainWindow) -> None:
    found = jury_page(shown)
    found.tabs[1].click()
    found.lead_to(found.wrong.lines.abouts[0])


def held(*keys: Qt.Key) -> Does:
    """The card of the cursor taken up and held elsewhere."""

    def does(shown: MainWindow) -> None:
        for key in (Qt.Key.Key_Return, *keys):
            QTest.keyClick(jury_page(shown).board, key)

    return does


def proposing(shown: MainWindow) -> None:
    jury_page(shown).propose()


def working(shown: MainWindow) -> None:
    found = jury_page(shown)
    found._strip.show()
    found._title = "Paquets"
    found._said(412_000_000, 1_030_000_000)


def given(shown: MainWindow) -> None:
    """Passphrases as they come with packs, these of no pack."""
    codes = [f"C{rank:02d}" for rank in range(12)]
    phrases = ("7K3Q-W2XN-9T4M-B6HD-05RC", "Q8ZV-1J7P-XK2F-M4NE-Y93T")
    packs = [
        Issued(code, Path(f"E32-{code}"), 1, "", phrases[rank % 2], ())
        for rank, code in enumerate(codes)
    ]
    jury_page(shown)._given(Issue(tuple(packs), ()))


# --- receiving ------------------------------------------------------------------------------------


def stick_dropped(shown: MainWindow) -> None:
    """The stick of the evening."""
    shown.take([evenings.sticks()])


def judged(shown: MainWindow) -> bool:
    return bool(jury_page(shown).files.judged) and jury_page(shown).files.working.job is None


def on_file(part: str) -> Does:
    """The cursor on the file whose name has that part."""

    def does(shown: MainWindow) -> None:
        files = jury_page(shown).files
        files.table.go(next(one.outcome.file for one in files.judged if part in one.outcome.file))
        files.table.view.setFocus()

    return does


def written(shown: MainWindow) -> None:
    """Received as soon as all is looked at."""
    files = jury_page(shown).files
    files.working.turned.connect(lambda: files.write())


def all_done(shown: MainWindow) -> bool:
    return bool(jury_page(shown).files.done)


def view(name: str, *steps: Does) -> tuple[Does, ...]:
    return (run("receive"), lambda shown: jury_page(shown).show_view(name), *steps)


def side_chosen(shown: MainWindow) -> None:
    next(iter(jury_page(shown).conflicts.decision.choices.values())).click()


def paper(place: int) -> Does:
    def does(shown: MainWindow) -> None:
        table = jury_page(shown).papers.table
        table.view.setCurrentIndex(table.model.index(place, 0))

    return does


def checked(right: bool) -> Does:
    """The code of a sheet that is held, or of none."""

    def does(shown: MainWindow) -> None:
        received = shown.desk.bridge.state.received  # type: ignore[union-attr]
        sat = received.rounds[-1].drawn[2]
        code = received.held(*sat).passage.code if right else "A1B2C3D4"
        jury_page(shown).code.setText(code)
        jury_page(shown).check()

    return does


RECENT = ("E32-C04.passage", "Démonstration E32 2019-06-04 14h10.passage", "clé/E42-C11.passage")
two_left, one_left = (15 * 60 - 11 * 60 - 34 - left for left in (105, 42))
dossiers = prepared("list.csv", "dossiers", described=True)


# --- the deliberation -----------------------------------------------------------------------------


def filed(rank: int, unit: str = "", form: str = "") -> Does:
    """A candidate's file open, on that unit, that act asked for."""

    def does(shown: MainWindow) -> None:
        jury_page(shown).open_file(number_of(rank))
        found = jury_page(shown).file
        if unit:
            found.units.go(unit)
        if form:
            found.bar.ask(form)

    return does


def part(name: str) -> Does:
    """What stands in the place of the list: the tables, the closing."""
    return lambda shown: jury_page(shown)._show(getattr(jury_page(shown), name))


def compared(shown: MainWindow) -> bool:
    """Whether the figures are counted, which is done off the thread of the window."""
    return bool(jury_page(shown).told)


def commission(code: str, tab_: int, exam: str = "E32") -> Does:
    def does(shown: MainWindow) -> None:
        found = jury_page(shown)
        found.choose(exam)
        found.table.go(code)
        found.table.view.setFocus()
        found.tabs.setCurrentIndex(tab_)

    return does


RECENT = ("E32-C04.passage", "Démonstration E32 2019-06-04 14h10.passage", "clé/E42-C11.passage")
two_left, one_left = (15 * 60 - 11 * 60 - 34 - left for left in (105, 42))
dossiers = prepared("list.csv", "dossiers", described=True)


SCENES: dict[str, Scene] = {
    "welcome": Scene(None, sizes=LARGE),
    "welcome-recent": Scene(None, recent=RECENT, sizes=LARGE),
    "welcome-refused": Scene(None, (refused,), recent=RECENT),
    "new-empty": Scene(None, (prepared(),), sizes=LARGE),
    "new-wrong": Scene(None, (prepared("four-bad-rows.csv", described=True),), sizes=LARGE),
    "new-columns": Scene(
        None, (prepared("four-bad-rows.csv", described=True), tabbed(1)), sizes=LARGE
    ),
    "new-unnamed": Scene(None, (prepared("unnamed-columns.csv"),)),
    "new-ready": Scene(None, (prepared("list.csv", described=True),)),
    "new-dossiers": Scene(None, (dossiers,), sizes=LARGE),
    "new-rehearsal": Scene(None, (prepared("list.csv", rehearsal=True),)),
    "corrected-empty": Scene(files.start, (run("load-list"),)),
    "corrected": Scene(files.evening, (corrected("corrected.csv"),), sizes=LARGE),
    "corrected-in-room": Scene(files.morning, (corrected("corrected.csv"),)),
    "day-start": day_scene(files.start),
    "day-in-room": day_scene(files.morning),
    "day-dossier": day_scene(files.morning, tab(1)),
    "day-observations": day_scene(files.morning, tab(2)),
    "day-two-minutes": day_scene(files.morning, later=two_left),
    "day-one-minute": day_scene(files.morning, later=one_left),
    "day-overtime": day_scene(files.overtime),
    "day-preparing": day_scene(files.preparing),
    "day-deliberation": day_scene(files.out),
    "day-placed": day_scene(files.placed),
    "day-question": day_scene(files.questioned),
    "day-sealed": day_scene(files.sealed, select(files.FIRST)),
    "day-other-in-room": day_scene(files.second, select(files.FIRST)),
    "day-absent": day_scene(files.evening, select(ABSENT)),
    "day-not-valid": day_scene(files.evening, select(NOT_VALID)),
    "day-reserved": day_scene(files.evening, select(RESERVED)),
    "day-crowd": day_scene(files.crowd),
    "day-e42": day_scene(files.e42),
    "day-veiled": day_scene(files.morning, run("privacy")),
    "day-asked": day_scene(files.morning, run("report")),
    "day-palette": day_scene(files.morning, run("palette")),
    "day-banner": day_scene(files.morning, fail),
    "day-returned": day_scene(files.morning, told_twice),
    "day-bug": day_scene(files.morning, bug),
    "day-empty": day_scene(files.empty),
    "day-everything": day_scene(files.wrong, fail, run("report")),
    "clock": Scene(files.morning, (run("candidate-clock"),), looks=clock_window),
    "clock-last-minute": Scene(
        files.morning, (run("candidate-clock"),), one_left, looks=clock_window
    ),
    "clock-over": Scene(files.overtime, (run("candidate-clock"),), looks=clock_window),
    "sheets": Scene(files.evening, (run("sheets"),), ready=previewed, sizes=LARGE),
    "sheets-none": Scene(files.start, (run("sheets"),), ready=previewed),
    "sheets-in-room": Scene(files.morning, (run("sheets"),), sizes=LARGE),
    "sheets-printing": Scene(files.evening, (run("sheets"),), ready=previewed, then=(printing,)),
    "sheets-settled": Scene(files.settled, (run("sheets"),), ready=previewed),
    "sheets-crowd": Scene(files.crowd, (run("sheets"),)),
    "transcribe": Scene(files.start, (run("transcribe"),)),
    "transcribe-half": Scene(files.start, (run("transcribe"), half_typed), LATE, sizes=LARGE),
    "transcribe-refused": Scene(files.start, (run("transcribe"), half_typed, mistyped), LATE),
    "transcribe-in-room": Scene(files.morning, (run("transcribe"),)),
    "transcribe-none": Scene(files.settled, (run("transcribe"),), sizes=LARGE),
    "transcribe-e42": Scene(partial(files.opened, "E42"), (run("transcribe"),), sizes=LARGE),
    "journal": Scene(files.evening, (run("journal"),), sizes=LARGE),
    "journal-filtered": Scene(files.evening, (run("journal"), filtered)),
    "journal-in-room": Scene(files.morning, (run("journal"),), sizes=LARGE),
    "journal-crowd": Scene(files.crowd, (run("journal"),)),
    "evening": Scene(files.half_printed, (run("evening"),), sizes=LARGE),
    "evening-start": Scene(files.start, (run("evening"),)),
    "evening-settled": Scene(files.settled, (run("evening"),)),
    "evening-exported": Scene(
        files.settled,
        (run("evening"), exported),
        ready=lambda shown: page(shown).exported.text().startswith("✓"),
        sizes=LARGE,
    ),
    "evening-closing": Scene(files.half_printed, (run("evening"), closing)),
    "evening-in-room": Scene(files.morning, (run("evening"),), sizes=LARGE),
    "jury-overview": Scene(juries.half_prepared, sizes=DAY),
    "jury-overview-start": Scene(juries.opened),
    "jury-candidates": Scene(juries.half_prepared, (run("candidates"), cursor(3, 1)), sizes=DAY),
    "jury-candidates-e32": Scene(
        juries.half_prepared, (run("candidates"), asked("E32", "no-hour"))
    ),
    "jury-candidates-edited": Scene(juries.half_prepared, (run("candidates"), editing(4, 4))),
    "jury-dossiers": Scene(juries.half_prepared, (run("dossiers"), picked(1)), sizes=DAY),
    "jury-dossiers-typed": Scene(juries.half_prepared, (run("dossiers"), picked(2), typed_fiche)),
    "jury-dossiers-pieces": Scene(
        juries.with_pieces, (run("dossiers"), picked(1), turned("pieces")), ready=drawn
    ),
    "jury-dossiers-intake": Scene(
        juries.half_prepared, (run("dossiers"), dropped("dossiers")), ready=found
    ),
    "jury-choice": Scene(juries.with_choices, (run("choice"), choosing, picked(1)), sizes=DAY),
    "jury-choice-begun": Scene(
        juries.with_choices, (run("choice"), choosing, picked(2), first_fiche)
    ),
    "jury-choice-read": Scene(
        juries.with_choices, (run("choice"), choosing, read_large), ready=drawn_beside
    ),
    "jury-choice-e42": Scene(juries.with_choices, (run("choice"), e42, picked(3))),
    "jury-commissions": Scene(juries.half_prepared, (table_of("commissions"),), sizes=DAY),
    "jury-commissions-new": Scene(juries.half_prepared, (table_of("commissions", new=True),)),
    "jury-examiners": Scene(juries.half_prepared, (table_of("examiners"),)),
    "jury-members": Scene(juries.half_prepared, (table_of("members"),)),
    "jury-sites": Scene(juries.half_prepared, (table_of("sites"),)),
    "jury-itself": Scene(juries.half_prepared, (of_the_jury,)),
    "jury-journal": Scene(juries.half_prepared, (run("journal"),), sizes=DAY),
    "jury-new": Scene(None, (new_jury("jury.toml", "liste.csv", "suite.csv"),), sizes=DAY),
    "jury-new-empty": Scene(None, (new_jury(),)),
    "jury-new-by-hand": Scene(None, (new_jury("liste.csv"), filled_in)),
    "jury-new-against": Scene(None, (new_jury("jury.toml", "liste.csv", broken=True),)),
    "jury-load": Scene(juries.half_prepared, (later_list,)),
    "jury-load-empty": Scene(juries.half_prepared, (run("load-list"),)),
    "jury-guide": Scene(juries.opened, (searched("dossier"),)),
    "jury-refused": Scene(juries.half_prepared, (run("candidates"), misdated)),
    "jury-planning": Scene(juries.half_prepared, (run("planning"), chosen(2)), sizes=DAY),
    "jury-planning-e42": Scene(juries.half_prepared, (run("planning"), of_exam("E42"))),
    "jury-planning-start": Scene(juries.opened, (run("planning"),)),
    "jury-breaches": Scene(juries.contested, (run("planning"), led)),
    "jury-hover": Scene(juries.contested, (run("planning"), chosen(2), held(Qt.Key.Key_Up))),
    "jury-hover-wrong": Scene(
        juries.contested, (run("planning"), chosen(8), held(Qt.Key.Key_Left, Qt.Key.Key_Up))
    ),
    "jury-proposal": Scene(
        juries.opened,
        (run("planning"), proposing),
        ready=lambda shown: jury_page(shown).proposal is not None,
    ),
    "jury-proposal-left": Scene(
        juries.crowded,
        (run("planning"), proposing),
        ready=lambda shown: jury_page(shown).proposal is not None,
    ),
    "jury-issue": Scene(juries.contested, (run("issue"),), sizes=DAY),
    "jury-issue-working": Scene(juries.half_prepared, (run("issue"), working)),
    "jury-issue-passphrases": Scene(juries.half_prepared, (run("issue"), given)),
    "jury-issued": Scene(juries.issued, (run("issue"),)),
    "jury-receive-empty": Scene(evenings.to_receive, (run("receive"),), sizes=DAY),
    "jury-receive-mixed": Scene(
        evenings.to_receive,
        (run("receive"), stick_dropped),
        ready=judged,
        then=(on_file("19h10"),),
        sizes=DAY,
    ),
    "jury-receive-unknown": Scene(
        evenings.to_receive, (run("receive"), stick_dropped), ready=judged, then=(on_file("C05"),)
    ),
    "jury-receive-done": Scene(
        evenings.to_receive,
        (run("receive"), stick_dropped, written),
        ready=all_done,
        then=(on_file("second-poste"),),
    ),
    "jury-receive-conflict": Scene(evenings.received, view("conflicts", side_chosen), sizes=DAY),
    "jury-receive-paper": Scene(evenings.received, view("papers", paper(1)), sizes=DAY),
    "jury-receive-compare": Scene(evenings.received, view("papers", paper(0))),
    "jury-board": Scene(evenings.received, (run("board"),), sizes=DAY),
    "jury-board-start": Scene(evenings.to_receive, (run("board"),)),
    "jury-check": Scene(evenings.received, (run("check"), checked(True)), sizes=DAY),
    "jury-check-no": Scene(evenings.received, (run("check"), checked(False))),
    "jury-deliberation": Scene(
        deliberations.in_deliberation, (run("deliberation"), cursor(3, 1)), sizes=DAY
    ),
    "jury-deliberation-candidate": Scene(
        deliberations.in_deliberation, (run("deliberation"), filed(3)), sizes=DAY
    ),
    "jury-deliberation-reserve": Scene(
        deliberations.in_deliberation, (run("deliberation"), filed(1, "E32", "lift"))
    ),
    "jury-deliberation-tables": Scene(
        deliberations.in_deliberation, (run("deliberation"), part("settling")), sizes=LARGE
    ),
    "jury-deliberation-closing": Scene(
        deliberations.in_deliberation, (run("deliberation"), part("closing")), sizes=LARGE
    ),
    "jury-deliberation-jury": Scene(
        deliberations.in_deliberation, (run("deliberation"), part("jurors"))
    ),
    "jury-deliberation-pronouncing": Scene(
        deliberations.in_deliberation, (run("deliberation"), part("pronouncing"))
    ),
    "jury-deliberation-closed": Scene(
        deliberations.closed_minutes, (run("deliberation"), cursor(1, 1)), sizes=LARGE
    ),
    "jury-deliberation-rectified": Scene(
        deliberations.closed_minutes, (run("deliberation"), filed(5, "E32", "decide-mark"))
    ),
    "jury-comparison": Scene(
        deliberations.in_deliberation,
        (run("comparison"),),
        ready=compared,
        then=(commission("C00", 1),),
        sizes=DAY,
    ),
    "jury-comparison-written": Scene(
        deliberations.in_deliberation,
        (run("comparison"),),
        ready=compared,
        then=(commission("C03", 2, "E42"),),
    ),
    "jury-comparison-marks": Scene(
        deliberations.in_deliberation,
        (run("comparison"),),
        ready=compared,
        then=(commission("C02", 0),),
    ),
    "jury-comparison-none": Scene(juries.opened, (run("comparison"),), ready=compared),
    "jury-papers": Scene(deliberations.in_deliberation, (run("papers"),), sizes=LARGE),
    "jury-papers-closed": Scene(deliberations.closed_minutes, (run("papers"),)),
    "guide": Scene(None, (run("guide"),), sizes=LARGE),
    "guide-topic": Scene(files.morning, (searched("imprimante"),), sizes=LARGE),
    "guide-search": Scene(files.morning, (searched("evacuer"),)),
    "guide-nothing": Scene(files.morning, (searched("xylophone"),), sizes=LARGE),
}

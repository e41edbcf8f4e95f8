"""The jury file scenes of the « Préparer » desk are looked at in: 120 candidates, half prepared."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from reportlab.pdfgen.canvas import Canvas

from app.domain.acts import Act
from app.domain.jury import acts
from app.services.jury_desk import JuryDesk
from app.services.jury_dossiers import take_dossiers
from app.services.jury_opening import JuryRequest, open_jury
from app.services.jury_packs import issue
from app.services.jury_planning import plan
from tests.e2e.juries import candidate_list, description
from tests.shots.files import CLOCK, PARIS

HEAD = (
    "N° candidat;Nom;Prénoms;Né(e) le;Voie;Établissement;E31;E32;E42;Temps majoré;"
    "Commission;Jour;Heure"
)
NAMES = (
    *("ABADIE", "BENALI", "BÉRANGER", "BOUCHARD", "CARON", "CHEVALIER", "COSTA", "DA SILVA"),
    *("DELCOURT", "DIALLO", "DUPONT", "ESCOFFIER", "FAURE", "GUÉRIN", "HAMON", "IMBERT"),
    *("JACQUET", "KONATÉ", "LE GOFF", "LEMAÎTRE", "MARCHETTI", "MEUNIER", "NGUYEN", "OLIVEIRA"),
    "MONTMORENCY-LAVAL DE LA ROCHEFOUCAULD",
)
FIRST = (
    *("Léa", "Hugo", "Inès", "Mathis", "Chloé", "Yanis", "Éloïse", "Noah", "Camille", "Théo"),
    "Marie-Bérengère Éléonore",
)
SCHOOLS = ("Lycée Ampère", "Lycée La Martinière", "CFA de l’assurance", "Lycée Louis-Armand")
PRODUCTS = (
    ("Multirisque habitation", "property"),
    ("Automobile", "property"),
    ("Santé complémentaire", "persons"),
    ("Multirisque professionnelle", "property"),
    ("Assurance-vie multisupport", "savings"),
)


def number_of(rank: int) -> str:
    return f"0190{rank:06d}"


def _line(rank: int) -> str:
    """By rule: some CCF, benefits and extra time; a third placed by the list."""
    apprentice, alone = rank % 10 == 3, rank % 17 == 5
    route = "Apprentissage" if apprentice else "Candidat individuel" if alone else "Scolaire"
    fields = (
        number_of(rank),
        NAMES[rank * 7 % len(NAMES)],
        FIRST[rank * 5 % len(FIRST)],
        f"{rank % 28 + 1:02d}/{rank % 12 + 1:02d}/{1996 + rank % 4}",
        route,
        "" if alone else SCHOOLS[2 if apprentice else rank % 2 * 3 if rank % 5 else 1],
        "bénéfice" if rank % 19 == 7 else "",
        "CCF" if apprentice else "",
        "dispensé" if rank % 29 == 11 else "",
        "1/3" if rank % 25 == 4 else "",
        *("", "", ""),
    )
    return ";".join(fields)


def opened(folder: Path, candidates: int = 120) -> Path:
    """A jury as it was opened: nobody placed, no dossier."""
    CLOCK.at = datetime(2019, 4, 15, 10, 20, tzinfo=PARIS)
    path = folder / "Jury 2019 Strasbourg.jury"
    listed = candidate_list(folder, "liste.csv")
    rows = [HEAD, *map(_line, range(1, candidates + 1))]
    listed.write_text("\n".join(rows) + "\n", encoding="utf-8")
    open_jury(JuryRequest(description(folder, 12), [listed], path))
    return path


def inputs(*, broken: bool = False) -> Path:
    """A folder with a description and two lists; ``broken`` ones contradict themselves."""
    folder = Path(mkdtemp(prefix="passage-shots-"))
    path = description(folder, 12)
    if broken:
        text = path.read_text(encoding="utf-8").replace('["Lyon"]', '["Lyon", "Brest"]', 1)
        text = text.replace('"Pro 02"]', '"Pro 00"]')
        path.write_text(text, encoding="utf-8")
    rows = [HEAD, *map(_line, range(1, 41))]
    if broken:
        rows[4] = rows[4].replace("/1", "/31/1", 1)
    candidate_list(folder, "liste.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    late = [HEAD, *map(_line, range(118, 126))]
    late[1] = late[1].replace("Lycée Ampère", "Lycée Victor-Hugo")
    candidate_list(folder, "suite.csv").write_text("\n".join(late) + "\n", encoding="utf-8")
    return folder


def half_prepared(folder: Path) -> Path:
    """Two dossiers of three in, most controlled, some choices made, everybody placed but a few."""
    path = opened(folder)
    with JuryDesk(path) as desk:
        for number, exam in _sitting(desk):
            for act in _prepared(number, exam):
                desk.perform(act)
        for told in _people():
            desk.perform(told)
        list(plan(desk, dry_run=False))
        for number, exam in _sitting(desk)[::23]:
            if desk.state.candidates[number].of(exam).slot is not None:
                desk.perform(acts.Unassign(number, exam))
    return path


def crowded(folder: Path) -> Path:
    """More candidates than there is room for, and one whom everybody knows."""
    path = opened(folder, 260)
    with JuryDesk(path) as desk:
        for examiner in list(desk.state.examiners.values()):
            if examiner.quality == "professionnel":
                told = examiner.name, examiner.quality
                desk.perform(acts.SetExaminer(*told, employer="MAIF", knows=(number_of(9),)))
    return path


def contested(folder: Path) -> Path:
    """The same, after examiners said whom they know and hours were given by hand."""
    path = half_prepared(folder)
    with JuryDesk(path) as desk:
        there = {code: desk.state.before(code) for code in ("C00", "C02", "C04")}
        known = tuple(candidate.number for candidate, _ in there["C00"][1:3])
        desk.perform(acts.SetExaminer("Pro 00", "professionnel", employer="MAIF", knows=known))
        for code, hour in (("C02", "11:30"), ("C04", "17:30")):
            candidate, slot = there[code][2]
            number, day = candidate.number, slot.day.isoformat()
            desk.perform(acts.Assign(number, "E32", code, day, hour))
    return path


def issued(folder: Path) -> Path:
    """Packs issued, then some candidates moved."""
    path = half_prepared(folder)
    with JuryDesk(path) as desk:
        issue(desk, folder / "paquets", ("C00", "C02", "C03", "C04"))
        candidate, _ = desk.state.before("C02")[-1]
        desk.perform(acts.Unassign(candidate.number, "E32"))
    return path


def _people() -> list[Act]:
    """Members who came, an examiner whose employer a dossier names, one who knows someone."""
    days = ("2019-05-14", "2019-05-15")
    return [
        acts.SetMember("Prof 00", days, True),
        acts.SetMember("Mme SAINT-ANDRÉ Hélène", days, knows=(number_of(7), "0190999999")),
        acts.RecordAttendance("Prof 00", days[0]),
        acts.RecordAttendance("Mme SAINT-ANDRÉ Hélène", days[0]),
        acts.DescribeContext(number_of(9), 1, "Mutuelle 3, agence de Colmar"),
        acts.SetExaminer("Pro 05", "professionnel", (), (), "Mutuelle 5", (number_of(12),)),
    ]


def _sitting(desk: JuryDesk) -> list[tuple[str, str]]:
    everyone = desk.state.candidates.items()
    return [(number, exam) for number, c in everyone for exam in ("E32", "E42") if c.sits(exam)]


def _prepared(number: str, exam: str) -> list[Act]:
    """What was done so far about a candidate's exam, by the candidate's rank."""
    rank = int(number[4:])
    done: list[Act] = []
    if rank % 3:
        done.append(acts.ReceiveDossier(number, exam, "2019-04-10", True, rank % 7 != 1))
        done.append(acts.TickConformity(number, exam, "cover", rank % 11 != 2))
        done += [_fiche(number, fiche) for fiche in _fiches(exam)]
    if rank % 3 == 1:
        done.append(_verdict(number, exam, rank))
    if rank % 6 == 1 and rank % 13:
        fiches = _fiches(exam)
        second = fiches[2] if exam == "E32" else None
        done.append(
            acts.ChooseFiches(number, exam, fiches[0], "Prof 00", second, "Franchise doublée.")
        )
    return done


def _fiches(exam: str) -> range:
    return range(1, 6) if exam == "E32" else range(6, 10)


def _fiche(number: str, fiche: int) -> Act:
    product, kind = PRODUCTS[fiche % 4 if fiche > 5 else fiche - 1]
    return acts.DescribeFiche(number, fiche, product, kind, fiche == 4, True, 1, True, fiche > 5)


def _verdict(number: str, exam: str, rank: int) -> Act:
    if rank % 13 == 0:
        return acts.GiveVerdict(number, exam, "not-conforming", "DEC de Lyon", "not-signed")
    if rank % 8 == 2:
        return acts.GiveVerdict(number, exam, "doubtful", "DEC de Lyon", "visa illisible")
    return acts.GiveVerdict(number, exam, "conforming", "DEC de Lyon")


def with_pieces(folder: Path) -> Path:
    """As ``half_prepared``, with scans kept for the second candidate, one attested."""
    path = half_prepared(folder)
    with JuryDesk(path) as desk:
        number = number_of(2)
        sources = _scans(folder / "scans", number)
        for _ in take_dossiers(desk, folder / "scans"):
            pass
        piece = sources[0].name
        for exam in ("E32", "E42"):
            desk.perform(acts.AttestAnonymous(number, exam, piece, "Claire VIDAL"))
    return path


STORY = (
    "M. Bernard, 52 ans, vient de louer un local mitoyen de son atelier. Il pense que son contrat "
    "le couvre déjà. Vous relevez l’aggravation du risque et proposez un avenant."
)


def with_choices(folder: Path) -> Path:
    """As ``with_pieces``, with scenarios for everybody of the first commission but one."""
    path = with_pieces(folder)
    with JuryDesk(path) as desk:
        desk.perform(acts.KeepModel("Local mitoyen", "E32", STORY, "Franchise doublée."))
        for place, (candidate, _) in enumerate(desk.state.before("C00")):
            if place != 2 and candidate.passes("E32"):
                told = "Franchise doublée.", STORY, "Un client résilie par téléphone."
                number = candidate.number
                for act in (_fiche(number, fiche) for fiche in _fiches("E32")):
                    desk.perform(act)
                second = 2 + (place + 1) % 4
                desk.perform(acts.ChooseFiches(number, "E32", 1, "Prof 00", second, *told))
    return path


def _scans(folder: Path, number: str) -> list[Path]:
    folder.mkdir()
    names = ("dossier sans établissement", "page de garde", "certificats de stage 2018 et 2019")
    paths = [folder / f"{number} {name}.pdf" for name in names]
    for path in paths:
        _scan(path)
    return paths


def _scan(path: Path) -> None:
    """Two pages of writing."""
    canvas = Canvas(str(path))
    for page in (1, 2):
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(70, 760, f"Fiche d’activité n° {page}")
        canvas.setFont("Helvetica", 11)
        for line in range(30):
            canvas.drawString(70, 720 - 20 * line, "Le client souhaite assurer son logement. " * 2)
        canvas.showPage()
    canvas.save()

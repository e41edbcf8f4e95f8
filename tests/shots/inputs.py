"""What is dropped on the pages: lists right and wrong, dossiers of theirs and of nobody's."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from resources import resource

HEAD = (
    "N° candidat;Nom de naissance;Nom d'usage;Prénom(s);Né(e) le;UAI;Établissement;Voie;"
    "Aménagement (temps majoré);Heure de passage\r\n"
)
FOUR_BAD_ROWS = HEAD + "\r\n".join(
    (
        "00001902100;AÏT OUARAB;;Théo;20/08/1999;0690132U;LYCÉE B;SCOLAIRE;;08:00",
        "00001902100;MAÎTREJEAN;;Léa;08/04/1999;;;INDIVIDUEL;;09:00",
        "00001902102;HAMEL;;Loïc;31/02/1998;0250011B;LYCÉE D;FORMATION CONTINUE;;10:00",
        "00001902103;;;Noémie;03/03/1998;0250011B;LYCÉE D;SCOLAIRE;;11:00",
        "00001902104;N'DIAYE;;Côme;24/07/1999;0690026A;LYCÉE A;SCOLAIRE;;12:00",
        "00001902105;D’HÉROUVILLE;;Anaïs;19/08/1995;0250011B;LYCÉE D;FORMATION CONTINUE;1/3;13:00",
    )
)
UNNAMED = """code;identité;jour de naissance;début
7712;ABADIE Léonie;14/02/1998;08:00
7713;BŒUF Inès;11/12/1999;09:00
7714;LE GOFF Noémie;03/03/1998;10:00
"""
CORRECTED = (
    ("00009900102;BŒUF;;Inès", "00009900102;BŒUF;MARTIN;Inès"),
    ("00009900103;DE LA FONTAINE;;Côme;26/04/1998", "00009900103;DE LA FONTAINE;;Côme;26/04/1997"),
    ("11:00", "11:30"),
    ("00009900108;PETIT;;Éloïse;22/04/1997", "00009900109;QUÉMÉNEUR;;Maël;02/09/1998"),
)
PIECES = (
    "00009900101 ABADIE fiche 1.pdf",
    "00009900101 ABADIE fiche 2.pdf",
    "00009900102-boeuf.pdf",
    "DE LA FONTAINE Come attestation de stage.pdf",
    "le goff fiches 1 à 5.pdf",
    "NGUYEN-VO/fiche-1.png",
    "scan0001.pdf",
    "dossier complet très long nom de fichier venu d’un appareil de bureau 2019-05-12.pdf",
    "Thumbs.db",
)


@cache
def inputs() -> Path:
    """A folder that holds them all."""
    folder = Path(mkdtemp(prefix="passage-shots-"))
    (folder / "four-bad-rows.csv").write_bytes(FOUR_BAD_ROWS.encode("cp1252"))
    (folder / "unnamed-columns.csv").write_text(UNNAMED, encoding="utf-8")
    (folder / "broken.passage").write_bytes(b"PK\x03\x04 une archive, par exemple" * 40)
    text = resource("demo", "E32.csv").read_text(encoding="utf-8")
    (folder / "list.csv").write_text(text, encoding="utf-8")
    for old, new in CORRECTED:
        text = text.replace(old, new)
    (folder / "corrected.csv").write_text(text, encoding="utf-8")
    for name in PIECES:
        path = folder / "dossiers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.4\n% " + name.encode() + b"\n%%EOF")
    return folder

"""Every action in one table: id, text, keys, icon, tip; then the acts that need fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from app.domain import acts
from app.domain.acts import Act
from app.domain.facts import dataclass


@dataclass(frozen=True)
class Action:
    """``icon`` is a qtawesome name; ``keys`` Qt's, empty for what only the palette reaches.

    ``tip`` says more, and holds other words the palette finds it by.
    """

    id: str
    text: str
    keys: str = ""
    icon: str = ""
    tip: str = ""


ACTIONS = (
    Action("identity", "Confirmer l’identité", "F2", "mdi6.card-account-details-outline"),
    Action("dossier", "Élargir ou réduire le dossier", "F3", "mdi6.file-document-outline"),
    Action("observe", "Nouvelle observation", "F4", "mdi6.pencil-outline"),
    Action("pause", "Pause ou reprise de l’horloge", "F5", "mdi6.pause"),
    Action("next-part", "Partie suivante", "F6", "mdi6.skip-next", "démarrer l’horloge"),
    Action("stop", "Arrêter la partie", "F7", "mdi6.stop"),
    Action("incident", "Signaler un incident", "F8", "mdi6.alert-outline"),
    Action("privacy", "Masquer ou montrer les notes", "F9", "mdi6.eye-off-outline"),
    Action("candidate-clock", "Horloge du candidat", "F10", "mdi6.clock-outline"),
    Action("full-screen", "Plein écran", "F11", "mdi6.fullscreen"),
    Action("guide", "Touches et guide", "F1", "mdi6.help-circle-outline", "aide"),
    Action("palette", "Toutes les commandes", "Ctrl+K", "mdi6.magnify"),
    Action("grid", "Aller à la grille", "Alt+G", "mdi6.grid"),
    Action("mark", "Aller à la note", "Alt+N", "mdi6.numeric"),
    Action("appraisal", "Aller à l’appréciation", "Alt+A", "mdi6.text"),
    Action("list", "Aller à la liste", "Alt+L", "mdi6.format-list-bulleted"),
    Action("seal", "Sceller la grille", "Ctrl+Return", "mdi6.seal-variant"),
    Action("undo", "Annuler le dernier geste", "Ctrl+Z", "mdi6.undo"),
    Action("day", "Page : journée", "Ctrl+1", "mdi6.account-clock-outline"),
    Action("sheets", "Page : grilles à imprimer", "Ctrl+2", "mdi6.printer-outline"),
    Action("journal", "Page : journal", "Ctrl+3", "mdi6.history"),
    Action("evening", "Page : fin de journée", "Ctrl+4", "mdi6.weather-night"),
    Action("transcribe", "Transcrire une grille remplie sur papier", "", "mdi6.keyboard-outline"),
    Action("load-list", "Charger une liste corrigée, des dossiers", "", "mdi6.file-import-outline"),
    Action(
        "transfer-file",
        "Enregistrer le fichier de transfert",
        "",
        "mdi6.account-arrow-right-outline",
        "candidat transféré",
    ),
    Action(
        "transfer-in",
        "Reprendre un candidat d’une autre commission",
        "",
        "mdi6.account-arrow-left-outline",
        "transfert, transféré",
    ),
    Action("open", "Ouvrir un autre fichier", "Ctrl+O", "mdi6.folder-open-outline", "accueil"),
    Action("close-file", "Fermer le fichier, revenir à l’accueil", "", "mdi6.home-outline"),
    Action("theme", "Thème clair ou sombre", "Ctrl+T", "mdi6.theme-light-dark"),
    Action("theme-system", "Thème du système", "", "mdi6.theme-light-dark"),
    Action(
        "sound", "Son aux deux minutes, à la minute et à la fin", "", "mdi6.bell-outline", "bip"
    ),
    Action("larger", "Agrandir le texte", "Ctrl++", "mdi6.format-font-size-increase", "zoom"),
    Action("smaller", "Réduire le texte", "Ctrl+-", "mdi6.format-font-size-decrease", "zoom"),
)


ALSO: Mapping[str, tuple[str, ...]] = {
    "day": ("Ctrl+&", "Ctrl+Shift+1"),
    "sheets": ("Ctrl+É", "Ctrl+Shift+2"),
    "journal": ('Ctrl+"', "Ctrl+Shift+3"),
    "evening": ("Ctrl+'", "Ctrl+Shift+4"),
    "larger": ("Ctrl+=", "Ctrl+Shift++", "Ctrl+Shift+="),
    "seal": ("Ctrl+Enter",),
}
"""What the same fingers send on a French keyboard, whose digits and plus sign need Shift; and the
Enter of the numeric pad."""


@dataclass(frozen=True)
class Form:
    """An act with fields, asked for in the page. ``preset`` holds what is not asked."""

    text: str
    act: type[Act]
    icon: str = "mdi6.form-select"
    preset: Mapping[str, Any] = field(default_factory=dict)
    other: str = ""
    """Other words the palette finds it by."""


FORMS: Mapping[str, Form] = {
    "absent": Form("Marquer le candidat absent", acts.MarkAbsent, "mdi6.account-off-outline"),
    "present": Form("Lever l’absence", acts.MarkPresent, "mdi6.account-check-outline"),
    "late": Form(
        "Signaler un retard",
        acts.ReportIncident,
        "mdi6.clock-alert-outline",
        {"kind": "late"},
    ),
    "withdraw-identity": Form(
        "Retirer l’identité confirmée", acts.WithdrawIdentity, "mdi6.card-account-details-outline"
    ),
    "correct-identity": Form(
        "Corriger l’état civil", acts.CorrectIdentity, "mdi6.account-edit-outline"
    ),
    "known": Form(
        "Candidat connu d’un examinateur", acts.DeclareKnown, "mdi6.account-multiple-outline"
    ),
    "withdraw-known": Form(
        "Retirer « candidat connu »", acts.WithdrawKnown, "mdi6.account-multiple-outline"
    ),
    "not-valid": Form(
        "Dossier déclaré non valide", acts.DeclareNotValid, "mdi6.file-cancel-outline", other="NV"
    ),
    "withdraw-not-valid": Form(
        "Lever « non valide »", acts.WithdrawNotValid, "mdi6.file-check-outline"
    ),
    "doubt": Form(
        "Doute sur le dossier, note réservée", acts.RaiseDoubt, "mdi6.file-question-outline"
    ),
    "withdraw-doubt": Form("Retirer le doute", acts.WithdrawDoubt, "mdi6.file-check-outline"),
    "situation": Form("Choisir la situation", acts.ChooseSituation, "mdi6.script-text-outline"),
    "correct-part": Form(
        "Corriger la durée d’une partie", acts.CorrectPart, "mdi6.clock-edit-outline"
    ),
    "annul": Form("Annuler l’essai", acts.AnnulAttempt, "mdi6.restore", other="recommencer"),
    "suspend": Form("Suspendre le passage", acts.SuspendPassage, "mdi6.pause-circle-outline"),
    "resume": Form("Reprendre le passage suspendu", acts.ResumePassage, "mdi6.play-circle-outline"),
    "reopen": Form("Rouvrir une grille scellée", acts.Reopen, "mdi6.lock-open-variant-outline"),
    "report": Form("Signaler un incident", acts.ReportIncident, "mdi6.alert-outline"),
    "person": Form("Autre personne présente", acts.RecordPerson, "mdi6.account-plus-outline"),
    "replace": Form(
        "Remplacer un examinateur", acts.ReplaceExaminer, "mdi6.account-switch-outline"
    ),
    "transfer-out": Form(
        "Transférer le candidat à une autre commission",
        acts.TransferOut,
        "mdi6.account-arrow-right-outline",
        other="récusé échange",
    ),
    "add": Form("Ajouter un candidat hors liste", acts.AddCandidate, "mdi6.account-plus-outline"),
}
"""Acts that need fields: the frequent ones have a button on the page, all stand in the palette."""


def shown_keys(keys: str) -> str:
    """The keys as a French keyboard names them."""
    return keys.replace("Return", "Entrée").replace("++", " et +").replace("+-", " et −")

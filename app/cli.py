"""The command line: exit code 0 done, 1 refused (a French sentence on standard error), 2 usage.

Each command imports what it needs when it runs, so that ``list`` answers at once and the window
does not wait for the reading of a command line it has not.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from app import commands, jury_commands, results_commands
from app.domain.errors import PassageError, UsageError
from app.system import world_error

if TYPE_CHECKING:
    import argparse


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if argv is None else argv)
    if commands.means_window(given):
        return commands.window(given)
    options = parsed(given)
    try:
        for line in options.run(options):
            print(line)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except PassageError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stdout = None  # nobody reads any more
        return 1
    except OSError as error:
        print(world_error(Path(error.filename or "."), error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def parsed(given: Sequence[str]) -> argparse.Namespace:
    """The command line as understood; exits with 2 where it cannot be.

    Commissions may stand after ``-o DIR``, where argparse alone does not look for them.
    """
    known = parser()
    options, rest = known.parse_known_args(given)
    if rest and (not hasattr(options, "commissions") or any(r.startswith("-") for r in rest)):
        known.parse_args(given)  # says what is wrong
    if rest:
        options.commissions = [*options.commissions, *rest]
    return options


def parser() -> argparse.ArgumentParser:
    """The whole command line; a test fails when the README leaves one of its commands out."""
    import argparse

    from app.french import speak_french

    speak_french()
    root = argparse.ArgumentParser(
        prog="passage", description="Le bureau des commissions d’oral du BTS Assurance."
    )
    root.set_defaults(run=lambda _: iter([root.format_help()]))
    once = root.add_mutually_exclusive_group()
    for name, run, text in (
        ("--demo", commands.demo, "joue une journée de démonstration"),
        ("--version", commands.version, "affiche la version"),
    ):
        once.add_argument(name, dest="run", action="store_const", const=run, help=text)
    root.add_argument("--debug", action="store_true", help="avec la fenêtre : un journal bavard")
    _add_commands(root.add_subparsers(title="commandes", metavar="COMMANDE"))
    return root


class Command:
    """One command being described, argument by argument; ``module`` holds what it does."""

    def __init__(
        self,
        group: argparse._SubParsersAction,  # type: ignore[type-arg]
        name: str,
        text: str,
        module: ModuleType = commands,
    ) -> None:
        self._parser = group.add_parser(name, help=text, description=text, allow_abbrev=False)
        self._parser.set_defaults(run=getattr(module, f"run_{name.replace('-', '_')}"))

    def path(self, name: str, metavar: str, **more: object) -> Command:
        self._parser.add_argument(name, metavar=metavar, type=Path, **more)
        return self

    def text(self, name: str, metavar: str, **more: object) -> Command:
        self._parser.add_argument(name, metavar=metavar, **more)
        return self

    def flag(self, name: str, text: str) -> Command:
        self._parser.add_argument(name, action="store_true", help=text)
        return self

    def file(self) -> Command:
        return self.path("file", "FILE", help="fichier de commission")

    def jury(self) -> Command:
        return self.path("file", "JURY", help="fichier de jury")

    def passphrase(self) -> Command:
        told = "fichier qui contient la phrase secrète du paquet (- : entrée standard)"
        return self.path("--passphrase-file", "F", help=told)

    def output(self, metavar: str, text: str, *, required: bool = True) -> Command:
        return self.path("-o", metavar, dest="output", required=required, help=text)

    def reading(self) -> Command:
        self.flag("--dry-run", "montre ce qui est compris, n’écrit rien")
        return self.text(
            "--map",
            "COLONNE=champ",
            dest="mapping",
            action="append",
            default=[],
            help="corrige la lecture d’une colonne",
        )


def _add_commands(group: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    new = Command(group, "new", "ouvre une commission")
    new.path("description", "DESC.toml").path("list", "LIST").reading()
    new.output("FILE", "fichier de commission à créer", required=False)
    new.path("--dossiers", "DIR|ZIP", help="dossiers des candidats")
    new.flag("--rehearsal", "répétition, pour toujours sans valeur")
    Command(group, "load", "charge une liste corrigée").file().path("list", "LIST").reading()
    attach = Command(group, "attach", "joint des pièces au dossier d’un candidat").file()
    attach.text("number", "NUMBER").path("paths", "PATH", nargs="+")
    listed = Command(group, "list", "liste les passages").file()
    listed.flag("--json", "pour un programme")
    perform = Command(group, "perform", "accomplit les actes lus sur l’entrée standard").file()
    perform.flag("--replay", "prend l’instant de chaque ligne ; crée FILE au besoin")
    Command(group, "journal", "écrit le journal, un acte par ligne").file()
    sheets = Command(group, "sheets", "écrit les grilles en PDF").file()
    sheets.output("DIR", "dossier où écrire").text("--passage", "N", help="un seul candidat")
    sheets.flag("--blank", "la grille vierge, à remplir à la main")
    slips = Command(group, "slips", "écrit sujets, scénarios, émargement, bordereau…").file()
    slips.output("DIR", "dossier où écrire")
    export = Command(group, "export", "exporte pour le président du jury").file()
    export.output("OUT.sqlite", "export à créer").passphrase()
    verify = Command(group, "verify", "vérifie un export").path("export", "OUT.sqlite")
    verify.path("--jury", "JURY", help="est-il d’une commission de ce jury ?")
    out = Command(group, "transfer-out", "donne un candidat à une autre commission").file()
    out.text("number", "NUMBER").output("T.transfer", "fichier de transfert à créer")
    out.text("--reason", "MOTIF", default="", help="pourquoi il change de commission")
    out.text("--to", "COMMISSION", help="où il va, si on le sait").passphrase()
    into = Command(group, "transfer-in", "reprend un candidat d’une autre commission").file()
    into.path("transfer", "T.transfer").text("--hour", "HH:MM", help="sa nouvelle heure")
    into.path("--jury", "JURY", help="contrôle aussi qui connaît le candidat")
    Command(group, "check", "retrouve la note d’un code de contrôle").file().text("code", "CODE")
    receipt = Command(group, "receipt", "note ce que le jury a reçu, d’après son reçu").file()
    receipt.path("receipt", "RECEIPT", help="reçu signé du jury")
    Command(group, "selftest", "vérifie que tout fonctionne sur cette machine")
    text = "prépare la session : le bureau des organisateurs"
    jury = group.add_parser("jury", help=text, description=text)
    jury.set_defaults(run=lambda _: iter([jury.format_help()]))
    below = jury.add_subparsers(title="commandes", metavar="COMMANDE")
    _add_jury_commands(below)
    _add_result_commands(below)


def _add_jury_commands(group: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    forms = _jury(group, "forms", "écrit les formulaires vierges du dossier en PDF")
    forms.output("DIR", "dossier où écrire")
    new = _jury(group, "new", "ouvre un jury")
    new.path("description", "DESC.toml").path("lists", "LIST", nargs="+").reading()
    new.output("JURY", "fichier de jury à créer", required=False)
    new.flag("--rehearsal", "répétition, pour toujours sans valeur")
    load = _jury(group, "load", "complète ou corrige les candidats par une liste").jury()
    load.path("list", "LIST").reading()
    perform = _jury(group, "perform", "accomplit les actes lus sur l’entrée standard").jury()
    perform.flag("--replay", "prend l’instant de chaque ligne ; crée JURY au besoin")
    _jury(group, "journal", "écrit le journal, un acte par ligne").jury()
    listed = _jury(group, "list", "liste les candidats, épreuve par épreuve").jury()
    listed.flag("--json", "pour un programme")
    plan = _jury(group, "plan", "contrôle les affectations et place qui ne l’est pas").jury()
    plan.flag("--dry-run", "montre ce qui serait proposé, n’écrit rien")
    dossiers = _jury(group, "dossiers", "range les dossiers et lit leurs formulaires").jury()
    dossiers.path("source", "DIR|ZIP", help="dossiers des candidats")
    prints = _jury(group, "prints", "écrit plannings, listes, sujets, scénarios… en PDF").jury()
    prints.output("DIR", "dossier où écrire")
    issue = _jury(group, "issue", "écrit un paquet pour chaque commission").jury()
    issue.output("DIR", "dossier où écrire")
    issue.text("commissions", "COMMISSION", nargs="*", help="celles-là seulement")
    receive = _jury(group, "receive", "reçoit les exports des commissions").jury()
    receive.path("sources", "FILE|DIR", nargs="+").flag("--dry-run", "n’écrit rien")
    receive.flag("--json", "pour un programme, un objet par fichier")
    board = _jury(group, "board", "dit ce qui est reçu, ce qui manque, ce qui est en doute").jury()
    board.flag("--json", "pour un programme")
    check = _jury(group, "check", "compare des grilles imprimées à ce qui est retenu").jury()
    check.text("codes", "CODE", nargs="*").text("--by", "NOM", default="", help="qui compare")
    check.text("--draw", "N", type=int, help="tire d’abord N grilles à comparer")
    receipts = _jury(group, "receipts", "écrit un reçu signé par commission").jury()
    receipts.output("DIR", "dossier où écrire")


def _add_result_commands(group: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    def add(name: str, text: str) -> Command:
        return Command(group, name, text, results_commands).jury()

    add("decide", "prend les décisions du jury lues sur l’entrée standard")
    add("marks", "charge les notes des autres unités").path("list", "LIST").reading()
    results = add("results", "écrit les résultats en CSV ou en xlsx")
    results.output("OUT", "fichier .csv ou .xlsx à créer")
    layout = "colonnes de l’académie : un nom gardé dans le jury, ou un fichier .toml"
    results.text("--layout", "L", default="", help=layout)
    add("minutes", "écrit le procès-verbal").output("OUT.pdf", "fichier à créer")
    add("report", "écrit la comparaison des commissions").output("OUT.pdf", "fichier à créer")
    add("slips", "écrit émargement, bordereaux, harmonisation").output("DIR", "dossier où écrire")
    copies = add("communicate", "écrit la copie que chaque candidat peut demander")
    copies.output("DIR", "dossier où écrire").flag("--levels", "avec les positionnements")
    copies.text("--candidate", "N", default="", help="un seul candidat")
    text = "ôte du disque exports et dossiers après un an"
    purge = add("purge", text)
    purge.text("--before", "DATE", required=True, help="résultats officiels avant cette date")


def _jury(group: argparse._SubParsersAction, name: str, text: str) -> Command:  # type: ignore[type-arg]
    return Command(group, name, text, jury_commands)

"""argparse speaks French: its few sentences, translated where it looks them up."""

from __future__ import annotations

import argparse

SENTENCES = {
    "usage: ": "utilisation : ",
    "positional arguments": "arguments",
    "options": "options",
    "subcommands": "commandes",
    "show this help message and exit": "affiche cette aide",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "« %(value)s » n’existe pas (choix : %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r ne convient pas",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "not allowed with argument %s": "ne va pas avec %s",
    "ignored explicit argument %r": "la valeur %r est de trop",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "la commande %(parser_name)r n’existe pas (choix : %(choices)s)"
    ),
}


def speak_french() -> None:
    """Give argparse the French of its sentences; those it does not know stay as they are."""
    setattr(argparse, "_", lambda sentence: SENTENCES.get(sentence, sentence))  # noqa: B010

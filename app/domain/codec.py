"""Acts to and from JSON fields: strict, since what enters here stays for ever.

``decode`` refuses unknown acts, unknown or missing fields and wrong types with a French sentence.
``encode`` leaves out optional fields that say nothing. Journal lines are read by ``parse_line``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from app.domain.acts import REGISTRY, Act, Vocabulary
from app.domain.errors import Refusal
from app.domain.text import clean, shown

FORMAT = 1
"""Format number each journal line carries."""
ENVELOPE = ("format", "seq", "at", "hash")
SYSTEM_FIELDS = frozenset({"salt"})
LONGEST_INT = 16
"""Digits, sign included, of the longest whole number an act may hold."""


def parse_line(text: str) -> dict[str, Any]:
    """A JSON object; Refusal for anything else, duplicate keys, fractions, NaN, huge numbers."""
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object_of,
            parse_int=_whole,
            parse_float=_OddNumber,
            parse_constant=_OddNumber,
        )
    except RecursionError:
        raise Refusal("Cette ligne est trop imbriquée : simplifiez-la et renvoyez-la.") from None
    except ValueError:
        raise Refusal("Cette ligne n’est pas du JSON : corrigez-la et renvoyez-la.") from None
    if not isinstance(value, dict):
        raise Refusal('Un acte s’écrit comme un objet JSON : {"act": …}.')
    return value


class _OddNumber(str):
    """A number acts do not know, as it was written, until its field is known."""


def _whole(digits: str) -> Any:
    return int(digits) if len(digits) <= LONGEST_INT else _OddNumber(digits)


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refusal(f"Le champ « {shown(twice)} » est écrit deux fois : n’en gardez qu’un.")
    for name, value in pairs:
        for number in _odd_numbers(value):
            raise Refusal(
                f"Le champ « {shown(name)} » : le nombre {shown(number, 20)} n’est pas admis. "
                'Une note s’écrit comme un texte, par exemple "14.5".'
            )
    return result


def _odd_numbers(value: Any) -> Iterator[str]:
    if isinstance(value, _OddNumber):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _odd_numbers(item)


def decode(
    data: Mapping[str, Any], *, internal: bool = False, known_acts: Vocabulary = REGISTRY
) -> Act:
    """The act ``data`` describes; ``internal`` admits the program's own acts and fields (replay).

    Raises Refusal for an unknown act or field, a missing field or a wrong type.
    """
    kind = _kind(data, known_acts)
    if kind.internal and not internal:
        raise Refusal(f"L’acte « {kind.act} » ne se donne pas ainsi : utilisez la commande prévue.")
    known = _specification(kind)
    _refuse_unknown(data, known, internal)
    return kind(**{f: _value(kind, f, *spec, data) for f, spec in known.items()})


def _kind(data: Mapping[str, Any], known_acts: Vocabulary) -> type[Act]:
    if "act" not in data:
        raise Refusal("Le champ « act » manque : nommez l’acte.")
    name = data["act"]
    if not isinstance(name, str):
        raise _wrong("act", "un texte")
    if name not in known_acts:
        from difflib import get_close_matches  # needed only to say what was meant

        close = get_close_matches(name[:60], known_acts, n=4, cutoff=0.4)
        told = f"serait-ce {' ou '.join(close)} ?" if close else "vérifiez le champ « act »."
        raise Refusal(f"L’acte « {shown(name)} » n’existe pas : {told}")
    return known_acts[name]


def _refuse_unknown(data: Mapping[str, Any], known: Mapping[str, Any], internal: bool) -> None:
    for field in data:
        system = field in SYSTEM_FIELDS and not internal
        if field != "act" and (field not in known or system):
            raise Refusal(
                f"Le champ « {shown(field)} » n’existe pas dans « {data['act']} » : retirez-le."
            )


def _specification(kind: type[Act]) -> dict[str, tuple[str, Any]]:
    """Field name to (annotation, default or MISSING)."""
    if kind not in _SPECIFICATIONS:
        _SPECIFICATIONS[kind] = {f.name: (_annotation(f), f.default) for f in fields(kind)}
    return _SPECIFICATIONS[kind]


_SPECIFICATIONS: dict[type[Act], dict[str, tuple[str, Any]]] = {}


def _annotation(field: Field[Any]) -> str:
    return str(field.type)


def _value(
    kind: type[Act], field: str, annotation: str, default: Any, data: Mapping[str, Any]
) -> Any:
    if field not in data:
        if default is MISSING:
            raise Refusal(f"Le champ « {field} » manque dans « {kind.act} » : ajoutez-le.")
        return default
    value = data[field]
    if annotation.endswith(" | None"):
        if value is None:
            return None
        annotation = annotation.removesuffix(" | None")
    return _CONVERTERS[annotation](field, value)


def _wrong(field: str, expected: str) -> Refusal:
    return Refusal(f"Le champ « {shown(field)} » doit être {expected}.")


def _text(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(field, "un texte")
    return clean(field, value)


def _int(field: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
        raise _wrong(field, "un nombre entier")
    return value


def _bool(field: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(field, "vrai ou faux (true ou false)")
    return value


def _texts(field: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise _wrong(field, "une liste de textes")
    return tuple(_text(field, item) for item in value)


def _object(field: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(field, "un objet")
    return {clean("nom de champ", key): _any(key, item) for key, item in value.items()}


def _objects(field: str, value: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list | tuple):
        raise _wrong(field, "une liste d’objets")
    return tuple(_object(field, item) for item in value)


def _any(field: str, value: Any, depth: int = 0) -> Any:
    if depth > 8:
        raise _wrong(field, "moins imbriqué")
    if isinstance(value, str):
        return clean(field, value)
    if isinstance(value, list | tuple):
        return [_any(field, item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {clean("nom de champ", k): _any(k, v, depth + 1) for k, v in value.items()}
    return value if value is None or isinstance(value, bool) else _int(field, value)


_CONVERTERS: dict[str, Callable[[str, Any], Any]] = {
    "str": _text,
    "int": _int,
    "bool": _bool,
    "tuple[str, ...]": _texts,
    "Mapping[str, Any]": _object,
    "tuple[Mapping[str, Any], ...]": _objects,
    "Any": _any,
}


UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a line of an old format to one of the next; stored lines themselves never change."""


def revive(data: dict[str, Any], known_acts: Vocabulary = REGISTRY) -> Act:
    """The act of a stored journal line: taken as it is, for it was once accepted."""
    for old in range(data.get("format", 1), FORMAT):
        data = UPCASTERS[old](data)
    kind = known_acts[data["act"]]
    known = _specification(kind)
    return kind(
        **{
            name: tuple(value) if isinstance(value, list) and name != "value" else value
            for name, value in data.items()
            if name in known
        }
    )


def encode(act: Act) -> dict[str, Any]:
    """The act's JSON fields, ``act`` first; optional fields left at their default are left out."""
    result: dict[str, Any] = {"act": act.act}
    for name, (_, default) in _specification(type(act)).items():
        value = getattr(act, name)
        if default is MISSING or value != default:
            result[name] = value
    return result


def cleaned(act: Act) -> Act:
    """The act as a journal line gives it back, whoever made it; Refusal when none could."""
    return decode(encode(act), internal=True, known_acts=act.vocabulary)


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces, unescaped letters: the text hashes are taken over."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compact(value: Any) -> str:
    """JSON in the order given, no spaces: a journal line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""Frozen dataclasses that cost next to nothing to define.

The standard ones compile six functions for each class, half a millisecond of it: with those of the
vocabulary and the state, a fifth of what the window takes to open. Here all classes share the six.
A type checker sees the standard ones, and ``fields`` and ``replace`` of the library know both.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["dataclass", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(*, frozen):
        """Decorate a class of facts; they are always frozen."""
        assert frozen
        return _made

    def replace(fact, /, **changes):
        """A copy with other values, without a look at each field: a passage has thirty."""
        kind = type(fact)
        if not changes.keys() <= kind._names:
            raise TypeError(f"{kind.__name__} has no such fields: {', '.join(changes)}")
        made = kind.__new__(kind)
        told = fact.__dict__
        made.__dict__.update(told if len(told) == len(kind._names) else _fields(fact), **changes)
        return made

    def _made(kind):
        kind.__doc__ = kind.__doc__ or kind.__name__
        dataclasses.dataclass(init=False, repr=False, eq=False)(kind)
        known = dataclasses.fields(kind)
        kind._names = dict.fromkeys(field.name for field in known).keys()
        kind._defaults = {f.name: f.default for f in known if f.default is not dataclasses.MISSING}
        kind._makers = [(f.name, f.default_factory) for f in known if callable(f.default_factory)]
        kind._compared = [field.name for field in known if field.compare]
        kind._shown = [field.name for field in known if field.repr]
        for name, shared in SHARED.items():
            setattr(kind, name, shared)
        return kind

    def _fields(fact):
        """Its fields alone, where it keeps what it computed beside them."""
        return {name: fact.__dict__[name] for name in fact._names}

    class Fact:
        """What every class of facts does."""

        def __init__(self, /, *values, **named):
            kind, own = type(self), self.__dict__
            own.update(kind._defaults)
            own.update(zip(kind._names, values, strict=False), **named)
            for name, make in kind._makers:
                if name not in own:
                    own[name] = make()
            if own.keys() != kind._names or len(values) > len(own):
                raise TypeError(f"{kind.__name__} takes {', '.join(kind._names)}")

        def __eq__(self, other):
            if type(other) is not type(self):
                return NotImplemented
            return all(self.__dict__[name] == other.__dict__[name] for name in self._compared)

        def __hash__(self):
            return hash(tuple(self.__dict__[name] for name in self._compared))

        def __repr__(self):
            told = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._shown)
            return f"{type(self).__qualname__}({told})"

        def __setattr__(self, name, value):
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name):
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    SHARED = {name: made for name, made in vars(Fact).items() if callable(made)}

"""The window: Qt Widgets over the services. Importing it first steadies the binding, see below."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 is built for interpreters whose None, True and False are never freed (3.12 and
    # later): on 3.11 every call that returns one takes a reference to it away, and after some
    # thousands the interpreter ends the program. So many that no day can use them up prevent it.
    for _immortal in (None, True, False, NotImplemented, Ellipsis):
        ctypes.c_ssize_t.from_address(id(_immortal)).value += 1 << 40

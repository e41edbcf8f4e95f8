"""The window: Qt Widgets over the services. Importing it first steadies the binding, see below."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 is built for interpreters whose None is never freed (3.12 and later): on 3.11
    # every call that returns nothing takes one reference to None away, and after some thousands
    # the interpreter ends the program. So many references that no day can use them up prevent it.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40

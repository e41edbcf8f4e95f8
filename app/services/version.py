"""The program's version, as files and exports carry it."""

VERSION = "0.1.0"

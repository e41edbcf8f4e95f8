"""``python -m app`` and the ``passage`` command."""

import sys

from app.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # the bundle starts itself again to read PDFs apart
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())

"""Every page of the window in its telling states, as PNG to be looked at.

``python -m tests.shots DIR [SCENE…]``: light and dark, at the sizes that matter; names may be
patterns (``"day-*"``). The clock says what each scene needs: pictures of two runs can be compared.
"""

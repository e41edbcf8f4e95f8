"""A private key under a passphrase: scrypt makes the key of AES-256-GCM out of it.

The passphrase is drawn by the program, 100 bits of it, so that no search could ever find it.
"""

from __future__ import annotations

import secrets
from os import urandom

from app.domain.record import CROCKFORD

GROUPS, LETTERS = 5, 4
"""Five groups of four letters or digits, five bits each."""
_SALT, _NONCE = 16, 12
_COST = 2**12
"""A search of 100 bits has no end at any cost: this one keeps 24 packs quick to issue."""
_READ_AS = str.maketrans("OIL", "011", "-–—. \t\r\n\u00a0")


def new_passphrase() -> str:
    """A fresh passphrase to hand over apart: ``7K3Q-…``, without letters that look alike."""
    groups = ("".join(secrets.choice(CROCKFORD) for _ in range(LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)


def wrap(private: bytes, passphrase: str) -> bytes:
    """The key, to be had back with the passphrase alone."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = urandom(_SALT), urandom(_NONCE)
    return salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, private, None)


def unwrap(wrapped: bytes, passphrase: str) -> bytes | None:
    """The key, None where the passphrase is another one; read as it was typed: case, hyphens and
    blanks aside, O for 0, I or L for 1."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = wrapped[:_SALT], wrapped[_SALT : _SALT + _NONCE]
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, wrapped[_SALT + _NONCE :], None)
    except (InvalidTag, ValueError):
        return None


def _key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    typed = passphrase.upper().translate(_READ_AS).encode()
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(typed)

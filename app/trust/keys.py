"""Ed25519 keys and signatures, raw: 32-byte keys, 64-byte signatures.

They prove that bytes were not altered; they are no qualified electronic signature, and the paper
signed by hand is the legal act.
"""

from __future__ import annotations


def new_key_pair() -> tuple[bytes, bytes]:
    """A fresh key pair: public, private."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return key.public_key().public_bytes_raw(), key.private_bytes_raw()


def sign(private: bytes, data: bytes) -> bytes:
    """The signature of ``data``."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).sign(data)


def is_signed(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether ``signature`` over ``data`` is that of ``public``'s owner."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True

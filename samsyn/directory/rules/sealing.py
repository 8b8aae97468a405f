"""Personal numbers of sole traders: sealed for storage, found again by a digest.

Source: Fernet (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec), HKDF (RFC 5869)
and HMAC (RFC 2104), from the `cryptography` library. One key text per store; two keys are
derived from it, so that a digest says nothing about the seal.

A digest without a key would be no protection: there are few enough personal numbers to try
them all. Sealing the same number twice gives two different texts; that is the only chance in
this file, and nothing depends on it.
"""

import base64
import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samsyn.basics.problem import Problem, words

_NO_MOMENT = 0
"""Fernet writes a moment beside the text; a seal that told when would tell too much."""


def seal(personal_number: str, key: str) -> bytes:
    """The number so that only the holder of the key can read it.

    >>> unseal(seal("198803200016", "a key"), "a key")
    '198803200016'
    """
    return _fernet(key).encrypt_at_time(personal_number.encode(), _NO_MOMENT)


def unseal(sealed: bytes, key: str) -> str:
    """The number again; refuses what was sealed with another key, or changed since."""
    try:
        return _fernet(key).decrypt(bytes(sealed)).decode()
    except InvalidToken as wrong:
        raise Problem(
            "seal-broken",
            words(
                "A personal number is sealed with another key than the one this store has, or "
                "was changed since. Put the sealing key of the backup back in its place."
            ),
        ) from wrong


def digest(personal_number: str, key: str) -> str:
    """64 figures and letters a-f, always the same for a number and a key, by which it is found."""
    return hmac.new(_derived(key, b"digest"), personal_number.encode(), sha256).hexdigest()


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(key, b"seal")))


def _derived(key: str, purpose: bytes) -> bytes:
    info = b"samsyn personal number " + purpose
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key.encode())

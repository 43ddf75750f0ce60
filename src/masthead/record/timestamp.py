"""Time stamps (RFC 3161): an authority signs that the text of a checkpoint existed at a moment.

What is stamped is the text that the log signs as well, by its SHA-256. The answer is kept as it
came, so that any other program can check it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.x509 import (
    Certificate,
    ObjectIdentifier,
    load_der_x509_certificate,
    load_pem_x509_certificates,
)
from cryptography.x509.oid import NameOID
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from .errors import MalformedError, UnprovenError

QUERY_TYPE, REPLY_TYPE = "application/timestamp-query", "application/timestamp-reply"
LARGEST = 64 * 1024  # bytes of an answer
SHA256 = ObjectIdentifier("2.16.840.1.101.3.4.2.1")
MAGIC = b"\x30\x82"  # a DER sequence that is longer than 255 bytes: no text begins so


@dataclass(frozen=True)
class Stamped:
    """What a time stamp says, once it holds."""

    time: datetime
    authority: str


@dataclass(frozen=True)
class Query:
    """What to send to an authority, and the number that its answer has to repeat."""

    data: bytes
    nonce: int | None


def query(text: str) -> Query:
    """Return the question for a stamp over `text`."""
    made = TimestampRequestBuilder(text.encode(), HashAlgorithm.SHA256).build()
    return Query(made.as_bytes(), made.nonce)


def authorities(pem: bytes) -> list[Certificate]:
    """Read the certificates of those who are trusted to stamp. Raises MalformedError."""
    try:
        found = load_pem_x509_certificates(pem)
    except ValueError as error:
        raise MalformedError(f"certificates in PEM ({error})") from None
    return found


def is_of(data: bytes, text: str) -> bool:
    """Whether a stamp claims to be of `text`. Raises MalformedError."""
    imprint = _read(data).tst_info.message_imprint
    return imprint.hash_algorithm == SHA256 and imprint.message == sha256(text.encode()).digest()


def check(
    data: bytes, text: str, trusted: Sequence[Certificate], nonce: int | None = None
) -> Stamped:
    """Return what a stamp over `text` says.

    Raises MalformedError where it cannot be read, UnprovenError where it does not hold.
    """
    answer = _read(data)
    if not trusted:
        raise MalformedError("the certificates of an authority for time stamps that you trust")
    try:
        if not is_of(data, text):
            raise UnprovenError("the time stamp is of something else than this checkpoint")
        verifier = VerifierBuilder(roots=list(trusted), nonce=nonce).build()
        verifier.verify(answer, sha256(text.encode()).digest())
        return Stamped(answer.tst_info.gen_time, _authority(answer))
    except (VerificationError, ValueError) as error:
        raise UnprovenError(f"the time stamp does not hold: {_short(error)}") from None


def _read(data: bytes) -> TimeStampResponse:
    if len(data) > LARGEST:
        raise MalformedError(f"a time stamp of at most {LARGEST} bytes")
    try:
        answer = decode_timestamp_response(data)
        status = PKIStatus(answer.status)
        if status is PKIStatus.GRANTED:
            _ = answer.tst_info  # raises where there is none
    except ValueError as error:
        raise MalformedError(f"a whole time stamp in DER ({_short(error)})") from None
    if status is not PKIStatus.GRANTED:
        why = "; ".join(answer.status_string) or status.name.lower()
        raise MalformedError(f"a time stamp; the authority refused ({why[:200]})")
    return answer


def _authority(answer: TimeStampResponse) -> str:
    """The name in the certificate that signed."""
    (signer,) = answer.signed_data.signer_infos
    for data in answer.signed_data.certificates:
        found = load_der_x509_certificate(data)
        if found.serial_number == signer.serial_number:
            names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            return str(names[0].value) if names else found.subject.rfc4514_string()
    return ""


def _short(error: Exception) -> str:
    """One line; the library repeats whole stacks of errors of OpenSSL."""
    text = str(error)
    _, mark, reason = text.rpartition('data: "')
    return reason.partition('"')[0] if mark else text[:200]

"""What goes wrong on the way, as a reason and a line for people."""

import errno
import socket
import ssl

import aiohttp
from aiohttp import http_exceptions

from agents.ingest.outcome import Outcome
from agents.ingest.web.addresses import Forbidden
from agents.ingest.web.answer import Fault
from agents.ingest.web.decoders import Damaged
from agents.ingest.web.exchange import CONNECT
from agents.ingest.web.unpack import CutOff, TooLarge

EXPECTED = (aiohttp.ClientError, http_exceptions.HttpProcessingError, OSError, ValueError)
"""All that asking a site may raise; a TimeoutError is an OSError, what unpacking raises a ValueError."""

# OpenSSL's X509_V_ERR_*: what is wrong with a certificate, where it can be said more plainly.
_CERTIFICATE = {
    9: "its certificate is not valid yet; look at this machine's clock",
    10: "its certificate has expired; the site must renew it",
    18: "its certificate is signed by itself, and nobody else vouches for it",
    19: "its certificate goes back to an authority that this machine does not trust",
    20: "its certificate goes back to an authority that this machine does not trust or was not shown",
    62: "its certificate is for another host; look for the name that the site uses",
}
_REFUSED = {
    errno.ECONNREFUSED: "the host refuses connections",
    errno.ECONNRESET: "the host broke the connection off",
    errno.EPIPE: "the host broke the connection off",
    errno.ENETUNREACH: "there is no way to its network from here",
    errno.EHOSTUNREACH: "there is no way to its host from here",
    errno.EMFILE: "this machine has no more files to open (ulimit -n)",
}


def forbidden(address: str) -> Fault:
    """Return the fault of a host that leads to an address which must not be asked."""
    return Fault(
        Outcome.FORBIDDEN,
        f"its host is {address}, which is not on the public internet; "
        "the setting fetch_networks names networks that may be asked nevertheless",
    )


def fault_of(fault: BaseException, timeout: float, limit: int) -> Fault:
    """Return what `EXPECTED` exceptions mean; `timeout` in seconds and `limit` in bytes are what held."""
    if isinstance(fault, Fault):
        return fault
    cause = fault.os_error if isinstance(fault, aiohttp.ClientConnectorError) else fault
    if isinstance(cause, Forbidden):
        return forbidden(cause.address)
    if isinstance(cause, TimeoutError):
        seconds = CONNECT if isinstance(cause, aiohttp.ConnectionTimeoutError) else timeout
        words = (
            f"no whole answer within {min(seconds, timeout):g} s; the host may be overloaded, or keep us out"
        )
        return Fault(Outcome.SLOW, words)
    if isinstance(fault, aiohttp.ClientConnectorDNSError):
        return _name(cause)
    if isinstance(fault, aiohttp.ClientConnectorCertificateError):
        cause = fault.certificate_error
    if isinstance(cause, (ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError)):
        return _tls(cause)
    if isinstance(cause, TooLarge):
        return Fault(Outcome.LARGE, f"more than {limit} bytes, packed or unpacked: it is not read")
    if isinstance(cause, Damaged):
        return Fault(Outcome.FORMAT, "its packing (Content-Encoding) cannot be undone: the bytes are damaged")
    if isinstance(cause, (CutOff, aiohttp.ClientPayloadError)):
        return Fault(Outcome.CONNECTION, "the answer was cut off in its middle")
    if isinstance(cause, (aiohttp.ClientResponseError, http_exceptions.HttpProcessingError)):
        return Fault(Outcome.CONNECTION, "what came is not HTTP, or its headers are too many or too long")
    number = cause.errno if isinstance(cause, OSError) else None
    words = _REFUSED.get(number or 0, "the connection was broken off before an answer came")
    return Fault(Outcome.CONNECTION, words)


def _name(cause: BaseException) -> Fault:
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
        words = "no name server answers; where it is so with every source, look at this machine's network"
        return Fault(Outcome.DNS, words)
    return Fault(Outcome.DNS, "its host's name has no address; look for how it is spelled")


def _tls(cause: BaseException) -> Fault:
    if isinstance(cause, ssl.SSLCertVerificationError):
        words = _CERTIFICATE.get(getattr(cause, "verify_code", 0), "its certificate is not trusted")
        return Fault(Outcome.TLS, words)
    if getattr(cause, "reason", None) in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST"):
        return Fault(Outcome.TLS, "no TLS is spoken there; the address may have to begin with http://")
    return Fault(Outcome.TLS, "no encrypted connection came about: the site speaks no TLS that is still safe")

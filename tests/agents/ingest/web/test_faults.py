"""What goes wrong on the way, as a reason and a line for people."""

import errno
import re
import socket
import ssl
from unittest.mock import Mock

import aiohttp
import pytest
from aiohttp import http_exceptions

from agents.ingest.outcome import Outcome
from agents.ingest.web.addresses import Forbidden
from agents.ingest.web.decoders import Damaged
from agents.ingest.web.faults import EXPECTED, fault_of
from agents.ingest.web.unpack import CutOff, TooLarge


def certificate(code: int) -> ssl.SSLCertVerificationError:
    fault = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]")
    fault.verify_code = code
    return fault


def connector(cause: OSError) -> aiohttp.ClientConnectorError:
    return aiohttp.ClientConnectorError(Mock(), cause)


@pytest.mark.parametrize(
    ("raised", "reason", "says"),
    [
        (TimeoutError(), Outcome.SLOW, "within 60 s"),
        (aiohttp.ConnectionTimeoutError(), Outcome.SLOW, "within 15 s"),
        (connector(TimeoutError(errno.ETIMEDOUT, "timed out")), Outcome.SLOW, "within 60 s"),
        (
            connector(ConnectionRefusedError(errno.ECONNREFUSED, "refused")),
            Outcome.CONNECTION,
            "refuses connections",
        ),
        (connector(OSError(errno.ENETUNREACH, "unreachable")), Outcome.CONNECTION, "no way to its network"),
        (connector(OSError("Multiple exceptions: …")), Outcome.CONNECTION, "broken off"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), Outcome.CONNECTION, "broke the connection off"),
        (aiohttp.ServerDisconnectedError(), Outcome.CONNECTION, "broken off before an answer"),
        (aiohttp.ClientPayloadError("TransferEncodingError"), Outcome.CONNECTION, "cut off"),
        (CutOff(), Outcome.CONNECTION, "cut off"),
        (http_exceptions.LineTooLong(b"x", 8190), Outcome.CONNECTION, "not HTTP"),
        (TooLarge(), Outcome.LARGE, "more than 1024 bytes"),
        (Damaged("x"), Outcome.FORMAT, "Content-Encoding"),
        (connector(Forbidden("10.0.0.1")), Outcome.FORBIDDEN, "its host is 10.0.0.1"),
        (aiohttp.ClientConnectorDNSError(Mock(), Forbidden("::1")), Outcome.FORBIDDEN, "fetch_networks"),
        (
            aiohttp.ClientConnectorDNSError(Mock(), socket.gaierror(socket.EAI_NONAME, "x")),
            Outcome.DNS,
            "no address",
        ),
        (
            aiohttp.ClientConnectorDNSError(Mock(), socket.gaierror(socket.EAI_AGAIN, "x")),
            Outcome.DNS,
            "name server",
        ),
        (aiohttp.ClientConnectorCertificateError(Mock(), certificate(10)), Outcome.TLS, "has expired"),
        (aiohttp.ClientConnectorCertificateError(Mock(), certificate(18)), Outcome.TLS, "signed by itself"),
        (aiohttp.ClientConnectorCertificateError(Mock(), certificate(62)), Outcome.TLS, "another host"),
        (aiohttp.ClientConnectorCertificateError(Mock(), certificate(99)), Outcome.TLS, "not trusted"),
        (aiohttp.ClientConnectorSSLError(Mock(), ssl.SSLError(1, "[SSL]")), Outcome.TLS, "no TLS that is"),
        (ValueError("whatever"), Outcome.CONNECTION, "broken off"),
    ],
)
def test_each_thing_that_goes_wrong_has_a_reason_and_plain_words(
    raised: Exception, reason: Outcome, says: str
) -> None:
    assert isinstance(raised, EXPECTED)
    fault = fault_of(raised, 60.0, 1024)
    assert fault.reason is reason
    assert says in str(fault)
    assert "\n" not in str(fault)
    assert not re.search(r"Error\b|[a-z][A-Z]\w|errno|\[SSL", str(fault).replace("fetch_networks", ""))

"""TLS on the distribution's server (the PyPI one has no OpenSSL): nothing is said to a server that cannot prove its
name."""

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from operator_app.domain.problems import Problem
from operator_app.shared.address import Address
from operator_app.shared.connection import connect

from .conftest import TEMPLATE, Database
from .people import password
from .server import NOBODY, Server

_NOW = datetime.datetime.now(datetime.UTC)
_DAY = datetime.timedelta(days=1)


@dataclass
class Authority:
    """Signs certificates for server names."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def make(cls, name: str) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = _builder(subject, subject, key, _NOW + 30 * _DAY)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        return cls(key, builder.sign(key, hashes.SHA256()))

    def sign(self, server: Server, host: str, until: datetime.datetime) -> None:
        """Give a server a certificate for a host name."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        builder = _builder(subject, self.certificate.subject, key, until)
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        signed = builder.sign(self.key, hashes.SHA256())
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        for name, content in (("server.crt", _pem(signed)), ("server.key", secret)):
            path = server.data / name
            path.write_bytes(content)
            path.chmod(0o600)
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)

    def write(self, path: Path) -> str:
        path.write_bytes(_pem(self.certificate))
        return str(path)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, until: datetime.datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOW - 10 * _DAY)
        .not_valid_after(until)
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def trusted() -> Authority:
    return Authority.make("Autorité de test")


@pytest.fixture
def database(server_15: Server) -> Iterator[Database]:
    """With TLS while the test lasts."""
    copy = Database(server_15, TEMPLATE).copy()
    yield copy
    _reload(server_15, "off")
    server_15.drop(copy.name)


def _reload(server: Server, ssl: str) -> None:
    with server.superuser() as superuser:
        superuser.execute(f"alter system set ssl = {ssl}".encode())
        superuser.execute("select pg_reload_conf()")
    if ssl == "on":
        while True:
            with server.superuser() as superuser:
                if superuser.execute("show ssl").fetchone() == ("on",):
                    return


def _url(database: Database, certificate: str, **more: str) -> str:
    return psycopg.conninfo.make_conninfo(
        "", host="localhost", port=database.server.port, dbname=database.name, user="amira",
        password=password("amira"), sslrootcert=certificate, **more,
    )  # fmt: skip


def _code(url: str) -> str:
    address, secret = Address.parse(url)
    with pytest.raises(Problem) as problem:
        connect(address, secret)
    return problem.value.code


def test_a_server_that_proves_its_name(database: Database, trusted: Authority, tmp_path: Path) -> None:
    trusted.sign(database.server, "localhost", _NOW + _DAY)
    _reload(database.server, "on")
    url = _url(database, trusted.write(tmp_path / "roots.pem"))
    address, secret = Address.parse(url)
    shared = connect(address, secret)
    assert shared.pull(0).complete
    shared.close()
    with psycopg.connect(address.conninfo(secret)) as session:
        assert session.info.parameter_status("server_version") is not None
        assert session.pgconn.ssl_in_use


def test_no_tls_no_conversation(database: Database, trusted: Authority, tmp_path: Path) -> None:
    assert _code(_url(database, trusted.write(tmp_path / "roots.pem"))) == "shared_tls"


def test_an_authority_that_nobody_knows(database: Database, trusted: Authority, tmp_path: Path) -> None:
    Authority.make("Inconnue").sign(database.server, "localhost", _NOW + _DAY)
    _reload(database.server, "on")
    assert _code(_url(database, trusted.write(tmp_path / "roots.pem"))) == "shared_tls"


def test_a_certificate_of_another_host(database: Database, trusted: Authority, tmp_path: Path) -> None:
    trusted.sign(database.server, "db.example", _NOW + _DAY)
    _reload(database.server, "on")
    assert _code(_url(database, trusted.write(tmp_path / "roots.pem"))) == "shared_tls"


def test_an_expired_certificate(database: Database, trusted: Authority, tmp_path: Path) -> None:
    trusted.sign(database.server, "localhost", _NOW - _DAY)
    _reload(database.server, "on")
    assert _code(_url(database, trusted.write(tmp_path / "roots.pem"))) == "shared_tls"


def test_asking_for_less_changes_nothing(database: Database, trusted: Authority, tmp_path: Path) -> None:
    Authority.make("Inconnue").sign(database.server, "localhost", _NOW + _DAY)
    _reload(database.server, "on")
    assert _code(_url(database, trusted.write(tmp_path / "roots.pem"), sslmode="require")) == "shared_tls"

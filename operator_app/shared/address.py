"""Where the shared database is and how it may be spoken to."""

import ipaddress
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from operator_app.domain.problems import Problem

CONNECT_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Address:
    """A shared database without its password. `certificate` is a file of root certificates; empty: the system's."""

    host: str
    port: int = 5432
    database: str = "operator_app"
    login: str = ""
    certificate: str = ""
    plain: bool = False

    @classmethod
    def parse(cls, url: str) -> tuple["Address", str]:
        """The address that a `postgresql://` URL or a conninfo string tells, and the password in it (empty: none).

        `sslmode=disable` is taken at its word only towards this machine itself.
        Raises Problem: "shared_address_unreadable", "shared_tls_needed".
        """
        try:
            parts = conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            raise Problem("shared_address_unreadable") from error
        host = str(parts.get("host") or "localhost")
        plain = parts.get("sslmode") == "disable" or host.startswith("/")
        if plain and not _is_here(host):
            raise Problem("shared_tls_needed", host=host)
        address = cls(
            host=host,
            port=int(str(parts.get("port") or 5432)),
            database=str(parts.get("dbname") or "operator_app"),
            login=str(parts.get("user") or ""),
            certificate=str(parts.get("sslrootcert") or ""),
            plain=plain,
        )
        return address, str(parts.get("password") or "")

    def conninfo(self, password: str) -> str:
        """What libpq is told. The server must prove its name by a certificate and the password is never sent, only a
        proof of it; libpq's own defaults ask for neither."""
        parameters: dict[str, str | int] = {
            "host": self.host,
            "port": self.port,
            "dbname": self.database,
            "connect_timeout": CONNECT_SECONDS,
            "gssencmode": "disable",
            "application_name": "operator-app",
            "client_encoding": "UTF8",
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "sslmode": "disable" if self.plain else "verify-full",
        }
        if not self.plain:
            parameters["sslrootcert"] = self.certificate or "system"
            parameters["ssl_min_protocol_version"] = "TLSv1.2"
        if self.login:
            parameters["user"] = self.login
        if password:
            parameters["password"] = password
            parameters["require_auth"] = "scram-sha-256"
        return make_conninfo("", **parameters)


def _is_here(host: str) -> bool:
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

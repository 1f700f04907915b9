"""Decides whether an address may be fetched: public networks over http(s), private ones only where settings allow."""

import ipaddress
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from errors import ForbiddenAddressError, SettingsError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_PORTS = {"http": 80, "https": 443}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64 (RFC 6052): the last 32 bits are an IPv4 address
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")  # RFC 3879: deprecated, still routed inside some networks


class Guard:
    """The rule, built once from `settings.allowed_private_hosts`: entries are `host`, `host:port` or a CIDR block."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._hosts: set[str] = set()
        self._ports: dict[str, set[int]] = {}
        self._networks: list[Network] = []
        for entry in allowed:
            self._add(entry.strip().lower())

    def check(self, url: str) -> None:
        """Raise ForbiddenAddressError when the address itself shows that it must not be fetched.

        A host name passes here and is judged by what it resolves to, see `check_resolved`.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise ForbiddenAddressError(f"{url}: not a valid address") from error
        if parts.scheme not in _PORTS or not host:
            raise ForbiddenAddressError(f"{url}: only http and https addresses are fetched")
        if host in self._hosts:
            return
        port = port or _PORTS[parts.scheme]
        ports = self._ports.get(host)
        if ports is not None:
            if port not in ports:
                raise _private(url, f"{host}:{port}", f"{host}:{port}")
            return
        address = _address(host)
        if address is not None and not self._may_connect(address):
            raise _private(url, f"{host}:{port}", f"{host}:{port}")

    def check_resolved(self, name: str, address: str) -> None:
        """Raise ForbiddenAddressError when a host name resolves to a network that must not be reached.

        Called with the very address that the connection goes to, so that a name whose answer changes between two
        questions (DNS rebinding) gains nothing.
        """
        if name in self._hosts or name in self._ports:
            return
        found = _address(address)
        if found is None or not self._may_connect(found):
            raise _private(f"host {name}", f"{name}, {address}", name)

    def _may_connect(self, address: Address) -> bool:
        return _is_public(address) or any(
            address.version == network.version and address in network for network in self._networks
        )

    def _add(self, entry: str) -> None:
        if "/" in entry:
            try:
                self._networks.append(ipaddress.ip_network(entry, strict=False))
            except ValueError as error:
                raise _unreadable(entry) from error
            return
        if _address(entry) is not None:  # a bare IPv6 address has colons, too
            self._hosts.add(entry)
            return
        try:
            parts = urlsplit(f"//{entry}")
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise _unreadable(entry) from error
        if not host:
            raise _unreadable(entry)
        if port is None:
            self._hosts.add(host)
        else:
            self._ports.setdefault(host, set()).add(port)


def _private(what: str, where: str, entry: str) -> ForbiddenAddressError:
    return ForbiddenAddressError(
        f"{what} leads to a private network ({where})", f"if you trust it: ADOPTERS_ALLOWED_PRIVATE_HOSTS={entry}"
    )


def _unreadable(entry: str) -> SettingsError:
    return SettingsError(
        f"setting 'allowed_private_hosts': {entry!r} is neither host, host:port nor a network such as 10.0.0.0/8",
        "correct it in adopters.toml or ADOPTERS_ALLOWED_PRIVATE_HOSTS",
    )


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.split("%", 1)[0])
    except ValueError:
        return None


@cache
def _is_public(address: Address) -> bool:
    """Reachable by everybody (IANA's special-purpose registries), an embedded IPv4 address counted as itself."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address in _SITE_LOCAL:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved

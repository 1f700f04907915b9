"""Which addresses may be fetched."""

import pytest

from errors import ForbiddenAddressError, SettingsError
from spiders.guard import Guard

PUBLIC = ["http://93.184.216.34/", "https://example.com/news/", "http://[2606:4700::1111]/", "http://8.8.8.8:8080/"]
PRIVATE = [
    "http://127.0.0.1/",
    "http://127.8.9.1:9000/",
    "http://10.1.2.3/",
    "http://172.16.0.9/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
]
NO_WEB_ADDRESS = ["file:///etc/passwd", "ftp://example.com/", "gopher://example.com/", "javascript:alert(1)", "http://"]


@pytest.mark.parametrize("url", PUBLIC)
def test_public_addresses_may_be_fetched(url: str) -> None:
    Guard([]).check(url)


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_may_not_be_fetched_however_they_are_written(url: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="leads to a private network"):
        Guard([]).check(url)


@pytest.mark.parametrize("url", [*NO_WEB_ADDRESS, "http://[half/", "http://example.com:99999/"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        Guard(["10.0.0.0/8"]).check(url)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "nonsense"])
def test_a_name_that_resolves_to_a_private_network_may_not_be_fetched(address: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        Guard([]).check_resolved("press.example", address)


def test_an_allowed_port_allows_that_port_only() -> None:
    guard = Guard(["127.0.0.1:8000"])
    guard.check("http://127.0.0.1:8000/")
    with pytest.raises(ForbiddenAddressError):
        guard.check("http://127.0.0.1:8001/")
    with pytest.raises(ForbiddenAddressError):
        guard.check("http://127.0.0.2:8000/")


def test_an_allowed_host_does_not_allow_other_names_for_it() -> None:
    guard = Guard(["127.0.0.1:8000", "intranet.example", "10.1.0.0/16", "fd00::1"])
    guard.check("http://intranet.example/")
    guard.check_resolved("intranet.example", "192.168.3.4")
    guard.check("http://10.1.200.3:8080/")
    guard.check("http://[fd00::1]/")
    guard.check_resolved("anything.example", "10.1.0.9")
    with pytest.raises(ForbiddenAddressError):
        guard.check_resolved("evil.example", "127.0.0.1")
    with pytest.raises(ForbiddenAddressError):
        guard.check("http://10.2.0.1/")


@pytest.mark.parametrize("entry", ["10.0.0.0/99", "host:port", ":80"])
def test_an_entry_that_cannot_be_read_is_named(entry: str) -> None:
    with pytest.raises(SettingsError, match=r"allowed_private_hosts.*correct it"):
        Guard([entry])

"""Attempts are counted by the client's address if a declared proxy passes it on, never by what clients claim."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import RequestFactory

from cms.base.throttling.client_network import client_network

pytestmark = pytest.mark.once
PROXIES = [ip_network("127.0.0.1"), ip_network("172.16.0.0/12"), ip_network("::1")]
CASES = {
    "no proxy": ("192.0.2.1", None, "192.0.2.1"),
    "a proxy": ("172.18.0.1", "192.0.2.1", "192.0.2.1"),
    "two proxies": ("127.0.0.1", "192.0.2.1, 172.18.0.1", "192.0.2.1"),
    "a client that says it is another": ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
    "the same behind a proxy that appends": ("127.0.0.1", "198.51.100.7, 192.0.2.1", "192.0.2.1"),
    "nonsense": ("127.0.0.1", "192.0.2.1, <script>", "127.0.0.1"),
    "a proxy that says nothing": ("127.0.0.1", "", "127.0.0.1"),
    "IPv6": ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
    "IPv6 behind a proxy": ("::1", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
    "IPv4 written as IPv6": ("::ffff:127.0.0.1", "::ffff:192.0.2.1", "192.0.2.1"),
    "a socket": ("", "192.0.2.1", "unknown"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_network(settings: Any, case: str) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    remote, forwarded, expected = CASES[case]
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    assert client_network(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)) == expected


def test_without_declared_proxies_nobody_is_believed(settings: Any) -> None:
    settings.TRUSTED_PROXIES = []
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "192.0.2.1"}, REMOTE_ADDR="127.0.0.1")
    assert client_network(request) == "127.0.0.1"

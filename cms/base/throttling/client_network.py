"""Which network a request comes from, as far as that can be trusted."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def client_network(request: HttpRequest) -> str:
    """The client's IPv4 address, or the /64 of its IPv6 address: a household or an attacker has all of that.

    `X-Forwarded-For` counts only as far as `TRUSTED_PROXIES` wrote it; anybody can forge the rest.
    """
    address = _parsed(request.META.get("REMOTE_ADDR", ""))
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if address is None or not any(address in network for network in settings.TRUSTED_PROXIES):
            break
        forwarded = _parsed(hop)
        if forwarded is None:
            break
        address = forwarded
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or UNKNOWN)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address

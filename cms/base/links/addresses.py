"""Which IP addresses the site may send requests to: only those that are reachable from anywhere on the internet."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings

UNICAST = ip_network("2000::/3")  # all addresses assigned so far
TUNNELS = (ip_network("2002::/16"), ip_network("2001::/32"))  # 6to4 and Teredo lead to an IPv4 address
NAT64 = ip_network("64:ff9b::/96")
PORTS = {80, 443, 8080, 8443}  # others are not web pages, and may be services on this machine


class NoSuchHost(OSError):
    """The DNS says that the host does not exist."""


class NotPublic(Exception):
    """The host has no address that the site may send requests to."""


def public_addresses(host: str, port: int) -> list[str]:
    """The current addresses of `host`. Connect to one of them, not to the name, which may resolve differently later.

    Raises `NotPublic`, `NoSuchHost`, and `OSError` if the name cannot be resolved at present.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            raise NoSuchHost(str(error)) from None
        raise
    except UnicodeError:  # a label that is empty or too long
        raise NoSuchHost(host) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [address for address in addresses if may_be_requested(address, port)]
    if not allowed:
        raise NotPublic(host)
    return allowed


def may_be_requested(address: str, port: int) -> bool:
    if "%" in address:  # scoped to a network interface
        return False
    parsed = ip_address(address)
    if any(parsed in network for network in settings.LINK_CHECK_EXTRA_NETWORKS):
        return True
    return port in PORTS and is_public(parsed)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Not private, loopback, link-local, shared, multicast or reserved, nor a tunnel to such an address."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    if address in NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in UNICAST and address.is_global and not any(address in network for network in TUNNELS)

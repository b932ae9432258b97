"""Where a request comes from, as far as the service wants to know it."""

from ipaddress import ip_network

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """Return the network of the address that a request comes from, not the address: /24, or /48 of IPv6."""
    address = get_adapter().get_client_ip(request)
    if not address:
        return ""
    return str(ip_network(f"{address}/{48 if ':' in address else 24}", strict=False))


def agent_of(request: HttpRequest) -> str:
    """Return how the browser of a request names itself."""
    return request.headers.get("User-Agent", "")

"""How much may come from one network address within an hour, of those who have no account."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from samsyn.web.answer import Request


def too_many_from_here(request: Request, what: str, most: int) -> bool:
    """Count one more of an address, in memory and for an hour; the address itself is not kept."""
    salted = f"{settings.SECRET_KEY}:{request.META.get('REMOTE_ADDR', '')}"
    spot = f"{what}-{sha256(salted.encode()).hexdigest()}"
    cache.add(spot, 0, 3600)
    return cache.incr(spot) > most

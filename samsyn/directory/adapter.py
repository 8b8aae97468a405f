"""How the sign-in library behaves in this house: people come in by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """No open registration: an account is made when an invitation is accepted."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

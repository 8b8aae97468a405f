"""What a person types about the directory; and the field that names an organisation."""

from samsyn.directory.forms.fields import OrganisationField

__all__ = ["OrganisationField"]

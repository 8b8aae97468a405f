"""What a recipient's name suggests about its kind: a proposal that a person may correct."""

import re
from dataclasses import dataclass

from samsyn.basics.swedish import folded
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.places import PlaceKind, read_places


@dataclass(frozen=True, slots=True)
class KindGuess:
    """A kind proposed by a word of the name, and whether the name makes public control certain."""

    kind: OrganisationKind
    word: str | None
    publicly_controlled: bool | None


_KINDS: tuple[tuple[str, OrganisationKind, bool | None], ...] = (
    (r"\bscience park\b", OrganisationKind.SCIENCE_PARK, None),
    (
        r"\biuc\b|\bindustriellt utvecklings\w*|\bindustrial development cent\w+",
        OrganisationKind.IUC_COMPANY,
        None,
    ),
    (r"\blänsstyrelsen?\b", OrganisationKind.AGENCY, True),
    (r"\blandsting(?:et)?\b|\bregionförbundet\b|\bkommunalförbund", OrganisationKind.REGION, True),
    (r"\w kommun$|\w stad$", OrganisationKind.MUNICIPALITY, True),
    (r"^statens \w+|^\w+myndigheten$|^\w+verket$", OrganisationKind.AGENCY, True),
    (r"universitet|högskola", OrganisationKind.UNIVERSITY, None),
    (
        r"\binstitutet\b|forskningsinst|\bresearch institutes?\b|\bswerea\b",
        OrganisationKind.INSTITUTE,
        None,
    ),
    (
        r"^if metall\b|^unionen\b|^teknikföretagen\b|^svenskt näringsliv\b|\bfackförbund",
        OrganisationKind.UNION_EMPLOYERS,
        None,
    ),
)
_PRIVATE_FORM = re.compile(
    r"\b(?:ab|aktiebolag|hb|kb|ek|ekonomisk|stiftelsen?|stift|fören|föreningen?)\b"
)
_NEVER_PRIVATE = frozenset({OrganisationKind.MUNICIPALITY, OrganisationKind.REGION})


def guess_kind(recipient: str) -> KindGuess:
    """The kind the name suggests and the word that suggests it; "other" where none does.

    A limited company is not called a company: among recipients most of them
    support companies. Public control is True only where the word makes it
    certain, never False, for a municipality's company looks like any other.

    >>> guess_kind("Arjeplogs kommun")
    KindGuess(kind=<OrganisationKind.MUNICIPALITY: 'municipality'>, word='kommun', \
publicly_controlled=True)
    >>> guess_kind("Biofuel Region Bfr AB").kind.value
    'other'
    """
    name = folded(recipient)
    private = _PRIVATE_FORM.search(name) is not None
    for pattern, kind, public in _KINDS:
        found = re.search(pattern, name)
        if found is None or (private and kind in _NEVER_PRIVATE):
            continue
        word = found[0].split()[-1] if kind is OrganisationKind.MUNICIPALITY else found[0].strip()
        return KindGuess(kind, word, None if private else public)
    if name.startswith("region ") and not private:
        read = read_places(name, kind=PlaceKind.COUNTY)
        if read.codes and not read.unknown:
            return KindGuess(OrganisationKind.REGION, "region", True)
    return KindGuess(OrganisationKind.OTHER, None, None)

"""How far those in a dialogue agree, as JSON: what `samsyn agreement --json` says of the votes."""

from typing import Any

from ninja import Router, Schema
from ninja.security import django_auth
from pydantic import Field

from samsyn.dialogue.api.shapes import Refusal
from samsyn.dialogue.queries import Origins, analysis_for
from samsyn.web.answer import Request

router = Router(tags=["dialogue"])

Share = float | None
Interval = list[float]
"""The low and the high end."""


class StatementOut(Schema):
    """`agreement` is the share on the `side`; `by_group` that of each group."""

    statement: int | str
    text: str | None
    side: str
    agreement: Share
    interval: Interval
    agree: int
    disagree: int
    passed: int = Field(alias="pass")
    by_group: list[Share]
    group_aware_consensus: Share
    steady: Share


class RepresentativeOut(Schema):
    statement: int | str
    text: str | None
    side: str
    share_agree: Share
    interval: Interval
    rest_share_agree: Share
    steady: Share


class GroupOut(Schema):
    """Of people `size` is null where a part of fewer than five would be told."""

    size: int | None
    members: list[int | str]
    representative: list[RepresentativeOut]


class VoiceOut(Schema):
    """One way of counting: `kind` "organisation" or "people", each of them with one voice.

    People are numbers that mean nothing elsewhere, and nothing is told about fewer than five.
    """

    kind: str
    participants: int
    statements: int
    votes: int
    groups: list[GroupOut]
    border: str
    not_placed: list[int | str]
    agree_with_everything: list[int | str]
    agreed: list[StatementOut]
    divides: list[StatementOut]
    unsure: list[StatementOut]
    mixed: list[StatementOut]
    samsyn: dict[str, Any]
    stability: dict[str, Any]
    method: dict[str, Any]


class PartOut(Schema):
    """`key` is a kind of actor, the code of a county, or the key of an organisation."""

    key: str
    people: int


class ToldOut(Schema):
    """The `rest` come from other parts, or did not say."""

    parts: list[PartOut]
    rest: int


class OriginsOut(Schema):
    kinds: ToldOut
    counties: ToldOut
    organisations: ToldOut


class AgreementOut(Schema):
    """`voices` has organisations first; it is empty while nobody has voted.

    `people` is "none", "closed" (the organiser has not opened their results), "few" or "shown".
    `origins` is where people say they come from, null unless they are shown.
    """

    dialogue_id: int
    people: str
    voices: list[VoiceOut]
    origins: OriginsOut | None


@router.get(
    "{int:dialogue_id}/agreement/",
    auth=django_auth,
    response={200: AgreementOut, 401: Any, 404: Refusal},
    by_alias=True,
)
def read_agreement(request: Request, dialogue_id: int) -> dict[str, Any]:
    """What unites and divides, on what we know too little, and the groups; by voice."""
    sheet = analysis_for(request.standing, dialogue_id)
    return {
        "dialogue_id": dialogue_id,
        "people": sheet.people,
        "voices": [{"kind": voice.kind, **voice.data} for voice in sheet.voices],
        "origins": _origins(sheet.origins) if sheet.origins else None,
    }


def _origins(origins: Origins) -> dict[str, Any]:
    return {
        name: {
            "parts": [{"key": part.key, "people": part.people} for part in origin.parts],
            "rest": origin.rest,
        }
        for name, origin in (
            ("kinds", origins.kinds),
            ("counties", origins.counties),
            ("organisations", origins.organisations),
        )
    }

"""People who take part by phone in a dialogue of the demo, most of them saying where they are."""

from samsyn.demo.stage import Stage
from samsyn.dialogue.actions.phones import (
    describe_voice,
    open_to_phones,
    show_results,
    vote_by_phone,
)
from samsyn.dialogue.models import Dialogue
from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.phones import PhoneVote
from samsyn.directory.rules.access import visitor

HOMES = (("institute", 8), ("navet", 7), ("region Övre Norrland", 6), ("", 5))
"""Where people come from, and how many; "" is those who do not say."""
EVERY = 17
"""Every seventeenth vote is another than the one that the organisation has cast."""


def take_part(stage: Stage, dialogue: Dialogue, votes: dict[str, list[Vote]], ago: int) -> None:
    """People vote much as their organisations do (`votes`, by its key), and the results are shown.

    Those who do not say where they come from vote as the institute.
    """
    by = stage.standing("hanna", ago)
    code = open_to_phones(by=by, dialogue_id=dialogue.pk, is_moderated=False).phone_code or ""
    keys = list(dialogue.statements.order_by("pk").values_list("pk", flat=True))
    person, cast = visitor(stage.ago(ago)), 0
    for home, people in HOMES:
        for number in range(people):
            key = f"demo-phone-{(home or 'nobody').encode().hex()[:20]}-{number:02}-key"
            sent = []
            for statement, vote in zip(keys, votes[home or "institute"], strict=True):
                cast += 1
                thinks = vote if cast % EVERY else Vote(-vote)
                sent.append(PhoneVote(statement, thinks, turn=1))
            vote_by_phone(by=person, code=code, key=key, votes=sent)
            if home:
                organisation = stage.homes[home]
                describe_voice(
                    by=person,
                    code=code,
                    key=key,
                    actor_kind=organisation.kind,
                    county_id=organisation.county_id,
                    organisation_id=organisation.pk,
                )
    show_results(by=by, dialogue_id=dialogue.pk, shown=True)

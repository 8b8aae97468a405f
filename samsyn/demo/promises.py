"""What organisations promise each other, and what recipients tell their grantor."""

from datetime import timedelta

from samsyn.demo.houses import REGIONS
from samsyn.demo.money import CALL
from samsyn.demo.stage import Stage
from samsyn.demo.wants import WORKSHOP
from samsyn.dialogue.actions import change_commitment, commit, end_commitment
from samsyn.dialogue.models import Commitment, Dialogue
from samsyn.dialogue.rules.commitments import CommitmentEnd
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import visitor
from samsyn.funding.actions.reports import answer_report, ask_for_report, send_report
from samsyn.funding.models import Grant, GrantReport
from samsyn.funding.queries.reports import proposed_for

UNASKED = "Sydsverige"
"""The region whose grant no report has been asked for: a loose end."""
LATE = "Övre Norrland"
WAITING = ("Västsverige", "Småland och öarna")
ASKED_AGAIN = "Mellersta Norrland"


def promise(stage: Stage) -> None:
    """Commit the organisations, ask for the reports, and let the years go by."""
    _kept_and_given_up(stage)
    _open(stage)
    for place, grant in stage.grants.items():
        if place != UNASKED:
            _report(stage, place, grant)


def _commit(
    stage: Stage, name: str, ago: int, due: int, decision: str, text: str, who: str
) -> Commitment:
    """Somebody takes it for her organisation: so many days ago, due so many days from today."""
    answered = stage.decisions[decision]
    return commit(
        by=stage.standing(name, ago),
        dialogue_id=answered.dialogue_id,
        joint_decision_id=answered.pk,
        text=text,
        due_on=stage.on + timedelta(days=due),
        responsible=who,
    )


def _kept_and_given_up(stage: Stage) -> None:
    sheet = _commit(
        stage, "frida", WORKSHOP - 12, -700, "whole",
        "Vi skriver ett gemensamt programblad som alla projekt använder", "Programdirektören",
    )  # fmt: skip
    end_commitment(
        by=stage.standing("frida", 705),
        commitment_id=sheet.pk,
        end=CommitmentEnd.KEPT,
        ended_on=stage.ago(710),
        how="Programbladet ligger på alla åtta nodernas sidor.",
    )
    start = _commit(
        stage, "bo", WORKSHOP - 30, -640, "whole",
        "Vi håller ett öppet startprogram som alla noder får skicka företag till", "Nodledaren",
    )  # fmt: skip
    change_commitment(
        by=stage.standing("bo", 650),
        commitment_id=start.pk,
        text=start.text,
        due_on=stage.ago(590),
        responsible=start.responsible,
        reason="Tre noder ville vara med och behövde en månad till.",
    )
    end_commitment(
        by=stage.standing("bo", 580),
        commitment_id=start.pk,
        end=CommitmentEnd.KEPT,
        ended_on=stage.ago(585),
        how="Elva företag från fem noder började tillsammans.",
    )
    letter = _commit(
        stage, "gustav", 500, -300, "share",
        "Vi slår ihop de åtta nyhetsbreven till ett", "Regionsamordnaren",
    )  # fmt: skip
    end_commitment(
        by=stage.standing("gustav", 310),
        commitment_id=letter.pk,
        end=CommitmentEnd.GIVEN_UP,
        ended_on=stage.ago(310),
        how="Två regioner får inte lämna ut sina sändlistor; vi delar kalendern i stället.",
    )


def _open(stage: Stage) -> None:
    """One past its day, two that are not; one decision nobody has taken."""
    _commit(
        stage, "hanna", 400, -45, "share",
        "Vi ordnar en gemensam kalender över alla regioners aktiviteter", "Enhetschefen",
    )  # fmt: skip
    _commit(
        stage, "ivar", 90, 60, "share",
        "Vi prövar att fråga varandra innan vi ringer ett företag, i två kommuner", "Regionledaren",
    )  # fmt: skip
    coming = Dialogue.objects.get(title="Avstämning inför nästa år")
    commit(
        by=stage.standing("gustav"),
        dialogue_id=coming.pk,
        text="Vi räknar hur många seminarier som ledde till ett startprogram",
        due_on=stage.on + timedelta(days=21),
    )


def _report(stage: Stage, place: str, grant: Grant) -> None:
    """Ask for all reports of a grant; those that were due have been sent, but for the late one."""
    asking = stage.standing("astrid", CALL - 80)
    for report in ask_for_report(by=asking, grant_id=grant.pk, reports=proposed_for(asking, grant)):
        if report.due_on >= stage.on:
            continue
        newest = report.due_on >= stage.ago(60)
        if newest and place == LATE:
            continue
        _send(stage, place, report, 9 + 3 * len(REGIONS[place]))
        if newest and place in WAITING:
            continue
        days_ago = (stage.on - report.due_on).days - 1
        if newest and place == ASKED_AGAIN:
            answer_report(
                by=stage.standing("astrid", days_ago),
                report_id=report.pk,
                accept=False,
                answer="Företagens egna timmar saknas. Skriv hur många, och hur ni har räknat.",
                due_on=stage.on + timedelta(days=14),
            )
        else:
            answer_report(by=stage.standing("astrid", days_ago), report_id=report.pk, accept=True)


def _send(stage: Stage, place: str, report: GrantReport, companies: int) -> None:
    days_ago = (stage.on - report.due_on).days + stage.chance.randrange(0, 9)
    leader = standing_of(stage.people[f"leader {place}"], None, visitor(stage.ago(days_ago)))
    send_report(
        by=leader,
        report_id=report.pk,
        text=f"{companies} företag har varit med, de flesta i startprogram och nätverk. "
        "De minsta har vi nått genom kvällsmöten i kommunerna. "
        "Rekryteringen går långsammare än planen; vi har lagt till två träffar i vår.",
    )

"""What they think together and what they want: a workshop, region dialogues, and goals."""

from datetime import timedelta

from django.utils.translation import override

from samsyn.demo.houses import REGIONS
from samsyn.demo.indicators import set_indicators
from samsyn.demo.stage import Stage
from samsyn.dialogue.actions import add_statement, decide_jointly, hold_dialogue, vote_on
from samsyn.dialogue.actions.preparing import (
    add_statements,
    invite_organisations,
    translate_statements,
)
from samsyn.dialogue.models import Dialogue
from samsyn.dialogue.rules.kinds import DialogueKind, Languages, Vote
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import Role
from samsyn.strategy.actions import set_goal
from samsyn.strategy.actions.goals import change_goal
from samsyn.strategy.actions.statements import goal_from_statement
from samsyn.strategy.rules.levels import GoalLevel

WORKSHOP, TOUR = 1020, 960
"""How many days ago the workshop and the tour of the regions began."""

STATEMENTS: tuple[tuple[str, float], ...] = (
    ("Digitalisering är en del av helheten, inte ett mål i sig", 0.95),
    ("Företaget ska ha en kontaktperson som håller i hela vägen", 0.92),
    ("Vi bör tona ner projektnamnen till förmån för ett gemensamt program", 0.8),
    ("Lean kommer först, annars digitaliserar vi slöseri", 0.7),
    ("Ledarskapet avgör mer än tekniken", 0.85),
    ("Checkar gör större nytta än coachning", 0.3),
    ("De minsta företagen behöver andra format än de medelstora", 0.9),
    ("Facket ska vara med från första dagen", 0.6),
    ("Vi behöver dela uppgifter om vem som har träffat vilket företag", 0.88),
)
"""What was said, and how likely an actor is to agree."""

CARRIED_ON = 1
"""The statement that becomes a goal by itself, without a joint decision."""


SEEDS = {
    "Vi kan sluta med egna nyhetsbrev": "We can stop sending newsletters of our own",
    "Alla möten utan beslut kan bort": "Every meeting without a decision can go",
}
"""What the coming dialogue begins with, in both its languages."""


def agree(stage: Stage) -> None:
    """Hold the dialogues, decide jointly, and set the goals that rest on the decisions."""
    workshop = _hold(stage, "Workshop om helheten", DialogueKind.WORKSHOP, WORKSHOP, None)
    _say_and_vote(stage, workshop, WORKSHOP)
    for place in ("Övre Norrland", "Sydsverige"):
        title = f"Regiondialog {place}"
        dialogue = _hold(stage, title, DialogueKind.REGION_DIALOGUE, TOUR, REGIONS[place][0])
        _say_and_vote(stage, dialogue, TOUR, few=4)
    today = hold_dialogue(
        by=stage.standing("astrid"),
        title="Avstämning inför nästa år",
        question="Vad ska vi sluta med, så att vi hinner det viktiga?",
        languages=Languages.BOTH,
        question_translation="What should we stop doing, to have time for what matters?",
        purpose="Underlag till årsplanen för nästa år.",
        kind=DialogueKind.CHECK_IN,
        opens_on=stage.on,
        closes_on=stage.on + timedelta(days=21),
    )
    _prepare(stage, today)
    for text in ("Färre seminarier, fler startprogram", "En gemensam kalender räcker långt"):
        add_statement(by=stage.standing("frida"), dialogue_id=today.pk, text=text)
    _decide(stage, workshop)
    _set_goals(stage)
    _goal_from_statement(stage)
    set_indicators(stage)


def _prepare(stage: Stage, dialogue: Dialogue) -> None:
    """Invite, and begin with two statements in both languages."""
    by = stage.standing("astrid")
    invite_organisations(
        by=by,
        dialogue_id=dialogue.pk,
        organisation_ids=[
            stage.homes[key].pk for key in ("institute", "navet", "university", "union", "network")
        ],
    )
    said = add_statements(by=by, dialogue_id=dialogue.pk, lines=list(SEEDS), reads="sv")
    translate_statements(
        by=by,
        dialogue_id=dialogue.pk,
        translations={each.pk: SEEDS[each.text] for each in said},
    )


def _hold(stage: Stage, title: str, kind: DialogueKind, ago: int, county: str | None) -> Dialogue:
    return hold_dialogue(
        by=stage.standing("astrid", ago),
        title=title,
        question="Vad behöver små och medelstora industriföretag mest av oss?",
        purpose="Att enas om vad vi vill innan utlysningen skrivs.",
        kind=kind,
        opens_on=stage.ago(ago),
        closes_on=stage.ago(ago - 14),
        county_id=county,
    )


def _actors(stage: Stage, ago: int) -> list[Standing]:
    """Everybody who votes: one standing for each support organisation in the room."""
    keys = ["agency", "institute", "navet", "university", "park", "union", "employers", "network"]
    keys += [f"region {place}" for place in REGIONS]
    return [
        Standing(
            on=stage.ago(ago),
            organisation_id=stage.homes[key].pk,
            support=True,
            roles=frozenset({Role.REGIONAL_LEADER}),
        )
        for key in keys
    ]


def _say_and_vote(stage: Stage, dialogue: Dialogue, ago: int, few: int = 99) -> None:
    actors = _actors(stage, ago)[-few:]
    for number, (text, likely) in enumerate(STATEMENTS[:few]):
        speaker = actors[number % len(actors)]
        statement = add_statement(by=speaker, dialogue_id=dialogue.pk, text=text)
        if few == 99:
            stage.statements.append(statement)
        for actor in actors:
            drawn = stage.chance.random()
            if drawn < 0.06:
                continue  # did not answer
            vote = Vote.PASS if drawn < 0.12 else Vote.DISAGREE
            if stage.chance.random() < likely:
                vote = Vote.AGREE
            vote_on(by=actor, statement_id=statement.pk, vote=vote)


def _decide(stage: Stage, workshop: Dialogue) -> None:
    by = stage.standing("astrid", WORKSHOP - 10)
    for key, text, numbers in (
        ("whole", "Vi vill ha ett gemensamt industriprogram, ett stöd i taget", (0, 1, 2)),
        ("small", "Vi vill nå de minsta företagen med format som passar dem", (3, 6)),
        ("share", "Vi vill veta vem som har träffat vilket företag", (8,)),
    ):
        stage.decisions[key] = decide_jointly(
            by=by,
            dialogue_id=workshop.pk,
            text=text,
            statement_ids=[stage.statements[number].pk for number in numbers],
        )


def _set_goals(stage: Stage) -> None:
    """Four levels of wanting; the last top goal is a loose end that nothing serves."""
    by = stage.standing("hanna", WORKSHOP - 20)
    year = by.on.year
    impact, outcome, output = GoalLevel.IMPACT, GoalLevel.OUTCOME, GoalLevel.OUTPUT
    for key, sv, en, level, above, decision in (
        ("top", "Fler små industriföretag klarar omställningen, med digitalisering som en del av "
         "helheten", "More small industrial companies manage the transition, with digitalisation "
         "as a part of the whole", impact, None, "whole"),
        ("flow", "Företagen har bättre flöden och lägre slöseri", "Companies have better flows and "
         "less waste", outcome, "top", "whole"),
        ("digital", "Företagen använder digitala verktyg där de gör nytta", "Companies use digital "
         "tools where they help", outcome, "top", "whole"),
        ("skills", "Ledare och medarbetare driver förbättring själva", "Leaders and staff drive "
         "improvement themselves", outcome, "top", "small"),
        ("start", "300 företag har gått startprogram", "300 companies have gone through a start "
         "programme", output, "flow", "small"),
        ("network", "Åtta nätverk möts varje kvartal", "Eight networks meet every quarter", output,
         "skills", "small"),
        ("contact", "Inget företag får samma fråga två gånger", "No company is asked twice",
         outcome, None, "share"),
    ):  # fmt: skip
        stage.goals[key] = set_goal(
            by=by,
            title_sv=sv,
            title_en=en,
            level=level,
            above_id=stage.goals[above].pk if above else None,
            joint_decision_id=stage.decisions[decision].pk,
            from_year=year,
            until_year=year + 4,
        )


def _goal_from_statement(stage: Stage) -> None:
    """What nearly all agree on becomes a goal of the institute, and is put in its place."""
    by = stage.standing("frida", WORKSHOP - 24)
    with override("sv"):
        goal = goal_from_statement(
            by=by,
            statement_id=stage.statements[CARRIED_ON].pk,
            title_sv="Varje företag har en kontaktperson som håller i hela vägen",
            title_en="Every company has one contact person all the way",
        )
    stage.goals["person"] = change_goal(
        by=by,
        goal_id=goal.pk,
        title_sv=goal.title_sv,
        title_en=goal.title_en,
        level=GoalLevel.OUTPUT,
        above_id=stage.goals["contact"].pk,
        from_year=by.on.year,
    )

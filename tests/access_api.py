"""Who gets which answer of the API: one line for every verb and address."""

from tests.access_rule import (
    AGENCY,
    BOTH_ENDS,
    ENTRY,
    HELD,
    HOST,
    OPEN,
    OWN_DRAFT,
    OWN_ENTRY,
    SIGNED_IN,
    Rule,
)

API: dict[str, Rule] = {
    "GET /api/directory/organisations": OPEN,
    "POST /api/directory/organisations": Rule(deed="add organisation"),
    "GET /api/directory/organisations/{organisation_id}": Rule(ENTRY, open=True),
    "PUT /api/directory/organisations/{organisation_id}": Rule(ENTRY, "change organisation"),
    "POST /api/directory/organisations/{organisation_id}/name": Rule(ENTRY, "rename organisation"),
    "GET /api/directory/journal": Rule(deed="read journal"),
    "GET /api/directory/me": SIGNED_IN,
    "GET /api/dialogues/": SIGNED_IN,
    "POST /api/dialogues/": Rule(deed="hold dialogue"),
    "GET /api/dialogues/joint-decisions/": OPEN,
    "GET /api/dialogues/joint-decisions/{joint_decision_id}/": OPEN,
    "GET /api/dialogues/{dialogue_id}/": Rule("dialogue"),
    "GET /api/dialogues/{dialogue_id}/agreement/": Rule("dialogue"),
    "GET /api/dialogues/{dialogue_id}/change/": Rule("dialogue"),
    "POST /api/dialogues/{dialogue_id}/again/": HELD("hold dialogue again"),
    "PUT /api/dialogues/{dialogue_id}/": HELD("change dialogue"),
    "POST /api/dialogues/{dialogue_id}/statements/": Rule("dialogue", "add statement"),
    "POST /api/dialogues/{dialogue_id}/statements/several/": HELD("add statements"),
    "PUT /api/dialogues/{dialogue_id}/translations/": HELD("translate statement"),
    "GET /api/dialogues/{dialogue_id}/invited/": Rule("dialogue"),
    "POST /api/dialogues/{dialogue_id}/invited/": HELD("invite organisations"),
    "DELETE /api/dialogues/{dialogue_id}/invited/{organisation_id}/": HELD("take back invitation"),
    "PUT /api/dialogues/statements/{statement_id}/vote/": Rule("statement", "vote"),
    "GET /api/dialogues/{dialogue_id}/focus/": Rule("dialogue"),
    "POST /api/dialogues/{dialogue_id}/proposals/": Rule("dialogue", "propose"),
    "DELETE /api/dialogues/proposals/{proposal_id}/": Rule(
        "proposal", "withdraw proposal", ("agency", "navet")
    ),
    "PUT /api/dialogues/{dialogue_id}/focus/sheet/": Rule("dialogue", "spread points"),
    "GET /api/dialogues/statements/{statement_id}/fact-cards/": Rule("statement"),
    "POST /api/dialogues/statements/{statement_id}/fact-cards/": Rule("statement", "add fact card"),
    "DELETE /api/dialogues/fact-cards/{fact_card_id}/": Rule(
        "fact card", "take fact card away", AGENCY
    ),
    "POST /api/dialogues/{dialogue_id}/joint-decisions/": HELD("decide jointly"),
    "GET /api/dialogues/tours/": SIGNED_IN,
    "POST /api/dialogues/tours/": Rule(deed="plan tour"),
    "GET /api/dialogues/tours/{tour_id}/": Rule("tour"),
    "PUT /api/dialogues/tours/{tour_id}/": Rule("tour", "change tour", AGENCY),
    "POST /api/dialogues/tours/{tour_id}/regions/": Rule("tour", "add regions", AGENCY),
    "GET /api/dialogues/tours/{tour_id}/comparison/": Rule("tour"),
    "GET /api/dialogues/{dialogue_id}/notebook/": Rule("dialogue"),
    "POST /api/dialogues/{dialogue_id}/notes/": HELD("write note"),
    "PUT /api/dialogues/notes/{note_id}/": Rule("region note", "change note", AGENCY),
    "DELETE /api/dialogues/notes/{note_id}/": Rule("region note", "take note away", AGENCY),
    "PUT /api/dialogues/{dialogue_id}/people-present/": HELD("count people present"),
    **dict.fromkeys(
        (f"{verb} /api/dialogues/{{dialogue_id}}/notebook/link/" for verb in ("PUT", "DELETE")),
        HELD("share notebook"),
    ),
    "GET /api/dialogues/commitments/": OPEN,
    "GET /api/dialogues/commitments/{commitment_id}/": OPEN,
    "PUT /api/dialogues/commitments/{commitment_id}/": Rule(
        "commitment", "change commitment", AGENCY
    ),
    "PUT /api/dialogues/commitments/{commitment_id}/end/": Rule(
        "commitment", "end commitment", AGENCY
    ),
    "POST /api/dialogues/{dialogue_id}/commitments/": Rule("dialogue", "commit"),
    "GET /api/strategy/goals/": OPEN,
    "POST /api/strategy/goals/": Rule(deed="set goal"),
    "POST /api/strategy/goals/from-statement/{statement_id}/": Rule("statement", "set goal"),
    "GET /api/strategy/goals/{goal_id}/": OPEN,
    "PUT /api/strategy/goals/{goal_id}/": Rule("goal", "change goal", AGENCY),
    "GET /api/strategy/indicators/": OPEN,
    "POST /api/strategy/goals/{goal_id}/indicators/": Rule("goal", "set indicator", AGENCY),
    "GET /api/strategy/indicators/{indicator_id}/": OPEN,
    "PUT /api/strategy/indicators/{indicator_id}/": Rule("indicator", "change indicator", AGENCY),
    "POST /api/strategy/indicators/{indicator_id}/measurements/": Rule(
        "indicator", "note measurement", AGENCY
    ),
    "POST /api/strategy/measurements/{measurement_id}/correction/": Rule(
        "measurement", "correct measurement", AGENCY
    ),
    "GET /api/companies/": SIGNED_IN,
    "POST /api/companies/": Rule(deed="add organisation"),
    "GET /api/companies/improvements": SIGNED_IN,
    "GET /api/companies/improvements/{improvement_id}": Rule("improvement"),
    "PUT /api/companies/improvements/{improvement_id}": Rule("improvement", "note improvement"),
    "GET /api/companies/key-figures": SIGNED_IN,
    "GET /api/companies/key-figures/{key_figure_id}": Rule("key figure"),
    "PUT /api/companies/key-figures/{key_figure_id}": Rule("key figure", "note key figure"),
    "GET /api/companies/{organisation_id}": Rule(ENTRY),
    "POST /api/companies/{organisation_id}/improvements": Rule(
        ENTRY, "note improvement", at="close"
    ),
    "POST /api/companies/{organisation_id}/key-figures": Rule(ENTRY, "note key figure", at="close"),
    "POST /api/companies/{organisation_id}/coaches": Rule(only=frozenset({"bo"})),
    "POST /api/companies/{organisation_id}/permissions": Rule(
        ENTRY, "give permission", ("norrfors",)
    ),
    "DELETE /api/companies/ties/{tie_id}": Rule(only=frozenset({"bo", "cilla"})),
    "GET /api/programmes/activities": SIGNED_IN,
    "POST /api/programmes/activities": Rule(deed="plan activity"),
    "GET /api/programmes/activities/{activity_id}": Rule("activity"),
    "PUT /api/programmes/activities/{activity_id}": Rule("activity", "change activity", at="work"),
    "POST /api/programmes/activities/{activity_id}/participations": Rule(
        "activity", "note participation", at="work"
    ),
    "POST /api/programmes/activities/{activity_id}/improvements": Rule(
        "improvement", "note improvement"
    ),
    "DELETE /api/programmes/activities/{activity_id}/improvements/{improvement_id}": Rule(
        "improvement", "note improvement"
    ),
    "GET /api/programmes/participations": SIGNED_IN,
    "GET /api/programmes/participations/{participation_id}": Rule("participation"),
    "PUT /api/programmes/participations/{participation_id}": Rule(
        "participation", "note participation"
    ),
    "GET /api/programmes/": OPEN,
    "POST /api/programmes/": Rule(deed="start programme"),
    "GET /api/programmes/{programme_id}": OPEN,
    "PUT /api/programmes/{programme_id}": Rule("programme", "change programme", HOST),
    "POST /api/programmes/{programme_id}/parties": Rule("programme", "name party", HOST),
    "PUT /api/programmes/parties/{party_id}/end": Rule("party", "name party", HOST),
    "GET /api/funding/calls": OPEN,
    "POST /api/funding/calls": Rule(deed="open call"),
    "GET /api/funding/calls/{call_id}": OPEN,
    "PUT /api/funding/calls/{call_id}": Rule("call", "change call", AGENCY),
    "POST /api/funding/calls/{call_id}/criteria": Rule("call", "set criterion", AGENCY),
    **{
        f"{verb} /api/funding/calls/criteria/{{criterion_id}}": Rule("criterion", deed, AGENCY)
        for verb, deed in (("PUT", "change criterion"), ("DELETE", "take criterion away"))
    },
    "GET /api/funding/applications": SIGNED_IN,
    "POST /api/funding/applications": Rule(deed="write application"),
    "GET /api/funding/applications/{application_id}": Rule("application"),
    "PUT /api/funding/applications/{application_id}": Rule(
        "draft", "write application", ("region",), key=("application_id", "draft_id")
    ),
    "POST /api/funding/applications/{application_id}/submission": Rule(
        "draft", "submit application", ("region",), key=("application_id", "draft_id")
    ),
    "POST /api/funding/applications/{application_id}/decision": Rule(
        "application", "decide application", AGENCY, key=("application_id", "submitted_id")
    ),
    "GET /api/funding/grants": OPEN,
    "GET /api/funding/grants/{grant_id}": OPEN,
    "PUT /api/funding/grants/{grant_id}": Rule("grant", "change grant", AGENCY),
    "PUT /api/funding/grants/{grant_id}/programme": Rule("grant", "pay for programme", BOTH_ENDS),
    "POST /api/funding/grants/{grant_id}/hours": Rule("grant", "assign hours", BOTH_ENDS),
    "DELETE /api/funding/grants/{grant_id}/hours": Rule("grant", "assign hours", BOTH_ENDS),
    "POST /api/funding/grants/{grant_id}/reports": Rule("grant", "ask for report", AGENCY),
    "GET /api/funding/reports": SIGNED_IN,
    "GET /api/funding/reports/{report_id}": Rule("grant report"),
    "PUT /api/funding/reports/{report_id}/day": Rule("grant report", "move report", AGENCY),
    "PUT /api/funding/reports/{report_id}/sent": Rule("grant report", "send report", ("region",)),
    "PUT /api/funding/reports/{report_id}/answer": Rule("grant report", "answer report", AGENCY),
    "GET /api/funding/grants/{grant_id}/agenda": Rule("check-in"),
    "POST /api/funding/grants/{grant_id}/check-ins": Rule("grant", "hold check-in", BOTH_ENDS),
    "GET /api/funding/check-ins/{check_in_id}": Rule("check-in"),
    "GET /api/funding/questions": SIGNED_IN,
    "GET /api/funding/questions/{question_id}": Rule("question"),
    "POST /api/funding/grants/{grant_id}/questions": Rule("grant", "ask question", BOTH_ENDS),
    "POST /api/funding/questions/{question_id}/answers": Rule(
        "question", "answer question", AGENCY
    ),
    "POST /api/funding/questions/{question_id}/decisions": Rule(
        "question", "decide question", BOTH_ENDS
    ),
    "POST /api/funding/questions/{question_id}/notes": Rule(
        "question", "note on question", BOTH_ENDS
    ),
    "GET /api/results/pictures/map/": OPEN,
    "GET /api/results/pictures/thread/": OPEN,
    "GET /api/results/thread/": OPEN,
    "GET /api/results/thread/{kind}/{key}/": Rule("improvement", open=True),
    "GET /api/results/counts/": OPEN,
    "GET /api/results/thread/report": SIGNED_IN,
    "GET /api/results/goals/{goal_id}/report": SIGNED_IN,
    "GET /api/results/programmes/{programme_id}/report": SIGNED_IN,
    "GET /api/results/dialogues/{dialogue_id}/report": Rule("dialogue"),
    "GET /api/results/log/": OPEN,
    "POST /api/results/log/": Rule(deed="write log"),
    "POST /api/results/log/drafts/": Rule(deed="write log"),
    "GET /api/results/log/{entry_id}/": OPEN,
    "PUT /api/results/log/{entry_id}/": OWN_DRAFT("write log"),
    "DELETE /api/results/log/{entry_id}/": OWN_DRAFT("discard log"),
    "PUT /api/results/log/{entry_id}/publication/": OWN_DRAFT("publish log"),
    "DELETE /api/results/log/{entry_id}/publication/": OWN_ENTRY("withdraw log"),
    "PUT /api/results/log/{entry_id}/proposals/{proposal}/": OWN_DRAFT("confirm knot"),
    "DELETE /api/results/log/{entry_id}/knots/{knot_id}/": OWN_ENTRY("take back knot"),
    "GET /api/results/loose-ends/": SIGNED_IN,
}

"""Who gets which address: one line for every page and every answer.

How a line reads is said in `tests/access_rule.py`. Kinds of record are those of
`directory/rules/access.py`, deeds those of `directory/rules/roles.py`.
"""

from tests.access_rule import (
    AGENCY,
    BOTH_ENDS,
    ENTRY,
    HOST,
    MAY_BRING_IN,
    OPEN,
    OWN_DRAFT,
    OWN_ENTRY,
    POSTS,
    SEE_ALL_WORK,
    SIGNED_IN,
    THREAD,
    Rule,
)

PAGES: dict[str, Rule] = {
    **dict.fromkeys(("front", "accessibility", "sources", "design"), OPEN),
    "set_language": Rule(open=True, posts=True),
    # directory
    "directory:organisation_list": OPEN,
    "directory:organisation_add": Rule(deed="add organisation"),
    "directory:organisation_choices": SIGNED_IN,
    "directory:organisation_detail": Rule(ENTRY, open=True),
    "directory:organisation_change": Rule(ENTRY, "change organisation"),
    "directory:organisation_rename": Rule(ENTRY, "rename organisation"),
    "directory:duplicate_list": SIGNED_IN,
    "directory:duplicate_answer": Rule("duplicate"),
    "directory:grouping_list": OPEN,
    "directory:grouping_add": Rule(deed="make grouping"),
    "directory:grouping_detail": OPEN,
    "directory:grouping_change": Rule("grouping", "change grouping", HOST),
    "directory:person_list": SIGNED_IN,
    "directory:person_roles": Rule("person", "change roles", HOST),
    "directory:membership_end": Rule("person", "change roles", HOST),
    "directory:invitation_add": Rule(deed="invite person"),
    "directory:invitation_withdraw": Rule("invitation", "invite person", HOST, posts=True),
    "directory:invitation_accept": OPEN,
    "directory:journal_list": Rule(deed="read journal"),
    "directory:account": SIGNED_IN,
    "directory:act_for": POSTS,
    "directory:sign_in": Rule(open=True, only=frozenset(), unseen=302),
    "directory:sign_in_link": OPEN,
    "directory:sign_in_by_link": Rule(open=True, unseen=422, only=frozenset()),
    "directory:sign_out": POSTS,
    "directory:sign_out_all": POSTS,
    "directory:demo_people": Rule(open=True, only=frozenset()),
    "directory:demo_sign_in": Rule(open=True, only=frozenset()),
    "directory:import_list": SIGNED_IN,
    "directory:import_add": Rule(only=MAY_BRING_IN),
    "directory:import_detail": Rule("import"),
    "directory:import_progress": Rule("import"),
    "directory:import_columns": Rule("import", "import participants"),
    **{
        f"directory:import_{deed}": Rule("import", "import participants", posts=True)
        for deed in ("check", "take", "cancel", "forget")
    },
    "directory:place_confirm": Rule(deed="confirm place"),
    # dialogue
    "dialogue:dialogue_list": SIGNED_IN,
    "dialogue:dialogue_add": Rule(deed="hold dialogue"),
    "dialogue:dialogue_detail": Rule("dialogue"),
    "dialogue:dialogue_agreement": Rule("dialogue"),
    "dialogue:dialogue_report_pdf": Rule("dialogue"),
    "dialogue:dialogue_report_xlsx": Rule("dialogue"),
    "dialogue:votes_csv": Rule("dialogue"),
    "dialogue:comments_csv": Rule("dialogue"),
    "dialogue:people_votes_csv": Rule("dialogue", key=("dialogue_id", "phone_dialogue_id")),
    "dialogue:dialogue_change": Rule("dialogue", "change dialogue", AGENCY),
    "dialogue:dialogue_again": Rule("dialogue", "hold dialogue again", AGENCY),
    "dialogue:statement_add": Rule("dialogue"),
    "dialogue:statements_add": Rule("dialogue", "add statements", AGENCY),
    "dialogue:translations": Rule("dialogue", "translate statement", AGENCY),
    "dialogue:invited_list": Rule("dialogue"),
    "dialogue:invited_add": Rule("dialogue", "invite organisations", AGENCY),
    "dialogue:invitation_take_back": Rule("dialogue", "take back invitation", AGENCY, posts=True),
    "dialogue:vote": Rule("statement", "vote", posts=True),
    "dialogue:room": Rule("dialogue"),
    "dialogue:phones_open": Rule("dialogue", "open to phones", AGENCY, posts=True),
    "dialogue:results_show": Rule("dialogue", "show results", AGENCY, posts=True),
    "dialogue:statement_state": Rule("dialogue", "let statement in", AGENCY, posts=True),
    "dialogue:notebook": Rule("dialogue"),
    "dialogue:note_write": Rule("dialogue", "write note", AGENCY, posts=True),
    "dialogue:people_present": Rule("dialogue", "count people present", AGENCY, posts=True),
    "dialogue:notebook_share": Rule("dialogue", "share notebook", AGENCY, posts=True),
    "dialogue:note_change": Rule("region note", "change note", AGENCY),
    "dialogue:note_take_away": Rule("region note", "take note away", AGENCY, posts=True),
    # whoever has the link of a notebook, whoever has the code
    "notebook_link": OPEN,
    **dict.fromkeys(("who_says_so", "notes_confirm"), Rule(open=True, posts=True)),
    **dict.fromkeys(
        ("note_confirm", "note_correct"),
        Rule(open=True, posts=True, key=("note_id", "linked_note_id")),
    ),
    **dict.fromkeys(("code", "phone", "phone_results", "phone_worker"), OPEN),
    **dict.fromkeys(("phone_votes", "phone_say", "phone_about"), Rule(open=True, posts=True)),
    "dialogue:tour_list": SIGNED_IN,
    "dialogue:tour_add": Rule(deed="plan tour"),
    "dialogue:tour_detail": Rule("tour"),
    "dialogue:tour_change": Rule("tour", "change tour", AGENCY),
    "dialogue:tour_regions": Rule("tour", "add regions", AGENCY),
    "dialogue:joint_decision_add": Rule("dialogue", "decide jointly", AGENCY),
    "dialogue:joint_decision_list": OPEN,
    "dialogue:joint_decision_detail": OPEN,
    "dialogue:commitment_list": OPEN,
    "dialogue:commitment_add": Rule("dialogue", "commit"),
    "dialogue:commitment_detail": OPEN,
    "dialogue:commitment_change": Rule("commitment", "change commitment", AGENCY),
    "dialogue:commitment_end": Rule("commitment", "end commitment", AGENCY),
    # strategy
    "strategy:goal_list": OPEN,
    "strategy:goal_add": Rule(deed="set goal"),
    "strategy:goal_detail": OPEN,
    "strategy:statement_goal": Rule("statement", "set goal"),
    "strategy:goal_change": Rule("goal", "change goal", AGENCY),
    "strategy:indicator_list": OPEN,
    "strategy:indicator_detail": OPEN,
    "strategy:indicator_add": Rule("goal", "set indicator", AGENCY),
    "strategy:indicator_change": Rule("indicator", "change indicator", AGENCY),
    "strategy:measurement_add": Rule("indicator", "note measurement", AGENCY),
    "strategy:measurement_correct": Rule("measurement", "correct measurement", AGENCY),
    # company
    "company:company_list": SIGNED_IN,
    "company:company_add": Rule(deed="add organisation"),
    "company:company_detail": Rule(ENTRY),
    "company:coach_add": Rule(ENTRY, "name coach"),
    "company:permission_add": Rule(ENTRY, "give permission", ("norrfors",)),
    "company:permission_end": Rule(posts=True, only=frozenset({"bo", "cilla"})),
    "company:improvement_list": SIGNED_IN,
    "company:improvement_add": Rule(ENTRY, "note improvement", at="close"),
    "company:improvement_detail": Rule("improvement"),
    "company:improvement_change": Rule("improvement", "note improvement"),
    "company:key_figure_list": SIGNED_IN,
    "company:key_figure_add": Rule(ENTRY, "note key figure", at="close"),
    "company:key_figure_change": Rule("key figure", "note key figure"),
    # programme
    "programme:programme_list": OPEN,
    "programme:programme_add": Rule(deed="start programme"),
    "programme:programme_detail": OPEN,
    "programme:programme_change": Rule("programme", "change programme", HOST),
    "programme:party_add": Rule("programme", "name party", HOST),
    "programme:party_end": Rule("party", "name party", HOST),
    "programme:activity_list": SIGNED_IN,
    "programme:activity_add": Rule(deed="plan activity"),
    "programme:activity_detail": Rule("activity"),
    "programme:activity_change": Rule("activity", "change activity", at="work"),
    "programme:participation_add": Rule("activity", "note participation", at="work"),
    "programme:participation_list": SIGNED_IN,
    "programme:participation_change": Rule("participation", "note participation"),
    "programme:improvement_tie": Rule("improvement", "note improvement"),
    # funding
    "funding:grant_list": OPEN,
    "funding:grant_detail": OPEN,
    "funding:grant_change": Rule("grant", "change grant", AGENCY),
    "funding:grant_programme": Rule("grant", "pay for programme", BOTH_ENDS),
    "funding:grant_hours": Rule("grant", "assign hours", BOTH_ENDS),
    "funding:call_list": OPEN,
    "funding:call_add": Rule(deed="open call"),
    "funding:call_detail": OPEN,
    "funding:call_change": Rule("call", "change call", AGENCY),
    "funding:criterion_add": Rule("call", "set criterion", AGENCY),
    "funding:criterion_change": Rule("criterion", "change criterion", AGENCY),
    "funding:criterion_take_away": Rule("criterion", "take criterion away", AGENCY, posts=True),
    "funding:statement_criterion": Rule("statement", "set criterion"),
    "funding:application_list": SIGNED_IN,
    "funding:application_add": Rule(deed="write application"),
    "funding:application_detail": Rule("application"),
    "funding:application_change": Rule(
        "draft", "write application", ("region",), key=("application_id", "draft_id")
    ),
    "funding:application_submit": Rule(
        "draft", "submit application", ("region",), posts=True, key=("application_id", "draft_id")
    ),
    "funding:application_decide": Rule(
        "application", "decide application", AGENCY, key=("application_id", "submitted_id")
    ),
    "funding:report_list": SIGNED_IN,
    "funding:report_ask": Rule("grant", "ask for report", AGENCY),
    "funding:report_detail": Rule("grant report"),
    "funding:report_move": Rule("grant report", "move report", AGENCY),
    "funding:report_send": Rule("grant report", "send report", ("region",)),
    "funding:report_answer": Rule("grant report", "answer report", AGENCY),
    "funding:agenda": Rule("check-in"),
    "funding:check_in_add": Rule("grant", "hold check-in", BOTH_ENDS),
    "funding:check_in_detail": Rule("check-in"),
    "funding:question_list": SIGNED_IN,
    "funding:question_ask": Rule("grant", "ask question", BOTH_ENDS),
    "funding:question_detail": Rule("question"),
    "funding:question_answer": Rule("question", "answer question", AGENCY),
    "funding:question_decide": Rule("question", "decide question", BOTH_ENDS),
    "funding:question_note": Rule("question", "note on question", BOTH_ENDS),
    # results
    "results:thread_top": OPEN,
    **{f"results:thread_of {kind}": rule for kind, rule in THREAD.items()},
    "results:loose_end_list": SIGNED_IN,
    **dict.fromkeys(("results:log_list", "results:log_feed", "results:log_detail"), OPEN),
    **dict.fromkeys(("results:log_add", "results:log_draft"), Rule(deed="write log")),
    "results:log_change": OWN_DRAFT("write log"),
    "results:log_publish": OWN_DRAFT("publish log"),
    "results:log_withdraw": OWN_ENTRY("withdraw log", posts=True),
    "results:log_discard": OWN_DRAFT("discard log", posts=True),
    "results:knot_confirm": OWN_DRAFT("confirm knot", posts=True),
    "results:knot_refuse": OWN_DRAFT("refuse knot", posts=True),
    "results:knot_take_back": OWN_ENTRY("take back knot", posts=True),
    "results:map": OPEN,
    "results:count_table": OPEN,
    "results:count_rows": Rule(only=SEE_ALL_WORK, unseen=403),
    **{
        f"results:{about}_report_{form}": SIGNED_IN
        for about in ("whole", "goal", "programme")
        for form in ("pdf", "xlsx")
    },
}

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
    "POST /api/dialogues/{dialogue_id}/again/": Rule("dialogue", "hold dialogue again", AGENCY),
    "PUT /api/dialogues/{dialogue_id}/": Rule("dialogue", "change dialogue", AGENCY),
    "POST /api/dialogues/{dialogue_id}/statements/": Rule("dialogue", "add statement"),
    "POST /api/dialogues/{dialogue_id}/statements/several/": Rule(
        "dialogue", "add statements", AGENCY
    ),
    "PUT /api/dialogues/{dialogue_id}/translations/": Rule(
        "dialogue", "translate statement", AGENCY
    ),
    "GET /api/dialogues/{dialogue_id}/invited/": Rule("dialogue"),
    "POST /api/dialogues/{dialogue_id}/invited/": Rule("dialogue", "invite organisations", AGENCY),
    "DELETE /api/dialogues/{dialogue_id}/invited/{organisation_id}/": Rule(
        "dialogue", "take back invitation", AGENCY
    ),
    "PUT /api/dialogues/statements/{statement_id}/vote/": Rule("statement", "vote"),
    "POST /api/dialogues/{dialogue_id}/joint-decisions/": Rule(
        "dialogue", "decide jointly", AGENCY
    ),
    "GET /api/dialogues/tours/": SIGNED_IN,
    "POST /api/dialogues/tours/": Rule(deed="plan tour"),
    "GET /api/dialogues/tours/{tour_id}/": Rule("tour"),
    "PUT /api/dialogues/tours/{tour_id}/": Rule("tour", "change tour", AGENCY),
    "POST /api/dialogues/tours/{tour_id}/regions/": Rule("tour", "add regions", AGENCY),
    "GET /api/dialogues/tours/{tour_id}/comparison/": Rule("tour"),
    "GET /api/dialogues/{dialogue_id}/notebook/": Rule("dialogue"),
    "POST /api/dialogues/{dialogue_id}/notes/": Rule("dialogue", "write note", AGENCY),
    "PUT /api/dialogues/notes/{note_id}/": Rule("region note", "change note", AGENCY),
    "DELETE /api/dialogues/notes/{note_id}/": Rule("region note", "take note away", AGENCY),
    "PUT /api/dialogues/{dialogue_id}/people-present/": Rule(
        "dialogue", "count people present", AGENCY
    ),
    **dict.fromkeys(
        (f"{verb} /api/dialogues/{{dialogue_id}}/notebook/link/" for verb in ("PUT", "DELETE")),
        Rule("dialogue", "share notebook", AGENCY),
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
    "PUT /api/funding/calls/criteria/{criterion_id}": Rule("criterion", "change criterion", AGENCY),
    "DELETE /api/funding/calls/criteria/{criterion_id}": Rule(
        "criterion", "take criterion away", AGENCY
    ),
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

"""Addresses of the dialogue pages."""

from django.urls import URLPattern, path

from samsyn.dialogue.pages import (
    analyses,
    commitments,
    dialogues,
    focus,
    joint_decisions,
    notebook,
    preparing,
    reports,
    room,
    rounds,
    tour_detail,
    tours,
)

app_name = "dialogue"
urlpatterns: list[URLPattern] = [
    path("", dialogues.dialogue_list, name="dialogue_list"),
    path("add/", dialogues.dialogue_add, name="dialogue_add"),
    path("<int:dialogue_id>/", dialogues.dialogue_detail, name="dialogue_detail"),
    path("<int:dialogue_id>/change/", dialogues.dialogue_change, name="dialogue_change"),
    path("<int:dialogue_id>/again/", rounds.dialogue_again, name="dialogue_again"),
    path("<int:dialogue_id>/agreement/", analyses.dialogue_agreement, name="dialogue_agreement"),
    path("<int:dialogue_id>/votes.csv", analyses.votes_csv, name="votes_csv"),
    path("<int:dialogue_id>/people-votes.csv", analyses.people_votes_csv, name="people_votes_csv"),
    path("<int:dialogue_id>/comments.csv", analyses.comments_csv, name="comments_csv"),
    *(
        path(
            f"<int:dialogue_id>/report.{form}",
            reports.dialogue_report,
            {"form": form},
            name=f"dialogue_report_{form}",
        )
        for form in reports.FORMS
    ),
    path("<int:dialogue_id>/statements/add/", dialogues.statement_add, name="statement_add"),
    path("<int:dialogue_id>/statements/several/", preparing.statements_add, name="statements_add"),
    path("<int:dialogue_id>/translations/", preparing.translations, name="translations"),
    path("<int:dialogue_id>/invited/", preparing.invited_list, name="invited_list"),
    path("<int:dialogue_id>/invited/add/", preparing.invited_add, name="invited_add"),
    path(
        "<int:dialogue_id>/invited/<int:organisation_id>/take-back/",
        preparing.invitation_take_back,
        name="invitation_take_back",
    ),
    path("statements/<int:statement_id>/vote/", dialogues.vote, name="vote"),
    path("statements/<int:statement_id>/state/", room.statement_state, name="statement_state"),
    path("<int:dialogue_id>/focus/", focus.focus, name="focus"),
    path("<int:dialogue_id>/focus/sheet/", focus.sheet_spread, name="sheet_spread"),
    path("<int:dialogue_id>/proposals/add/", focus.proposal_add, name="proposal_add"),
    path(
        "proposals/<int:proposal_id>/withdraw/", focus.proposal_withdraw, name="proposal_withdraw"
    ),
    path(
        "statements/<int:statement_id>/fact-cards/add/", focus.fact_card_add, name="fact_card_add"
    ),
    path(
        "fact-cards/<int:fact_card_id>/take-away/",
        focus.fact_card_take_away,
        name="fact_card_take_away",
    ),
    path("<int:dialogue_id>/room/", room.room, name="room"),
    path("<int:dialogue_id>/room/phones/", room.phones_open, name="phones_open"),
    path("<int:dialogue_id>/room/results/", room.results_show, name="results_show"),
    path("<int:dialogue_id>/notebook/", notebook.notebook, name="notebook"),
    path("<int:dialogue_id>/notebook/notes/", notebook.note_write, name="note_write"),
    path("<int:dialogue_id>/notebook/people/", notebook.people_present, name="people_present"),
    path("<int:dialogue_id>/notebook/link/", notebook.notebook_share, name="notebook_share"),
    path("notes/<int:note_id>/change/", notebook.note_change, name="note_change"),
    path("notes/<int:note_id>/take-away/", notebook.note_take_away, name="note_take_away"),
    path(
        "<int:dialogue_id>/joint-decisions/add/",
        joint_decisions.joint_decision_add,
        name="joint_decision_add",
    ),
    path("tours/", tours.tour_list, name="tour_list"),
    path("tours/add/", tours.tour_add, name="tour_add"),
    path("tours/<int:tour_id>/", tour_detail.tour_detail, name="tour_detail"),
    path("tours/<int:tour_id>/change/", tours.tour_change, name="tour_change"),
    path("tours/<int:tour_id>/regions/", tours.tour_regions, name="tour_regions"),
    path("joint-decisions/", joint_decisions.joint_decision_list, name="joint_decision_list"),
    path(
        "joint-decisions/<int:joint_decision_id>/",
        joint_decisions.joint_decision_detail,
        name="joint_decision_detail",
    ),
    path("<int:dialogue_id>/commitments/add/", commitments.commitment_add, name="commitment_add"),
    path("commitments/", commitments.commitment_list, name="commitment_list"),
    path(
        "commitments/<int:commitment_id>/", commitments.commitment_detail, name="commitment_detail"
    ),
    path(
        "commitments/<int:commitment_id>/change/",
        commitments.commitment_change,
        name="commitment_change",
    ),
    path("commitments/<int:commitment_id>/end/", commitments.commitment_end, name="commitment_end"),
]

"""Addresses of the funding pages."""

from django.urls import path

from samsyn.funding.pages import (
    applications,
    calls,
    check_ins,
    criteria,
    grants,
    questions,
    reports,
)

app_name = "funding"
urlpatterns = [
    path("", grants.grant_list, name="grant_list"),
    path("grants/<int:grant_id>/", grants.grant_detail, name="grant_detail"),
    path("grants/<int:grant_id>/change/", grants.grant_change, name="grant_change"),
    path("grants/<int:grant_id>/programme/", grants.grant_programme, name="grant_programme"),
    path("grants/<int:grant_id>/hours/", grants.grant_hours, name="grant_hours"),
    path("grants/<int:grant_id>/reports/add/", reports.report_ask, name="report_ask"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/<int:report_id>/", reports.report_detail, name="report_detail"),
    path("reports/<int:report_id>/move/", reports.report_move, name="report_move"),
    path("reports/<int:report_id>/send/", reports.report_send, name="report_send"),
    path("reports/<int:report_id>/answer/", reports.report_answer, name="report_answer"),
    path("grants/<int:grant_id>/questions/add/", questions.question_ask, name="question_ask"),
    path("grants/<int:grant_id>/check-ins/", check_ins.agenda, name="agenda"),
    path("grants/<int:grant_id>/check-ins/add/", check_ins.check_in_add, name="check_in_add"),
    path("check-ins/<int:check_in_id>/", check_ins.check_in_detail, name="check_in_detail"),
    path("questions/", questions.question_list, name="question_list"),
    path("questions/<int:question_id>/", questions.question_detail, name="question_detail"),
    path("questions/<int:question_id>/answer/", questions.question_answer, name="question_answer"),
    path("questions/<int:question_id>/decide/", questions.question_decide, name="question_decide"),
    path("questions/<int:question_id>/note/", questions.question_note, name="question_note"),
    path("calls/", calls.call_list, name="call_list"),
    path("calls/add/", calls.call_add, name="call_add"),
    path("calls/<int:call_id>/", calls.call_detail, name="call_detail"),
    path("calls/<int:call_id>/change/", calls.call_change, name="call_change"),
    path("calls/<int:call_id>/criteria/add/", criteria.criterion_add, name="criterion_add"),
    path("criteria/<int:criterion_id>/change/", criteria.criterion_change, name="criterion_change"),
    path(
        "criteria/<int:criterion_id>/take-away/",
        criteria.criterion_take_away,
        name="criterion_take_away",
    ),
    path(
        "criteria/from-statement/<int:statement_id>/",
        criteria.statement_criterion,
        name="statement_criterion",
    ),
    path("applications/", applications.application_list, name="application_list"),
    path("applications/add/", applications.application_add, name="application_add"),
    path(
        "applications/<int:application_id>/",
        applications.application_detail,
        name="application_detail",
    ),
    path(
        "applications/<int:application_id>/change/",
        applications.application_change,
        name="application_change",
    ),
    path(
        "applications/<int:application_id>/submit/",
        applications.application_submit,
        name="application_submit",
    ),
    path(
        "applications/<int:application_id>/decide/",
        applications.application_decide,
        name="application_decide",
    ),
]

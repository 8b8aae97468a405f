"""Addresses of the results pages."""

from django.urls import path

from samsyn.results.pages import (
    counts,
    log,
    log_answers,
    log_feed,
    loose_ends,
    maps,
    reports,
    thread,
)
from samsyn.results.reports import Form

app_name = "results"
urlpatterns = [
    path("", thread.thread_top_page, name="thread_top"),
    path("thread/<slug:kind>/<int:key>/", thread.thread_page, name="thread_of"),
    path("loose-ends/", loose_ends.loose_end_list, name="loose_end_list"),
    path("log/", log.log_list, name="log_list"),
    path("log/add/", log.log_add, name="log_add"),
    path("log/draft/", log.log_draft, name="log_draft"),
    path("log/feed/", log_feed.log_feed, name="log_feed"),
    path("log/<int:entry_id>/", log.log_detail, name="log_detail"),
    path("log/<int:entry_id>/change/", log.log_change, name="log_change"),
    path("log/<int:entry_id>/publish/", log_answers.log_publish, name="log_publish"),
    path("log/<int:entry_id>/withdraw/", log_answers.log_withdraw, name="log_withdraw"),
    path("log/<int:entry_id>/discard/", log_answers.log_discard, name="log_discard"),
    path(
        "log/<int:entry_id>/knots/<slug:proposal>/confirm/",
        log_answers.knot_confirm,
        name="knot_confirm",
    ),
    path(
        "log/<int:entry_id>/knots/<slug:proposal>/refuse/",
        log_answers.knot_refuse,
        name="knot_refuse",
    ),
    path(
        "log/<int:entry_id>/knots/<int:knot_id>/take-back/",
        log_answers.knot_take_back,
        name="knot_take_back",
    ),
    path("map/", maps.map_page, name="map"),
    path("counts/", counts.count_table, name="count_table"),
    path("counts/rows/", counts.count_rows, name="count_rows"),
    *(
        path(f"thread/{route}report.{form}", page, {"form": form}, name=f"{name}_{form}")
        for form in Form
        for route, page, name in (
            ("", reports.whole_report, "whole_report"),
            ("goal/<int:goal_id>/", reports.goal_report, "goal_report"),
            ("programme/<int:programme_id>/", reports.programme_report, "programme_report"),
        )
    ),
]

"""Addresses of the programme pages."""

from django.urls import URLPattern, path

from samsyn.programme.pages import activities, participations, programmes

app_name = "programme"
urlpatterns: list[URLPattern] = [
    path("", programmes.programme_list, name="programme_list"),
    path("new/", programmes.programme_add, name="programme_add"),
    path("<int:programme_id>/", programmes.programme_detail, name="programme_detail"),
    path("<int:programme_id>/change/", programmes.programme_change, name="programme_change"),
    path("<int:programme_id>/parties/new/", programmes.party_add, name="party_add"),
    path("parties/<int:party_id>/end/", programmes.party_end, name="party_end"),
    path("activities/", activities.activity_list, name="activity_list"),
    path("activities/new/", activities.activity_add, name="activity_add"),
    path("activities/<int:activity_id>/", activities.activity_detail, name="activity_detail"),
    path(
        "activities/<int:activity_id>/change/", activities.activity_change, name="activity_change"
    ),
    path(
        "activities/<int:activity_id>/participation/new/",
        participations.participation_add,
        name="participation_add",
    ),
    path("participation/", participations.participation_list, name="participation_list"),
    path(
        "participation/<int:participation_id>/change/",
        participations.participation_change,
        name="participation_change",
    ),
    path(
        "improvements/<int:improvement_id>/tie/",
        activities.improvement_tie,
        name="improvement_tie",
    ),
]

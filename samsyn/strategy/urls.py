"""Addresses of the strategy pages."""

from django.urls import URLPattern, path

from samsyn.strategy.pages import goals, indicators, statements

app_name = "strategy"
urlpatterns: list[URLPattern] = [
    path("", goals.goal_list, name="goal_list"),
    path("goals/add/", goals.goal_add, name="goal_add"),
    path("goals/<int:goal_id>/", goals.goal_detail, name="goal_detail"),
    path("goals/<int:goal_id>/change/", goals.goal_change, name="goal_change"),
    path("goals/<int:goal_id>/indicators/add/", indicators.indicator_add, name="indicator_add"),
    path(
        "goals/from-statement/<int:statement_id>/", statements.statement_goal, name="statement_goal"
    ),
    path("indicators/", indicators.indicator_list, name="indicator_list"),
    path("indicators/<int:indicator_id>/", indicators.indicator_detail, name="indicator_detail"),
    path(
        "indicators/<int:indicator_id>/change/",
        indicators.indicator_change,
        name="indicator_change",
    ),
    path(
        "indicators/<int:indicator_id>/measurements/add/",
        indicators.measurement_add,
        name="measurement_add",
    ),
    path(
        "measurements/<int:measurement_id>/correct/",
        indicators.measurement_correct,
        name="measurement_correct",
    ),
]

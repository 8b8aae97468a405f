"""Addresses of the strategy pages."""

from django.urls import URLPattern, path

from samsyn.strategy.pages import goals

app_name = "strategy"
urlpatterns: list[URLPattern] = [
    path("", goals.goal_list, name="goal_list"),
    path("goals/add/", goals.goal_add, name="goal_add"),
    path("goals/<int:goal_id>/", goals.goal_detail, name="goal_detail"),
    path("goals/<int:goal_id>/change/", goals.goal_change, name="goal_change"),
]

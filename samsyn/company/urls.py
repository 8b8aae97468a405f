"""Addresses of the company pages."""

from django.urls import URLPattern, path

from samsyn.company.pages import closeness, companies, improvements, key_figures

app_name = "company"
urlpatterns: list[URLPattern] = [
    path("", companies.company_list, name="company_list"),
    path("new/", companies.company_add, name="company_add"),
    path("<int:organisation_id>/", companies.company_detail, name="company_detail"),
    path("<int:organisation_id>/coach/", closeness.coach_add, name="coach_add"),
    path("<int:organisation_id>/permission/", closeness.permission_add, name="permission_add"),
    path("permissions/<int:tie_id>/end/", closeness.permission_end, name="permission_end"),
    path("improvements/", improvements.improvement_list, name="improvement_list"),
    path(
        "<int:organisation_id>/improvements/new/",
        improvements.improvement_add,
        name="improvement_add",
    ),
    path(
        "improvements/<int:improvement_id>/",
        improvements.improvement_detail,
        name="improvement_detail",
    ),
    path(
        "improvements/<int:improvement_id>/change/",
        improvements.improvement_change,
        name="improvement_change",
    ),
    path("key-figures/", key_figures.key_figure_list, name="key_figure_list"),
    path(
        "<int:organisation_id>/key-figures/new/",
        key_figures.key_figure_add,
        name="key_figure_add",
    ),
    path(
        "key-figures/<int:key_figure_id>/change/",
        key_figures.key_figure_change,
        name="key_figure_change",
    ),
]

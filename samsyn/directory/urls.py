"""Addresses of the directory pages."""

from django.urls import URLPattern, path

from samsyn.directory.pages import (
    account,
    duplicates,
    groupings,
    imports,
    invitations,
    journal,
    organisations,
    people,
    sign_in,
)

app_name = "directory"
urlpatterns: list[URLPattern] = [
    path("", organisations.organisation_list, name="organisation_list"),
    path("add/", organisations.organisation_add, name="organisation_add"),
    path("choices/", organisations.organisation_choices, name="organisation_choices"),
    path("<int:organisation_id>/", organisations.organisation_detail, name="organisation_detail"),
    path(
        "<int:organisation_id>/change/",
        organisations.organisation_change,
        name="organisation_change",
    ),
    path(
        "<int:organisation_id>/rename/",
        organisations.organisation_rename,
        name="organisation_rename",
    ),
    path("duplicates/", duplicates.duplicate_list, name="duplicate_list"),
    path("duplicates/<int:pair_id>/", duplicates.duplicate_answer, name="duplicate_answer"),
    path("groupings/", groupings.grouping_list, name="grouping_list"),
    path("groupings/add/", groupings.grouping_add, name="grouping_add"),
    path("groupings/<int:grouping_id>/", groupings.grouping_detail, name="grouping_detail"),
    path("groupings/<int:grouping_id>/change/", groupings.grouping_change, name="grouping_change"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/add/", imports.import_add, name="import_add"),
    path("imports/<int:import_id>/", imports.import_detail, name="import_detail"),
    path("imports/<int:import_id>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<int:import_id>/check/", imports.import_check, name="import_check"),
    path("imports/<int:import_id>/take/", imports.import_take, name="import_take"),
    path("imports/<int:import_id>/cancel/", imports.import_cancel, name="import_cancel"),
    path("imports/<int:import_id>/forget/", imports.import_forget, name="import_forget"),
    path("imports/<int:import_id>/progress/", imports.import_progress, name="import_progress"),
    path("places/confirm/", imports.place_confirm, name="place_confirm"),
    path("people/", people.person_list, name="person_list"),
    path("people/<int:person_id>/roles/", people.person_roles, name="person_roles"),
    path("roles/<int:membership_id>/end/", people.membership_end, name="membership_end"),
    path("invitations/add/", invitations.invitation_add, name="invitation_add"),
    path(
        "invitations/<int:invitation_id>/withdraw/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("journal/", journal.journal_list, name="journal_list"),
    path("account/", account.account, name="account"),
    path("account/sign-out-everywhere/", account.sign_out_all, name="sign_out_all"),
    path("act-for/", account.act_for, name="act_for"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/link/", sign_in.sign_in_link, name="sign_in_link"),
    path("sign-in/link/<str:token>/", sign_in.sign_in_by_link, name="sign_in_by_link"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("demo/", sign_in.demo_people, name="demo_people"),
    path("demo/<str:name>/", sign_in.demo_sign_in, name="demo_sign_in"),
]

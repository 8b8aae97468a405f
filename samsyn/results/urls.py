"""Addresses of the results pages."""

from django.urls import path

from samsyn.results.pages import counts, thread

app_name = "results"
urlpatterns = [
    path("", thread.thread_top_page, name="thread_top"),
    path("thread/<slug:kind>/<int:key>/", thread.thread_page, name="thread_of"),
    path("loose-ends/", thread.loose_end_list, name="loose_end_list"),
    path("counts/", counts.count_table, name="count_table"),
    path("counts/rows/", counts.count_rows, name="count_rows"),
]

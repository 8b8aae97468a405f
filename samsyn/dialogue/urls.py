"""Addresses of the dialogue pages."""

from django.urls import URLPattern

app_name = "dialogue"
urlpatterns: list[URLPattern] = []

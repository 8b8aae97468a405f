"""Addresses of the directory pages."""

from django.urls import URLPattern

app_name = "directory"
urlpatterns: list[URLPattern] = []

"""Addresses of the programme pages."""

from django.urls import URLPattern

app_name = "programme"
urlpatterns: list[URLPattern] = []

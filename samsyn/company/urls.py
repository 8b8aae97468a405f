"""Addresses of the company pages."""

from django.urls import URLPattern

app_name = "company"
urlpatterns: list[URLPattern] = []

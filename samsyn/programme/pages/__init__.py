"""Programmes, as pages."""

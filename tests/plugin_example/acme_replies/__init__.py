"""Acme's house rules for replies."""

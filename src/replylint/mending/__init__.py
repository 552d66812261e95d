"""Fixes: what is proposed for a finding, and the words that are put in."""

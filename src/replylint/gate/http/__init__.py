"""The gate over HTTP: the extra ``server``."""

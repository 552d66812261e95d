"""Pages of the documentation that are made from the code and the rule files; see ``docs/generate.py``."""

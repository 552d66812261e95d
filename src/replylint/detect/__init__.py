"""How things are found in text; nothing here knows a policy."""

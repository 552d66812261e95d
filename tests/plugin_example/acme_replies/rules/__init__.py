"""Rule files; the package is what the entry point names."""

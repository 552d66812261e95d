"""Rule files, packs and plugins, built into a registry value."""

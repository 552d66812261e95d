"""Reports as text and data; no renderer prints."""

"""A draft made readable: segments, views, sentences and scopes, each with offsets into the draft as given."""

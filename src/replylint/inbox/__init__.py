"""Threads: who waits for an answer since when, and what the mailbox itself does wrong."""

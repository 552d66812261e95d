"""The SMTP door: a relay between the seller's mail program and the mail server that lints replies to Walmart's relay."""

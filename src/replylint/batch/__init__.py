"""Many replies at once: evaluation against labels, local processes, Spark."""

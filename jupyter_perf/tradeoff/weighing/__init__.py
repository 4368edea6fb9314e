"""From a question to a frontier: what is tried, what is known of it, what follows."""

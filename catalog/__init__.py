"""Data, no code: sources, companies, sectors, topics, seed adopters."""

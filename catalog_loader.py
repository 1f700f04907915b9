"""Reads catalog/ into the types that travel; every error names file, line and remedy."""

"""Fetching: Source -> Page. One `press` spider for all sources; discovery/ finds article links."""

"""When and where crawls run: APScheduler jobs and source health."""

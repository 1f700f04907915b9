"""Ways to find article links on a fetched page, in order of trust; pure functions Page -> Listing."""

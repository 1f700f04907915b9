"""How a page is read: charset, title, publication day, body, canonical URL, pages that are no articles."""

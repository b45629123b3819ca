"""Thai search for any Material site: index, engine in the browser, search page. Knows no note."""

"""What each kind of page needs from the archive: one module a kind, no HTML and no Thai words."""

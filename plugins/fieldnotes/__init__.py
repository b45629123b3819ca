"""A static archive of Thai field notes: the language, the records, and the site made of them."""

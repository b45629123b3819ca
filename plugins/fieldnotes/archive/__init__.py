"""The domain: what the records in `notes/` mean.

Files become located values (`located`, `front_matter`, `textfile`), located values become checked fronts
(`schema`), and fronts are joined into one `model.Archive` (`joining`). Every fault on the way is a
`problems.Problem`. This room knows no MkDocs, no HTML and no Jinja.
"""

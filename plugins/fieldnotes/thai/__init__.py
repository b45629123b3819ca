"""The Thai language: one spelling, clusters, dictionary order, dates, numbers. Knows no note."""

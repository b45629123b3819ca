"""The Thai language: one spelling, words, clusters, dictionary order, dates, numbers. Knows no note."""

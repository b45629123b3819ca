"""What a text lets suppose: tags, organisations, agenda items and claims, each with the words that speak for it.

Nothing is set: every suggestion waits for a person to take it.
"""

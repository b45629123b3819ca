"""Pages of GotoKnow, as text or as saved HTML, read to what a note can hold. Nothing here writes a file."""

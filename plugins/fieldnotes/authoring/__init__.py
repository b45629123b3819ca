"""What the researcher's commands do. This room knows the archive and no website."""

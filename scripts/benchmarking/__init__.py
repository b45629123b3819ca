"""What scripts/benchmark.py measures, and how: builds, and searching in Thai. Runs in the environment alone."""

"""Ways to map the same table, each run by itself: they print the seconds they took and their triples."""

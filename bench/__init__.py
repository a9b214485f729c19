"""Ratios that `make bench` measures: our way and a peer's, in turn, in one run on one machine."""

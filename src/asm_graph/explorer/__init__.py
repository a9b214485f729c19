"""The explorer of a release: tables of its things that are filtered, counted, sorted and taken home."""

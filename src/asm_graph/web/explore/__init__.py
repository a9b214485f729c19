"""The explorer: one table of what was asked, to filter, sort, see in another way and take home."""

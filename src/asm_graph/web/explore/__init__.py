"""`/explore/{kind}`: tables of a release that people filter, sort, look at in other ways and take home."""

"""The one table of the site: sorted, paged, with columns to choose and files of the whole."""

"""A DCAT catalog harvested the way CKAN does: which datasets a portal would create, change and delete."""

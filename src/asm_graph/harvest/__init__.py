"""A DCAT catalogue harvested as CKAN does it: which datasets a portal would create, change and delete."""

"""DCAT catalog, VoID, named graphs and sitemap."""

"""Programs side by side: what the sources say of each, as page, picture and spreadsheet."""

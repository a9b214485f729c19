"""Worker processes over a store, each killed when its query must end."""

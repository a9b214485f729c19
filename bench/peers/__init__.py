"""What runs a peer."""

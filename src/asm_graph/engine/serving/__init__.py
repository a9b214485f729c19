"""The engine over whichever release is current, and over older ones."""

"""What people typed: broken words, dates, numbers, percentages."""

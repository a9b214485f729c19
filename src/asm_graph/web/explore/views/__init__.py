"""Other views of what the explorer found: a chart, a map of the states, a timeline."""

"""Tables of a statistics office, each read whole or refused: one module for every outside format."""

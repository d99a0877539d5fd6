"""A municipality made ready to be simulated: its people, rates, rights and draws, and its past foretold."""

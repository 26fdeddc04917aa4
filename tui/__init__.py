"""casecoder: code case documents by hand in a terminal."""

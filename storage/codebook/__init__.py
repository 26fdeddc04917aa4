"""Codebooks: load, check, compare and migrate what a study declares."""

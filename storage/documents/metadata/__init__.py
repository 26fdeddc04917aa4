"""Finds the facts that a document states about itself: fields, dates, bodies, outcomes, outlets."""

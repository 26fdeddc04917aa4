"""Screens: the only part of the interface that talks to the study."""

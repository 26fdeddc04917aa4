"""Sentences in their places: in which part of the document each stands and what leads up to it."""

from storage.documents.situated.sentences import Situated, bag_of, situate
from storage.documents.situated.zones import Zone

__all__ = ["Situated", "Zone", "bag_of", "situate"]

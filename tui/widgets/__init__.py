"""Widgets: records in through attributes, messages out; none of them talks to the store."""

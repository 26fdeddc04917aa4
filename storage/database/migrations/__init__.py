"""The store's schema, one module for each change of it."""

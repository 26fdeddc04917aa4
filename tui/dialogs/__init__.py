"""Modal questions; each returns a value, and None when the user goes back."""

"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
"""How long one example takes says more about what else the machine does than about the code."""

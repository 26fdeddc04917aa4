"""What holds for all tests."""

import os

from hypothesis import settings

# How long one example takes says more about what else the machine does than about the code.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
"""The suite tries the same examples each time, so that a change fails for what it changed;
``HYPOTHESIS_PROFILE=explore`` looks for new ones."""

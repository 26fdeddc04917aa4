"""Finds words in texts: what was typed (``query``), where it stands (``words``, ``expressions``). Pure.

Words are looked for here, expressions in processes that can be ended (``scanning``): one that
explodes would never come back.
"""

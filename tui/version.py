"""Which casecoder this is."""


def program_name() -> str:
    """The program with its version, as people cite it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"casecoder {version('casecoder')}"
    except PackageNotFoundError:
        return "casecoder, run from a folder where it was not installed"

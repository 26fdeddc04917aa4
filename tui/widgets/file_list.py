"""Files to import, or anything else one a line, of which the screen moves the cursor."""

from textual.widgets import OptionList


class FileList(OptionList, inherit_bindings=False):
    """A list of lines that binds no keys of its own, so that the screen can name them."""

    DEFAULT_CSS = """
    FileList, FileList:focus {
        height: 1fr;
        border: none;
        padding: 0;
        background: $background;
        background-tint: transparent;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        & > .option-list--option { padding: 0 1; }
    }
    """

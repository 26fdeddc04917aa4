"""The rows of the command list for settling what coders differ in; see ``command_rows``."""

from tui.command_rows import Rows

DISAGREEMENTS: Rows = (
    ("open", "enter", "decide", "Look at the case, and decide it.", True),
    ("settle_agreed", "a", "settle agreed", "Let what all coders agree about go to gold.", True),
    ("show", "t", "show", "Show what is open, what is settled, or both.", True),
    ("limit", "equals_sign", "limit", "Show only one record type or variable.", True),
    ("reason", "w", "reason", "Show only what was settled for one reason.", True),
    ("document", "d", "document", "Show only this document, or all again.", True),
    ("round", "o", "round", "Show another round that is open."),
    ("close", "escape,q", "back", "Take away what limits the list, then go back.", True),
)

SETTLING: Rows = (
    ("take_left", "h,left", "take left", "Take what the coder on the left has.", True),
    ("take_right", "l,right", "right", "Take what the coder on the right has.", True),
    ("both", "b", "both", "Take both: two records, or the values of both.", True),
    ("merge", "m", "merge", "Take the answers of the left with everybody's passages.", True),
    ("edit", "e", "edit", "Write the gold record or value yourself.", True),
    ("reject", "x,delete", "reject all", "Let none of it go to gold.", True),
    ("next_case", "n", "next", "Go to the next case.", True),
    ("previous_case", "p", "previous", "Go to the case before."),
    ("undo", "u", "undo", "Take back your latest decision.", True),
    ("redo", "U", "redo", "Make the decision again that was taken back."),
    ("anonymous", "a", "anonymous", "Call the coders A and B, in an order of chance, or by name."),
    ("every", "t", "all or open", "Walk all cases, also settled ones, or only open ones."),
    ("drawer", "tab", "panes", "Show or hide the panes of the coders.", True),
    ("down", "j,down", "down", "Go to the next sentence of the text."),
    ("up", "k,up", "up", "Go to the sentence before."),
    ("page_down", "pagedown", "page down", "Go down a screenful of the text."),
    ("page_up", "pageup", "page up", "Go up a screenful of the text."),
    ("panes_down", "J", "panes down", "Go down in the panes."),
    ("panes_up", "K", "panes up", "Go up in the panes."),
    ("close", "escape,q", "back", "Go back to the list.", True),
)

REASON: Rows = (
    ("ambiguous", "a", "ambiguous text", "The text can be read in two ways.", True),
    (
        "gap",
        "g",
        "codebook gap",
        "The codebook does not say; a better definition would help.",
        True,
    ),
    ("slip", "s", "slip", "Somebody made a mistake.", True),
    ("edge", "e", "edge case", "The codebook says, and this lies at its edge.", True),
    ("again", "enter", "as before", "The same reason as of the case before.", True),
    ("note", "n", "note", "Write a note with the reason.", True),
    ("cancel", "escape", "cancel", "Decide nothing.", True),
)

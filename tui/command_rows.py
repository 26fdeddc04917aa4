"""The rows of the command list: action, keys, label, help, and whether the key bar names it.

``commands`` makes the commands of them; nothing else reads this.
"""

Rows = tuple[tuple[str, str, str, str] | tuple[str, str, str, str, bool], ...]
"""Rows of one table."""

LIBRARY: Rows = (
    ("open", "enter", "open", "Open the document under the cursor.", True),
    ("next_to_do", "n", "next to do", "Open the next document that is still to do.", True),
    ("filter", "/", "filter", "Show only documents that contain the words typed.", True),
    ("clear_filter", "escape", "clear", "Take the filter, the status and the marks away.", True),
    ("group", "=", "group", "Make one case of the marked documents.", True),
    ("sort", "s", "sort", "Choose the order of the list; once more turns it round.", True),
    ("show", "t", "show", "Show documents of one status, such as to do, or flagged.", True),
    ("mark", "space", "mark", "Mark or unmark the document, to group or remove several."),
    ("ungroup", "-", "ungroup", "Make each marked document a case of its own again."),
    ("remove", "delete", "remove", "Remove the marked documents from the study."),
    ("import_files", "ctrl+o", "import", "Bring files or a folder into the study.", True),
    ("export", "ctrl+e", "export", "Write the coding as tables for R, Stata or pandas.", True),
)

FILTER: Rows = (
    ("leave", "enter,down", "to the list", "Go to the list and keep the filter.", True),
)

LIST: Rows = (
    ("next", "j,down", "next", "Go to the next document."),
    ("previous", "k,up", "previous", "Go to the document before."),
    ("page_down", "pagedown", "page down", "Go down a screenful."),
    ("page_up", "pageup", "page up", "Go up a screenful."),
    ("first", "g,home", "first", "Go to the first document of the list."),
    ("last", "G,end", "last", "Go to the last document of the list."),
)

STUDY: Rows = (
    ("memos", "O", "memos", "Look through all of your memos."),
    (
        "history",
        "H",
        "history",
        "See what was done in the study or the document, and take it back.",
    ),
)

READING: Rows = (
    ("next_sentence", "j,down", "next sentence", "Go to the next sentence."),
    ("previous_sentence", "k,up", "previous sentence", "Go to the sentence before."),
    (
        "sentence_on",
        "ctrl+down,greater_than_sign",
        "sentence on",
        "Go to the next sentence without leaving a form.",
    ),
    (
        "sentence_back",
        "ctrl+up,less_than_sign",
        "sentence back",
        "Go to the sentence before without leaving a form.",
    ),
    ("next_paragraph", "J", "next paragraph", "Go to the next paragraph."),
    ("previous_paragraph", "K", "previous paragraph", "Go to the paragraph before."),
    ("page_down", "pagedown", "page down", "Go down a screenful."),
    ("page_up", "pageup", "page up", "Go up a screenful."),
    ("top", "g,home", "top", "Go to the beginning of the document."),
    ("bottom", "G,end", "bottom", "Go to the end of the document."),
    ("extend", "x", "extend", "Add the next sentence to the selection.", True),
    ("words", "v", "words", "Select word by word."),
    ("find", "/", "find", "Find words in this document.", True),
    (
        "next_cue",
        "right_square_bracket",
        "next cue",
        "Go to the next passage that is likely to show a record.",
    ),
    ("previous_cue", "left_square_bracket", "previous cue", "Go to the cue before."),
    (
        "cues",
        "right_curly_bracket",
        "cues",
        "Turn the cues of this study on or off, for everybody who codes in it.",
    ),
    (
        "boilerplate",
        "full_stop",
        "boilerplate",
        "Show boilerplate as text that the cursor stands on, or dim it and pass over it.",
    ),
)

RECORDS: Rows = (
    ("add_evidence", "a", "add evidence", "Add the selection to a record.", True),
    ("add_evidence_to", "A", "add to …", "Add the selection to a record, by letter and number."),
    ("next_record", "w", "next record", "Look at the document's next record."),
    ("previous_record", "W", "previous record", "Look at the record before."),
    ("records_here", "space", "records here", "Look at the records of this sentence."),
    ("edit", "e", "edit", "Change the record in focus."),
    ("link", "l", "link", "Link the record in focus to others, as a remedy to its findings."),
    ("remove", "delete", "remove", "Remove the record in focus."),
    ("memo", "m", "memo", "Write a memo on what has the focus.", True),
    ("document_memo", "M", "memo on document", "Write a memo on the whole document."),
    ("copy", "y", "copy", "Copy the selection as a quotation with its citation."),
    ("undo", "u", "undo", "Take back your latest change to this document.", True),
    ("redo", "U", "redo", "Make the change again that was taken back."),
)

DOCUMENT: Rows = (
    ("variables", "i", "variables", "Answer the questions about the document.", True),
    (
        "confirm_identifiers",
        "I",
        "confirm identifiers",
        "Confirm the proposed respondent, reference, date and other identifiers together.",
    ),
    (
        "kind",
        "T,ctrl+k",
        "kind",
        "Correct the kind of this document; its text is cut anew for that.",
    ),
    ("next_document", "n", "next document", "Open the next document.", True),
    ("previous_document", "p", "previous document", "Open the document before."),
    ("done", "d", "done", "Mark the document as done and open the next one to do.", True),
    ("reopen", "R", "take up again", "Take up again what was done or left out."),
    ("exclude", "D", "exclude", "Leave the document out, and say why."),
    ("flag", "!", "flag", "Flag the document for later, and say why."),
    ("drawer", "tab", "panel", "Show or hide the panel of records and variables."),
    ("library", "escape,q", "library", "Go back to the library."),
    ("import_files", "ctrl+o", "import", "Bring files or a folder into the study."),
    ("export", "ctrl+e", "export", "Write the coding as tables for R, Stata or pandas."),
)

IMPORT: Rows = (
    ("import_now", "i", "import", "Bring in what is listed.", True),
    ("reason", "enter", "why", "Read why a file was refused or skipped, or what it is.", True),
    ("next_refused", "n", "next refused", "Go to the next file that was refused.", True),
    ("path", "p", "other path", "Choose another file or folder, or another table.", True),
    ("close", "escape,q", "back", "Go back to where you were.", True),
    ("next_file", "j,down", "next file", "Go to the next file."),
    ("previous_file", "k,up", "previous file", "Go to the file before."),
)

MEMOS: Rows = (
    ("open", "enter", "go there", "Go to what the memo is on.", True),
    ("edit", "e", "edit", "Change what the memo says.", True),
    ("add", "a", "add", "Write a memo on the whole study.", True),
    ("remove", "delete", "remove", "Remove the memo.", True),
    ("undo", "u", "undo", "Take back your latest change of a memo.", True),
    ("filter", "/", "filter", "Show only memos that contain the words typed.", True),
    ("sort", "s", "order", "Turn from the newest first to the order of the documents, and back."),
    ("show", "t", "show", "Show only memos on records, passages, documents or the study."),
    ("copy", "y", "copy", "Copy the memo with what it is on."),
    ("close", "escape,q", "back", "Take away what limits the list, then go back.", True),
)

HISTORY: Rows = (
    (
        "open",
        "enter",
        "go there",
        "Go to the words or the document that the change was about.",
        True,
    ),
    ("undo", "u", "undo", "Take the change back, or bring again what was taken back.", True),
    ("filter", "/", "filter", "Show only changes that contain the words typed.", True),
    (
        "show",
        "t",
        "show",
        "Show one day, one document, one kind of change, or only your own.",
        True,
    ),
    ("record", "r", "record", "Show only what this record went through, or all again.", True),
    ("close", "escape,q", "back", "Take away what limits the list, then go back.", True),
)

VISUAL: Rows = (
    ("left", "h,left", "left", "Move the edge a word back.", True),
    ("right", "l,right", "right", "Move the edge a word on.", True),
    ("down", "j,down", "down", "Move the edge a sentence on."),
    ("up", "k,up", "up", "Move the edge a sentence back."),
    ("other_edge", "o", "other edge", "Move the other edge instead.", True),
    ("leave", "escape,v,enter", "keep selection", "Leave, and keep what is selected.", True),
)

FIND: Rows = (
    ("next", "n", "next hit", "Go to the next hit.", True),
    ("previous", "N", "previous hit", "Go to the hit before.", True),
    ("leave", "escape", "leave find", "Go back to where the search began.", True),
)

FORM: Rows = (
    ("next_field", "tab,down", "next field", "Go to the next field.", True),
    ("previous_field", "shift+tab,up", "previous field", "Go to the field before."),
    ("next_value", "right", "next value", "Look at the next value and its definition."),
    ("previous_value", "left", "previous value", "Look at the value before."),
    ("choose", "space", "choose", "Choose or drop the value under the cursor."),
    ("filter", "/", "filter", "Show only the values that contain the words typed.", True),
    ("missing", "-", "missing", "Answer that it is not stated, unclear, … here.", True),
    (
        "as_before",
        "full_stop",
        "as before",
        "Answer what is still open as in the last record of this type on the document.",
        True,
    ),
    ("tie", "+", "tie passage", "Tie the selection in the text to this field.", True),
    ("passage", "ctrl+g", "passage", "Go to the passage that this field rests on."),
    ("basis", "ctrl+b", "basis", "Say whether the document states it or you inferred it."),
    ("certainty", "ctrl+t", "certainty", "Say how sure you are: high, medium or low."),
    ("note", "ctrl+n", "note", "Write a note on this record."),
    ("clear", "delete", "clear", "Take the answer of this field away."),
    ("save", "enter", "save", "Save, and go back to the text.", True),
    ("leave", "escape", "keep as draft", "Go back to the text; what is filled in is kept.", True),
    ("drop", "ctrl+x", "drop", "Throw away what is filled in."),
)

DIALOG: Rows = (
    ("yes", "y", "yes", "Do it.", True),
    ("no", "n", "no", "Do not do it.", True),
    ("choose", "space", "choose", "Choose or drop the line under the cursor.", True),
    ("save", "ctrl+s", "save", "Save what is typed.", True),
    ("accept", "enter", "accept", "Take what is chosen or typed.", True),
    ("cancel", "escape", "cancel", "Go back without doing anything.", True),
    ("stop", "escape", "stop", "Stop; what is done so far stays in order.", True),
    ("close", "escape,q,question_mark,enter", "close", "Go back.", True),
    ("next", "down", "next", "Go to the next line."),
    ("previous", "up", "previous", "Go to the line before."),
    ("complete", "tab", "complete path", "Complete the path, or go to the next question.", True),
)

APP: Rows = (
    ("help", "?", "help", "Show what the keys do here.", True),
    ("palette", "ctrl+p", "palette", "Find any command by its name."),
    ("quit", "ctrl+q", "quit", "Leave casecoder; everything is saved first."),
)

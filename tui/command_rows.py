"""The rows of the command list: action, keys, label, help, and whether the key bar names it.

``commands`` makes the commands of them; nothing else reads this.
"""

Rows = tuple[tuple[str, str, str, str] | tuple[str, str, str, str, bool], ...]
"""Rows of one table."""

START: Rows = (
    ("choose", "enter", "choose", "Do what the line under the cursor says.", True),
    ("sample", "s", "sample study", "See the sample study; it is made here the first time.", True),
    ("new", "n", "new study", "Begin an empty study in this folder.", True),
    ("open", "o", "open", "Open a study that is somewhere else.", True),
    ("leave", "escape,q", "leave", "Leave casecoder.", True),
    ("next", "j,down", "next", "Go to the next line."),
    ("previous", "k,up", "previous", "Go to the line before."),
)

LIBRARY: Rows = (
    ("open", "enter", "open", "Open the document under the cursor.", True),
    ("next_to_do", "n", "next to do", "Open the next document that is still to do.", True),
    ("filter", "/", "filter", "Show only documents that contain the words typed.", True),
    ("clear_filter", "escape", "clear", "Take the filter, the status and the marks away.", True),
    ("group", "=", "group", "Make one case of the marked documents.", True),
    ("sort", "s", "sort", "Choose the order of the list; once more turns it round.", True),
    ("show", "t", "show", "Show documents of one status, such as to do, or flagged."),
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
    ("next", "j,down", "next", "Go to the next line."),
    ("previous", "k,up", "previous", "Go to the line before."),
    ("page_down", "pagedown", "page down", "Go down a screenful."),
    ("page_up", "pageup", "page up", "Go up a screenful."),
    ("first", "g,home", "first", "Go to the first line of the list."),
    ("last", "G,end", "last", "Go to the last line of the list."),
)

STUDY: Rows = (
    ("search", "F", "search", "Find words in all texts of the study, each in its context.", True),
    ("codebook", "B", "codebook", "Look at the codebook, and change it while data follow.", True),
    (
        "records",
        "L",
        "records",
        "List the records of the whole study, also value by value.",
        True,
    ),
    ("insights", "S", "insights", "Count and draw what you have coded so far.", True),
    ("memos", "O", "memos", "Look through all of your memos.", True),
    ("disagreements", "V", "disagreements", "Settle what coders of an open round differ in.", True),
    (
        "history",
        "H",
        "history",
        "See what was done in the study or the document, and take it back.",
        True,
    ),
    ("backup", "ctrl+s", "backup", "Write a copy of the whole study, while others work on."),
    ("agreement", "%", "agreement", "See how far coders agree, and where they differ."),
    ("rounds", "C", "coders", "See who codes what, and how far they are in each round."),
)

CODEBOOK: Rows = (
    ("quotations", "enter", "quotations", "Show the records and quotations of what is here.", True),
    ("add", "a", "add", "Add a value, a field or a variable.", True),
    (
        "edit",
        "e",
        "edit",
        "Change label, definition, what to include or not, example or key.",
        True,
    ),
    ("mark", "space", "mark", "Mark or unmark the value, to move it or merge it.", True),
    (
        "merge",
        "M",
        "merge here",
        "Merge the marked values, with their data, into the one here.",
        True,
    ),
    ("move", "m", "move here", "Move the marked values under the value or field here.", True),
    ("take_back", "u", "take back", "Take the last edit of the codebook back.", True),
    ("doubts", "w", "in doubt", "List your work that new versions put in doubt.", True),
    ("unclear", "v", "unclear", "List what coders differed about, and why: gaps first."),
    ("filter", "/", "filter", "Show only what has the words typed.", True),
    ("rename", "r", "rename", "Change the name that data carry.", True),
    ("split", "x", "split", "Retire the value, and put others in its place.", True),
    ("retire", "t", "retire", "Let the value take no new answers, or take them again.", True),
    (
        "pin_example",
        "p",
        "pin example",
        "Take one of your quotations as the value's example.",
        True,
    ),
    ("open_to_values", "o", "to values", "Make values of the answers to an open field.", True),
    ("unfold", "l,right", "unfold", "Show what stands under the line, or go there."),
    ("fold", "h,left", "fold", "Hide what stands under the line, or go up."),
    ("fold_all", "z", "fold all", "Show or hide the values of all fields."),
    ("close", "escape,q", "back", "Take filter and marks away, then go back.", True),
)

DOUBTS: Rows = (
    ("open", "enter", "open", "Go to the record or variable in its document.", True),
    ("confirm", "c", "confirm", "Say that it stands as it is under the codebook in force.", True),
    ("close", "escape,q", "back", "Go back to the codebook.", True),
)

RECORD_LIST: Rows = (
    ("open", "enter", "to the text", "Go to the passage that shows the record.", True),
    ("filter", "/", "filter", "Show only records that have the words typed.", True),
    ("by_value", "b", "by value", "Put the records of one value one under the other.", True),
    ("quotations", "v", "quotations", "Show quotations in full, or the table again.", True),
    ("edit", "e", "edit", "Change one answer of the record, or of all marked ones.", True),
    ("limit", "t,=", "limit", "Show only records with one value of a field.", True),
    ("next_type", "tab", "next type", "Show the records of the next type.", True),
    ("sort", "s", "sort", "Choose the order of the list; once more turns it round.", True),
    ("mark", "space", "mark", "Mark or unmark the record, to change several together."),
    ("mark_all", "asterisk", "mark all", "Mark all records of the list, or take the marks away."),
    ("memo", "m", "memo", "Write a memo on the record."),
    ("remove", "delete", "remove", "Remove the record, or all marked ones."),
    ("undo", "u", "undo", "Take back the last change made in this list."),
    ("copy", "y", "copy", "Copy the quotation with its citation."),
    ("save_table", "ctrl+e", "save table", "Write the list as a CSV table."),
    ("clear", "escape", "back", "Take the filter, the marks or a limit away, then go back.", True),
    ("close", "q", "close", "Go back to where you were."),
)

SEARCH: Rows = (
    ("open", "enter", "open", "Open the document at the hit.", True),
    ("query", "/", "other words", "Change the words, the expression or the filters.", True),
    ("mark", "space", "mark", "Mark or unmark the hit, to code several.", True),
    ("mark_document", "d", "mark document", "Mark or unmark all hits in this document."),
    ("mark_all", "a", "mark all", "Mark or unmark all hits found so far.", True),
    ("code", "c", "code", "Make records or a variable's values of the marked hits at once.", True),
    ("undo", "u", "undo", "Take back what was made of hits last.", True),
    ("next_document", "J", "next document", "Go to the first hit in the next document."),
    ("previous_document", "K", "previous document", "Go to the hits in the document before."),
    ("close", "escape,q", "back", "Stop the search if it is under way; else go back.", True),
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
    ("done", "d", "done", "Mark the document as done and open the next one to do.", True),
    ("next_document", "n", "next document", "Open the next document.", True),
    ("previous_document", "p", "previous document", "Open the document before."),
    ("reopen", "R", "take up again", "Take up again what was done or left out."),
    ("exclude", "D", "exclude", "Leave the document out, and say why."),
    ("flag", "!", "flag", "Flag the document for later, and say why."),
    (
        "wider",
        "left_parenthesis",
        "larger panel",
        "Give the panel more columns, or the drawer more lines.",
    ),
    (
        "narrower",
        "right_parenthesis",
        "smaller panel",
        "Give the text more columns, or more lines above the drawer.",
    ),
    ("drawer", "tab", "panel", "Show or hide the panel of records and variables."),
    ("library", "escape,q", "library", "Go back to the library."),
    ("import_files", "ctrl+o", "import", "Bring files or a folder into the study."),
    ("export", "ctrl+e", "export", "Write the coding as tables for R, Stata or pandas."),
)

IMPORT: Rows = (
    ("import_now", "i", "import", "Bring in what is listed.", True),
    ("open", "o", "open", "Open the document under the cursor, once it is brought in.", True),
    ("reason", "enter", "why", "Read why a file was refused or skipped, or what it is.", True),
    ("next_refused", "n", "next refused", "Go to the next file that was refused.", True),
    ("path", "p", "other path", "Choose another file or folder, or another table.", True),
    ("close", "escape,q", "back", "Go back to where you were.", True),
    ("next_file", "j,down", "next file", "Go to the next file."),
    ("previous_file", "k,up", "previous file", "Go to the file before."),
)

INSIGHTS: Rows = (
    ("open", "enter", "open", "List what the bar under the cursor counts, to go there.", True),
    ("field", "f", "field", "Choose the field or variable to count.", True),
    ("split", "b", "split by", "Choose what to split by, or what values go together with.", True),
    ("table", "t", "table", "Show numbers instead of bars, or bars again.", True),
    ("period", "p", "period", "Cut time into longer or shorter periods.", True),
    ("csv", "ctrl+e", "CSV", "Write this view as a CSV file.", True),
    ("progress", "1", "progress", "See documents done and records made by day, also by coder."),
    ("counts", "2", "counts", "See how often each answer was given, and its share."),
    ("together", "3", "together", "See which values are found together."),
    ("amounts", "4", "amounts", "See how amounts lie, each currency and basis apart."),
    ("time", "5", "over time", "See how many documents were decided in each period."),
    ("close", "escape,q", "back", "Go back to where you were.", True),
)

FIGURE: Rows = (
    ("next", "j,down", "next", "Go to the next bar or line."),
    ("previous", "k,up", "previous", "Go to the bar or line before."),
    ("right", "l,right", "right", "Go to the next column."),
    ("left", "h,left", "left", "Go to the column before."),
    ("page_down", "pagedown", "page down", "Go down a screenful."),
    ("page_up", "pageup", "page up", "Go up a screenful."),
    ("first", "g,home", "first", "Go to the first bar."),
    ("last", "G,end", "last", "Go to the last bar."),
)

AGREEMENT: Rows = (
    (
        "open",
        "enter",
        "open",
        "Go on to what the line is about: a field's confusion, a value, the passage in its document.",
        True,
    ),
    ("fields", "1", "by field", "See how far coders agree on each variable, record and field."),
    ("confusion", "2", "confusion", "See which answers two coders gave to the same units."),
    ("worst", "3", "worst values", "See the values that coders agree on least, with their words."),
    ("field", "f", "field", "Choose the field whose confusion is shown.", True),
    ("pair", "p", "next pair", "Show the next pair of coders, or all of them.", True),
    ("round", "r", "round", "Compare what was coded in another round.", True),
    ("begun", "t", "begun or done", "Compare what is begun as well, or only what is done.", True),
    ("csv", "ctrl+e", "CSV", "Write this view as a CSV file.", True),
    ("again", "R", "compare again", "Compare again, after more was coded."),
    ("close", "escape,q", "back", "Go back to where you were.", True),
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

ROUNDS: Rows = (
    ("assign", "a", "assign", "Give documents to coders; you see first what each gets.", True),
    ("open", "o", "open", "Open the round: its coding is frozen, and may be seen.", True),
    ("reopen", "r", "reopen", "Let the coder change what they coded in an opened round.", True),
    ("add", "plus", "add coder", "Add somebody to the study.", True),
    ("close", "escape,q", "back", "Go back.", True),
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
    ("save", "enter", "save", "Save, and go back to the text.", True),
    ("filter", "/", "filter", "Show only the values that contain the words typed.", True),
    ("missing", "-", "missing", "Answer that it is not stated, unclear, … here.", True),
    ("not_stated", "_", "not stated", "Answer at once that it is not stated here."),
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
    (
        "certainty",
        "ctrl+t",
        "certainty",
        "Say how sure you are: high, medium, low; Del right after takes that away.",
    ),
    ("note", "ctrl+n", "note", "Write a note on this record."),
    ("clear", "delete", "clear", "Take the answer of this field away."),
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
    ("filter", "/", "filter", "Show only the lines that the words typed are about.", True),
    ("next", "down", "next", "Go to the next line."),
    ("previous", "up", "previous", "Go to the line before."),
    ("complete", "tab", "complete path", "Complete the path, or go to the next question.", True),
)

APP: Rows = (
    ("help", "?", "help", "Show what the keys do here.", True),
    ("palette", "ctrl+p", "palette", "Find any command by plain words."),
    ("theme", "f9", "theme", "Choose the colours; each theme is shown as you move."),
    ("quit", "ctrl+q", "quit", "Leave casecoder; everything is saved first."),
)

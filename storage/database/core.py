"""The declared tables as SQLAlchemy Core sees them, for queries that want rows and not objects."""

from storage.database import tables

_TABLES = tables.metadata.tables

study = _TABLES["study"]
coder = _TABLES["coder"]
case = _TABLES["case"]
document = _TABLES["document"]
document_text = _TABLES["document_text"]
proposal = _TABLES["proposal"]
codebook = _TABLES["codebook"]
variable_value = _TABLES["variable_value"]
record = _TABLES["record"]
field_value = _TABLES["field_value"]
evidence = _TABLES["evidence"]
link = _TABLES["link"]
memo = _TABLES["memo"]
review = _TABLES["review"]
draft = _TABLES["draft"]
place = _TABLES["place"]
change = _TABLES["change"]
total = _TABLES["total"]

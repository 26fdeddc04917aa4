"""The declared tables as SQLAlchemy Core sees them, for queries that want rows and not objects."""

from storage.database import tables

BY_NAME = tables.metadata.tables

study = BY_NAME["study"]
coder = BY_NAME["coder"]
case = BY_NAME["case"]
document = BY_NAME["document"]
document_text = BY_NAME["document_text"]
proposal = BY_NAME["proposal"]
codebook = BY_NAME["codebook"]
variable_value = BY_NAME["variable_value"]
record = BY_NAME["record"]
field_value = BY_NAME["field_value"]
evidence = BY_NAME["evidence"]
link = BY_NAME["link"]
memo = BY_NAME["memo"]
review = BY_NAME["review"]
draft = BY_NAME["draft"]
place = BY_NAME["place"]
dismissal = BY_NAME["dismissal"]
change = BY_NAME["change"]
round_ = BY_NAME["round"]
settlement = BY_NAME["settlement"]
settlement_origin = BY_NAME["settlement_origin"]
total = BY_NAME["total"]

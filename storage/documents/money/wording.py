"""The words around sums of money that tell redress from budgets, costs, wishes and rates."""

from typing import Final

from storage.documents.wording import any_of, one_of

_PEOPLE: Final = one_of(
    r"""mr mrs ms miss mx dr her him them family parents? mother father couple boys? girls? woman
    man teenagers? grand\w+ aunt uncle carers? complainants? residents? tenants? child(?:ren)?
    brothers? sisters? sons? daughters? siblings? each both students? youngster young c"""
)
_PLAINTIFFS: Final = rf"(?:{_PEOPLE}|she|he|they|who|i|solicitors?|lawyers?|campaigners?)"
_HARMS: Final = one_of(
    r"""distress inconvenience trouble uncertainty frustration worry anxiety upset hardship
    injustice lost loss missed impact failings? failures? delays? faults? mistakes? errors? strain
    stress detriment went effort (?:her|his|their)\stime
    time(?=\s(?:and|spent|she|he|they|it|ms|mr|mrs|his|her|taken)\b)"""
)
_BUDGETS: Final = one_of(
    r"""budgets? overspen\w+ underspen\w+ deficits? savings?(?!\saccounts?\b) cuts? shortfall fines? fined grants?
    funding funded funds? invest\w* salar(?:y|ies) wages? earn(?:s|ed|ing|ings)? income turnover
    reserves? spend(?:s|ing)? spent contracts? tax worth mortgage donat\w+ raised threshold
    limit capital profits?"""
)
_COSTS: Final = one_of(
    r"""costs? costing fees? rents? rates? bill(?:s|ed)? charge[ds]? charging invoice[ds]? debts?
    arrears allowances? benefits? loans? price[ds]? contributions? owe[ds]? owing bought buy buying
    receives? received gets? getting package placement agency agencies hourly weekly balance"""
)

WISH: Final = any_of(
    r"\bwant(?:s|ed|ing)?\b|\bwould like\b|\bseek(?:s|ing)?\b|\bsought (?!to\b)|\bdemand(?:s|ed)\b",
    r"\b(?:claim(?:s|ed|ing)?|hop(?:es|ed|ing) for|su(?:es|ed|ing)|deserve[sd]?|wish(?:es|ed)?)\b",
    rf"\b{_PLAINTIFFS} (?:\w+ )?(?:also |then |had |has |have )?(?:asks?|asked|requested)\b",
    r"\bthinks? (?:the|it|they) should\b|\bestimate[sd]?\b|\bcalculates? (?:that )?(?:she|he|they)\b",
    r"\b(?:says?|said|believes?|feels?|argues?|considers?) (?:\w+ ){0,6}"
    r"(?:should|ought to|must|owes?|is owed|was owed|lost)\b",
)
"""Somebody wishes for a sum."""
OFFICIAL_ASKS: Final = any_of(
    r"\b(?:ombudsm[ae]n|watchdog|panel)\b[^.;]{0,60}\b(?:ask|want)(?:s|ed)?\b",
    r"\b(?:i|we) (?:have |has |then |also )?asked (?:the|it)\b",
    r"\b(?:ombudsm[ae]n|she|he|we|i) (?:\w+ )?recommend\w*\b",
)
"""The body that decides asks for it: no wish but an order."""
WISHED: Final = any_of(
    r"^[^.;]{0,12}\b(?:she|he|they|mr|mrs|ms|miss|c)\b (?:\w+ ){0,2}"
    r"(?:wants?|wanted|asked|claim(?:s|ed)|sought|requested|demanded)\b"
)
"""Words after a sum: who wished for it."""
ELSEWHERE: Final = any_of(
    r"\b(?:another|a different|neighbouring|nearby) (?:\w+ )?(?:council|authority|case)\b",
    r"\b(?:similar|separate|unrelated) (?:\w+ )?cases?\b|\bneighbouring\b|\blast year\b",
    r"\banother (?:family|man|woman|child|couple|mother|father|resident|carer)\b",
    r"^\W*in (?:19|20)\d\d,? (?:a|another) [^.;]{0,30}\b(?:judge|court|tribunal)\b",
)
"""It was paid in some other case."""
GUIDANCE: Final = any_of(
    r"\b(?:we|i|it) (?:usually|normally|often|generally|typically|tend)\b",
    r"\bguidance\b[^.;]{0,60}\b(?:says|suggests?|recommends?|states|sets|provides)\b",
    r"\b(?:scale|band|range)s?\b[^.;]{0,30}$|\bawards? of (?:between|up to)\b",
)
"""What is usual, not what is done here."""
RANGE_BEFORE: Final = any_of(r"\bbetween (?:about )?(?:[£€$][\d,.]+ and )?$")
CAPPED: Final = any_of(r"\bup to (?:about )?$")
"""Words before a sum by the month that is only its limit."""
RANGE_AFTER: Final = any_of(r"^ ?[-–] ?[£€$\d]")
RANGE_SINCE: Final = any_of(r"[£€$][\d,.]+ ?[-–] ?$")
BUDGET_BEFORE: Final = any_of(rf"\b{_BUDGETS}\b(?: \S+){{0,4}} $")
BUDGET_AFTER: Final = any_of(rf"^(?: ?-?\w+){{0,3}}? {_BUDGETS}\b")
COST_BEFORE: Final = any_of(rf"\b{_COSTS}\b(?: (?!pa(?:id|ys?)\b)\S+){{0,4}} $")
COST_AFTER: Final = any_of(rf"^(?: \w+){{0,3}}? {_COSTS}\b")
GIVEN_BACK: Final = any_of(
    r"\b(?:reimburs\w+|refund\w*|(?:writ(?:e|es|ten|ing)|wrote) off|waive[sd]?)\b(?: \S+){0,4} $"
)
"""Words right before a sum, even a cost or a debt, that the body takes upon itself."""
REDRESS: Final = any_of(
    r"\bcompensat\w+|\breimburs\w+|\brefund\w*|\bre-?pa(?:y|id)\b|\bredress\b|\bgoodwill\b|\bsolatium\b|\bsymbolic\b",
    r"\bpay-?outs?\b|\bremed(?:y|ies|ied)\b|\bdamages\b|\bapolog\w+|\bgesture\b|\bex gratia\b",
    r"\bagree[ds]?\b[^.;]{0,60}\bpay\b|\b(?:ordered|told|directed|asked|instructed) to pay\b",
    r"\brecommend\w*\b[^.;]{0,140}\bpa(?:y|ys|id|yments?)\b|\b(?:should|will|must|shall) (?:\w+ )?(?:pay|hand over)\b",
    r"\b(?:is|are) (?:each )?to (?:get|receive|have|pay)\b|\bwill (?:each |both |also )?(?:get|receive)\b",
    r"\b(?:writ(?:e|es|ten|ing)|wrote) off\b|\bwaive[ds]?\b|\bback-?dat\w+|\bsettlement\b",
)
"""Words before a sum that put something right."""
FOR_REDRESS: Final = any_of(
    r"^(?: each| on top| more| extra| to (?:\w+ ){1,3}?)?,? ?(?:"
    r"in (?:recognition|acknowledge?ment|view|respect|light|lieu)\b"
    r"|as (?:a |an )?(?:symbolic|recognition|compensation|goodwill|redress|gesture|apology|remedy)"
    r"|(?:in )?compensation\b|to (?:recognise|acknowledge|reflect|remedy|compensate|make up)\b"
    r"|by way of\b|pay-?out\b|ex gratia)",
    r"^[^.;£]{0,60}?\b(?:to be|be|been|being) (?:refunded|reimbursed|repaid|written off|waived)\b",
    rf"^[^.;£]{{0,60}}?\bfor [^.;£]{{0,60}}?\b{_HARMS}\b",
)
"""Words after a sum that say what it puts right."""
OFFERED: Final = any_of(
    r"\b(?:offer(?:s|ed|ing)?|award(?:s|ed)?)\b",
    r"\b(?:increase|raise|double|revise|improve)[sd]? (?:its|the|this|that|it)\b[^.;]{0,60}\bto $",
)
OFFERED_AFTER: Final = any_of(
    r"^ (?:that |which )?(?:(?:it|they|the \w+) )?(?:has |had |was |is |already ){0,2}offer(?:ed|s)?\b"
)
"""Words after a sum that was offered."""
PAID: Final = any_of(
    rf"\bpa(?:y|ys|id|ying|yments?)\b[^.;]{{0,90}}\b{_PEOPLE}\b[^.;]{{0,30}}$|\bpayments? of $",
    r"\bpa(?:y|ys|id|ying)\b(?: a further| another)? $",
)
PAID_TO: Final = any_of(rf"^ (?:each )?to (?:\w+ ){{0,3}}?{_PEOPLE}\b")
"""Words after a sum that was paid: to whom."""
PAYS: Final = any_of(r"\bpa(?:y|ys|id|ying)\b|\bhand(?:s|ed|ing)? over\b")
PAID_AFTER: Final = any_of(r"^[^.;£]{0,90}\b(?:was|were|been) (?:\w+ ){0,2}paid\b")
"""Words after a sum that say so of it."""
DEDUCTED: Final = any_of(
    r"\b(?:less|minus|deduct(?:s|ed|ing)?|take off|net of|apart from)(?: \w+){0,3} $"
)
"""Words before a sum that is taken off another."""
DEDUCTED_AFTER: Final = any_of(
    r"^[^.;£]{0,60}\b(?:(?:take|deduct|count)s? (?:that|this|it)|be (?:deducted|taken off))\b"
)
"""Words after one."""
REFUSED: Final = any_of(
    r"^[^.;£]{0,90}\b(?:turned (?:it |this |that )?down|declined|refused|rejected|withdrew|withdrawn)\b"
)
"""Words after an offer that came to nothing."""
REFUSED_BEFORE: Final = any_of(
    r"\b(?:refused|declined|rejected|turned down) (?:the|an?|its|this) (?:offer of |payment of )?$"
)
"""Words before one."""
TOTAL_BEFORE: Final = any_of(
    r"\b(?:total\w*|altogether|in all|overall|combined|sum of|(?:comes|adds up|amounts) to)\b[^.;£]{0,30}$"
)
TOTAL_AFTER: Final = any_of(
    r"^[^.;£]{0,40}\b(?:in total|total|altogether|in all|made up of|compris\w+|consist\w+|split"
    r"|broken down|which includes|between them|all told)\b"
)
ROUGHLY: Final = any_of(
    r"\b(?:just (?:over|under)|about|around|almost|nearly|more than|over|some) $"
)
"""Words before a sum that is not exact."""
AGAIN: Final = any_of(r"\b(?:the|this|that|its|same|these|those)(?: \w+){0,2} $")
"""Words before a sum that was named already."""
EACH: Final = any_of(r"^ (?:each|apiece)\b|^ to each\b")
BROKEN_DOWN: Final = any_of(r"\b(?:which is|that is|or|i\.e\.|at) $")
"""Words before a sum by the month that only explains the one before it."""
BOTH: Final = any_of(r"\b(?:both|each) (?:\w+ ){0,6}$")
CLAUSE: Final = any_of(
    r";|\bbut\b|\bhowever\b|,? and (?:the council|the authority|the trust|it) (?=\S)"
)
"""Where what is said before has no say any more."""

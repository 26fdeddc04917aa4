"""Whose words a sentence gives: the complainant's, the law's, or the verdict of who decides."""

from typing import Final

from storage.documents.cues.signs import Signs
from storage.documents.wording import one_of

BODY: Final = (
    r"(?:council|authority|authorities|trust|partnership|department|landlord|association|board|"
    r"organisation|hospital|school|nurse|midwi(?:fe|ves)|visitors?|gp|doctors?|agency|agencies|professionals?|police|partners?|"
    r"officers?|social workers?|managers?|staff|panel|service|"
    r"team|practice|practitioners|it|they|nobody|no one|there)"
)
"""Who may have done wrong."""
_PLAINTIFF: Final = (
    r"(?:(?:mr|mrs|ms|miss|mx|dr) \w+|she|he|they|c|c and \w+|(?:the |a |his |her )?(?:complainant|"
    r"solicitor|family|mother|father|parents?|couple|resident|tenant|advocate|representative|aunt|"
    r"uncle|grand\w+|carers?|brother|sister|daughter|son))"
)
_CLAIMS: Final = one_of(
    r"""complain(?:s|ed)? says? said told believe[sd]? feels? felt alleg(?:es|ed) argue[sd]?
    stated? states thinks? thought considers? considered wants? wanted seeks? sought asks? asked
    disputes? disputed disagree[sd]? reported explained raised unhappy dissatisfied hope[sd]? claim(?:s|ed)
    expected wishe[sd] contend(?:s|ed) maintain(?:s|ed) queried challenged requested"""
)

CLAIM: Final = Signs(
    rf"""
    complain complains complained complaining says say said told believe believes believed feel feels felt alleges alleged argues argued stated states thinks thought considers considered wants wanted seeks sought ask asks asked dispute disputes disputed disagree disagrees disagreed reported explained raised unhappy dissatisfied hopes hoped claims claimed expected wishes wished contends contended maintains maintained queried challenged requested | (?<!what )(?<!whether )(?<!how )(?<!that )(?<!that the )(?<!which )\b{_PLAINTIFF}(?:'s)? (?:\S+ ){{0,3}}?{_CLAIMS}\b
    complains complained | \bcompla(?:ins|ined) (?:that|about|because|of)\b
    complaint complaints | \bcomplaints? (?:is|are|was|were) (?:that|about)\b|\bcomplaints? (?:concern|relate|centre)\w*\b
    provided showed refers referred suggests pointed | \b(?:mr|mrs|ms|miss|dr) \w+ (?:also |has |had )?(?:provided|showed|refers|referred|suggests|pointed)\b
    like | \bwould(?: also)? like\b
    view | \bin (?:her|his|their|c's) (?:view|opinion)\b
    """
)
"""Somebody complains, tells or wishes."""

LAW: Final = Signs(
    r"""
    must should may can | \b(?:councils|a council|local authorities|a local authority|authorities|hospitals|landlords|trusts|bodies|organisations|public bodies|social workers must|reviewing officers|assessments?|a child|children|plans?|guidance|the law|regulations?|procedures?|standards?)(?: who| which| that)?(?: \S+){0,6}? (?:must|should|may|can)\b(?! have)
    says say states state requires require sets provides expects allows | \b(?:guidance|law|regulations?|act|legislation|code|policy|procedure|standards?|framework|scheme|convention)s?(?: \S+){0,3} (?:says?|states?|requires?|sets? out|provides?|expects?|allows?)\b
    section sections regulation | \((?:[^()]{0,80})?(?:section|regulation|act) [^()]{0,80}\)
    act | ^(?:under|section|sections|by|in|the) [^.]{0,80}\bact (?:19|20)\d\d\b
    we i | \b(?:we|i) (?:may|can|must|might|investigate|look at|look for|consider whether|consider if|provide a|have the power|have power|normally|usually|generally|do not (?:normally|usually)|cannot (?:question|investigate|consider|decide))\b
    cannot | \bcannot question\b
    role | \b(?:our|my|ombudsman's) role (?:is|includes|to)\b
    disputed | \bnot disputed\b
    decides | \bhow we decide\b
    publish | \bwe (?:will )?publish\b
    may | \b(?:council|authority|trust|it|this|power|which) may\b(?!(?: well)? have| wish to| want to)
    must | \bmust be\b
    discretionary
    """
)
"""What the law, a policy or the body's powers say in general."""

SUPPOSES: Final = Signs(
    r"""
    when if where before unless | ^(?:\S+ )?(?:when|if|where|before|unless) (?:we|i|there|an?|councils|fault|this)\b(?! (?:have|had) (?:now |also )?(?:found|seen))
    """
)
"""What would follow if something were so."""

OWN: Final = Signs(
    r"""
    i we | \b(?:i|we)(?: have| also| do| did| am| are| was| were| therefore| cannot| could| would| can| not| especially| particularly| fully| partly| now| seen| both){0,4} (?:found|find|finding|uphold|upheld|upholding|conclude|concluded|identified|seen no|saw no|noted|concerned|satisfied|criticise|recognise|decided|considered (?:that|it|this|the)|consider (?:that|it|this|the))\b
    ombudsman ombudsmen adviser watchdog she he | \b(?:ombudsm[ae]n|adviser|she|he)(?: has| have| had| also| then){0,2} (?:found|finds|concluded|concludes|upheld|upholds|identified|considered|determined|ruled|decided|did not uphold|was (?:not )?satisfied)\b
    i we | \b(?:i|we) (?:cannot (?:say|know|conclude|link|be sure|find|reach)|do not (?:consider|agree|accept|think)|(?:have|had) (?:no (?:doubt|concerns|reason)|concerns|doubts)|(?:was|were|am|are) (?:\w+ )?critical)\b
    adviser | \badviser(?:'s)? (?:\S+ ){0,3}?(?:said|told|noted|advised|explained|view|opinion|was critical)\b
    ombudsman ombudsmen she he | \b(?:ombudsm[ae]n|she|he) (?:was|were|is) (?:not )?(?:\w+ )?(?:persuaded|satisfied|critical|concerned|pleased|unable|troubled|disappointed|surprised|dismayed|struck|alarmed|sorry)\b|\bombudsm[ae]n (?:described|criticised|commended|noted|saw|took the view)\b
    evidence | \bthe evidence (?:was|is|shows|showed|supports?|suggests?|suggested|indicates?|indicated)\b
    view | \b(?:in )?(?:my|our) (?:view|opinion|judgement|judgment)\b
    investigation | \binvestigation (?:\S+ ){0,2}?(?:found|established|identified|concluded|revealed)\b
    determination paragraph | \bin (?:accordance|line) with paragraph \d+
    """
)
"""The body that decides says what it makes of it."""

ADMITS: Final = Signs(
    rf"""
    accept accepts accepted acknowledge acknowledges acknowledged admits admitted recognised recognises conceded | \b{BODY} (?:\S+ ){{0,3}}?(?:accept(?:s|ed)?|acknowledge[sd]?|admit(?:s|ted)|recognise[sd]|conceded?) (?!(?:(?:all|both|most|fully|our|my|the|these|those|his|her|their|ombudsman's) ){{0,3}}?(?:recommend|offer|outcome|findings\b|proposal|remed|draft))
    """
)
"""The body complained about says itself that it did wrong."""

ACCOUNT: Final = Signs(
    r"""
    says said explains states stated argues argued believes confirmed replied | \b(?:council|authority|trust|partnership|landlord|department|it|they)(?: has| had| also| then)* (?:says?|said(?! nothing)|explains|states?|stated|argues?|argued|believes?|confirmed|replied)\b
    told | \btold (?:me|us|the (?:ombudsman|investigator))\b
    """
)
"""The body complained about tells its side."""

RECOMMENDS: Final = Signs(
    r"""
    recommended recommends recommend | \b(?:ombudsm[ae]n|she|he|we|i)(?: also| have| has| therefore)* recommend(?:s|ed)?\b
    """
)
"""The body that decides recommends something."""

STAGE: Final = Signs(
    r"""
    upheld uphold found concluded identified criticised agreed | \b(?:panel|independent (?:person|investigator|investigation|investigating officer|review\w*)|investigator|investigating officer|stage (?:one|two|three|1|2|3)(?: \w+)?|review|report|response|adjudicator|they|council)(?: has| had| also| fully| partly| partially| mostly){0,3} (?:upheld|uphold|found|concluded|identified|criticised|agreed with)\b
    uphold | \b(?:did|does) not uphold (?:it|any|this|the complaint|(?:her|his|their) complaint)\b
    upheld | \b(?:manager|officer|head|director|team|council|trust|board|stage (?:one|two|three|1|2|3)) (?:\w+ )?upheld\b
    upheld inconclusive | \b(?:complaints?|points?|heads?|elements?|parts?|aspects?|which|two|three|four|five|six)\b(?: \S+){0,6} (?:fully |partly |partially |mostly |not )?(?:upheld|inconclusive)\b
    """
)
"""An earlier stage of the complaint came to a conclusion."""

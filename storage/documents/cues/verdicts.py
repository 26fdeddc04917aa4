"""Words that judge: criticism, no fault, harm, and the end of an investigation."""

from typing import Final

from storage.documents.cues.signs import Signs, patterns_of
from storage.documents.cues.voices import BODY

_FAULT: Final = r"""
    fault faults | \bfaults?\b
    maladministration | \bmaladministration\b
    injustice | \binjustice\b(?! was| is not significant)
    service | \bservice failures?\b
    failings failing shortcomings shortcoming
    failed fails fail failure failures | \bfail(?:ed|s|ure|ures)?\b(?: to\b| in\b| by\b|\b)
    upheld uphold upholds | \b(?:not |partly |partially |fully |mostly )?up(?:held|holds?)\b(?! (?:its|their|the) (?:dut|law|standard|right))
    unreasonable unreasonably unacceptable unacceptably inadequate inadequately inexcusable
    """
"""Words that hardly stand for anything else."""

_WRONGS: Final = rf"""
    ought | \bought (?:\w+ )?not to have\b
    lapse lapses indefensible unheeded fettered
    were was | \b(?:was|were) (?:not|never) (?:\w+ )?(?:asked|told|given|offered|consulted|informed|invited|warned|shown|heard|seen|visited|assessed|recorded|followed|shared|reviewed|requested|sought|obtained|used|considered|checked|explained|explored|completed|done|made|put|written|held|challenged|escalated|understood|known|carried|taken|discussed|treated|addressed|acted|applied|allocated)\b
    never | \b(?:and|but|who|which|workers?|staff|agencies|professionals?|officers?|managers?|police|nobody) never \w+
    agency professional professionals practitioner agencies worker | ^no (?:\w+ )?(?:agency|agencies|professionals?|practitioners?|worker|officer|manager|teacher)\b
    reflect recognise address | \b(?:offer|offered|sum|amount|remedy|payment|apology)\b(?: \S+){{0,6}}? (?:does|did|do) not (?:\w+ )?(?:reflect|recognise|address)\b
    same | \bthe same (?:goes|applies|is true|was true|holds) (?:for|to|of)\b
    received had given got | \b(?:received|had|given|got|offered) (?:no|little|hardly any)\b
    little | \blittle (?:\w+ )?(?:support|help|contact|regard|progress|information|action|understanding|curiosity|attention|challenge|thought)\b
    weakness missing | \bthe weakness\b|\b(?:was|were|is|are) (?:also )?missing (?:from|in)\b
    have | \b(?:enough|able|time) (?:\S+ ){{0,6}}?to have \w+
    contains contained | \b(?:contains?|contained|holds?|held|shows?|showed) no\b
    apology | \bnot an apology\b
    than | \bthan (?:it|they) (?:should|ought|needed?)\b
    cannot unable | \b(?:council|authority|trust|it|they|landlord|board|partnership) (?:cannot|could not|is unable to|was unable to) (?:\w+ )?(?:say|explain|account|show|produce|find|tell)\b
    fully | \b(?:do|does|did|has|have) not (?:yet )?fully\b
    should ought | \b(?:should|ought to)(?: also| not| instead| then| at least| therefore)* have\b
    excessive superficial insensitive sparse undated vague premature prematurely haphazard chaotic sloppy cursory perfunctory inflexible rigid unsympathetic unhelpful rude abrupt disproportionate irrational illogical perverse unfounded unsupported unexplained unrecorded unsigned untrue erroneous defective negligent lax lamentable regrettable regrettably unfortunately worrying disturbing troubling hearsay speculation assumed contradicted conflicting piecemeal disjointed fragmented protracted prolonged stalled languished unread unopened shortfall blanket mishandling
    sight | \blost sight\b
    kept | \bkept (?:changing|asking|being|having)\b
    half | \b(?:less|fewer|more) than half\b
    justified | \bnot (?:\w+ )?justified\b
    mind minds | \bmade up (?:its|their) minds?\b
    notice | \bdays' notice\b|\bat short notice\b
    would | \bwould not have\b|\bwould have expected\b|\bwould expect\b
    date | \bout of date\b
    troubled disappointed surprised dismayed alarmed | \b(?:i|we|ombudsm[ae]n|adviser|she|he) (?:am|is|are|was|were) (?:\w+ )?(?:troubled|disappointed|surprised|dismayed|alarmed)\b
    could | \b(?:council|authority|trust|landlord|it|they|officers?) could(?: also| and should)? have\b
    could | \bcould(?: and should)? have (?:been|done|acted|avoided|told|prevented|asked|given)\b
    delay delays delayed delaying drift drifted
    long late slow slowly later | \b(?:far |much )?too (?:long|late|slow(?:ly)?)\b|\b(?:was|were|is|came|arrived|months?|weeks?|days?|years?|sent|issued) late\b|\blater than\b
    took taken waited | \b(?:took(?! place)|taken|waited|waiting) (?:\S+ ){{0,3}}?(?:days|weeks|months|years?)\b
    outside outwith beyond exceeded | \b(?:outside|outwith|beyond|exceed\w+|far outside) (?:\S+ ){{0,4}}?(?:time\w*|limits?|deadlines?|weeks|days)\b
    not never | \b(?:which|who|that) (?:did|do|does|has|had|have|was|were|is|are|could|would) (?:not|never)\b|\b(?:{BODY}|visits?|meetings?|records?|plans?|assessments?|letters?|notes|minutes|response|reply|report|decision)(?:'s)?(?: \S+){{0,3}}? (?:did|do|does|has|had|have|was|were|is|are|could|would) (?:not|never)\b
    nobody nothing none | \b(?:nobody|nothing|none)\b
    one | \bno one\b
    without | \bwithout (?:explanation|a? ?(?:good |clear |proper )?(?:reason|plan|record|assessment|support|education|warning|telling|asking|checking|consult\w*|consider\w*|inform\w*|notice|agreement|schooling|care|help|services?|provision|respite))\b
    no | ^no (?:\w+ ){{1,4}}(?:was|were|has|had)\b|(?<!i have )(?<!we have )\bno (?:\w+ ){{0,2}}?(?:answer|reply|response|action|worker|assistance|offer|attempt|regard|consideration|opportunity|rationale|system|policy|basis|records?|evidence|plan|explanation|reasons?|assessment|indication|contact|visits?|support|education|provision|notes|minutes|proper|clear|adequate|social worker|adviser|personal adviser|advocate|tutor|trace|justification|sign)\b
    longer | \blonger than (?:\w+ ){{0,3}}?(?:liked|wanted|expected|hoped|allowed)\b
    substitute | \bno substitute\b
    denied | \b(?:was|were) denied (?:an?|any|the)\b
    poor poorly insufficient insufficiently inaccurate incorrect incorrectly wrong wrongly flawed confused confusing misleading misled contradictory incomplete inconsistent unclear unfair unfairly inappropriate inappropriately unsuitable unanswered arbitrary misdirected misinformed misapplied misinterpreted mistakenly minimised contrary careless ignored ignoring overlooked neglected error errors mistake mistakes breach breached breaches deficient deficiencies omission omissions oversight weaknesses unlawful unlawfully departure dismissive disregarded mishandled misunderstood undermined muddled
    lack lacked lacking | \black(?:ed|ing)?\b
    lost | \blost (?:touch|contact|records?|files?|papers|track|\w+ (?:records?|file|notes))\b
    short below | \b(?:fell|falls?|fallen|falling) (?:\w+ ){{0,3}}?(?:short|below)\b|\b(?:well|far) (?:short|below)\b
    enough | \bnot (?:\w+ )?(?:go far |good |quickly |soon |clear |do )?enough\b
    refused refusing | \b(?:council|authority|trust|it|they|officers?|social workers?|landlord) (?:\w+ ){{0,2}}?refused\b
    critical criticism criticised criticisms criticise
    concern concerned concerns concerning | \b(?:i|we) (?:am|are|was|were|have|had)(?: also| especially| particularly| some| serious)* concern\w*|\bof concern\b|\bconcerning that\b
    wait | \bdid not wait\b
    neither | \bneither\b
    cracks | \bthrough the (?:cracks|net|gaps)\b
    let | \blet (?:\w+ ){{0,3}}?down\b
    passed | \bpassed (?:\w+ ){{1,4}}?from \w+ to \w+\b
    prevented | \bprevented from\b
    variable
    stand stands | \b(?:not|none|neither|nor) (?:\S+ ){{0,4}}?stands? up\b
    excuse | \b(?:not|no) (?:an? )?excuse\b
    after later overdue | \b(?:days|weeks|months|years?) (?:after|later|overdue|longer|beyond|past)\b
    without warning | \bwithout warning\b
    changed altered | \b(?:altered|changed) (?:a|the|its) records?\b
    """
"""Words that say that somebody did wrong, where somebody judges."""

_HARMS: Final = r"""
    caused causing causes cause | \bcaus(?:ed|ing|es|e) (?:\S+ ){0,8}?(?:distress|frustration|uncertainty|injustice|anxiety|worry|upset|inconvenience|confusion|harm|trouble|stress|difficult\w*|loss)\b
    distress frustration uncertainty | \b(?:avoidable|unnecessary|significant|additional|further|her|his|their|the|this|much|more|left with|some|of) (?:\w+ ){0,3}?(?:distress|frustration|uncertainty)\b
    trouble | \btime and trouble\b
    missed missing deprived | \b(?:missed|missing|deprived)\b(?! (?:that|any|the claim|wrong))
    denied | \bdenied\b(?! (?:that|any|the claim|wrong|doing|having|being|hitting|\w+ing (?:the|her|his|him|them|it|a)\b))
    lost | \blost (?:some|all|much|most|her|his|their)\b
    added compounded exacerbated aggravated worsened | \badded to\b|\b(?:compounded|exacerbated|aggravated|worsened)\b
    had | \bhad to\b
    unwell | \b(?:was|were|became|become|been) (?:\w+ )?unwell\b
    gave give given | \bg[ai]ve(?:n)? up\b
    without | \bwithout (?:an?|any|her|his|their)\b
    lost | \blost (?:\w+ ){0,3}?(?:chance|opportunit\w+|education|faith|trust|time|months?|years?|provision|support|respite|out)\b
    loss | \bloss of\b
    left leaving | \b(?:left|leaving) (?!care\b)(?:\w+ ){1,4}?(?:with|without|worried|unsure|uncertain|feeling|unable|unsupported|at risk|to (?:cope|struggle|pay|manage|fend)|in (?:limbo|the dark|an?|unsuitable|doubt))\b
    meant means | \b(?:this|it|that|which|failure|delays?|fault) (?:\w+ ){0,2}?mean(?:t|s)\b
    impact effect | \b(?:serious|significant|detrimental|negative|adverse|profound|real) (?:impact|effect)\b
    avoided | \b(?:could|might|would) (?:\w+ ){0,2}?(?:have been|be) avoided\b
    impact effect effects | \b(?:impact|effects?) (?:on|of|upon) (?:\S+ ){1,14}?(?:was|were|is|has been|have been) (?:\w+ )?(?:significant|serious|severe|considerable|profound|devastating|lasting|real|great)\b
    put | \bput (?:\S+ ){1,4}?to (?:\w+ )?(?:time|trouble|expense)\b
    trouble | \b(?:put|gone|went) (?:\w+ )?to (?:\w+ ){0,2}?trouble\b
    had | ^(?:had|but for) (?:the|it|they|this|that|officers?)\b
    balance likely probably | \b(?:on balance|it is (?:more )?likely|would (?:probably|likely|have)|likely (?:to have|that))\b
    coped cope struggled alone
    hardship anguish grief embarrassment humiliating traumatic upsetting isolated exhausted unsafe
    consequence result | \b(?:consequence|result|effect) (?:of \w+ )?(?:was|is|were)\b|^as a (?:result|consequence)\b
    frustrated limbo disadvantaged prejudiced compromised suffered deteriorated
    without | \b(?:went|gone|going|goes|go) without\b
    risk | \b(?:put|puts|putting|left|leaving|placed) (?:\S+ ){1,5}?(?:at|in) (?:\w+ )?(?:risk|danger)\b
    loss | \b(?:the|this|that|her|his|their) loss\b
    turn | \b(?:no one|nobody|nowhere) (?:else )?to turn\b
    frightened distressed worried | \b(?:was|were|been) (?:\w+ ){0,2}?(?:frightened|distressed|worried|upset|anxious)\b
    wrong | \b(?:got|went|gone|going) (?:\w+ )?wrong\b
    """
"""What the wrong did to people."""

_CLEARED: Final = r"""
    reasonable reasonably appropriate appropriately properly correctly correct proportionate | \b(?:reasonabl[ey]|appropriate(?:ly)?|properly|correct(?:ly)?|proportionate)\b(?! cause| excuse| adjust| steps| notice| time\b| grounds to| person)
    suitably fairly | \b(?:suitably|fairly)\b(?! long| common)
    support supports supported | \bsupport(?:s|ed)? the (?:council|trust|authority|board|partnership|landlord)'s\b
    persuaded | \b(?:not|nor) persuaded\b
    some | \bgone some way\b
    time | \b(?:written down|recorded|noted|explained) at the time\b
    line accordance keeping | \bin (?:line|accordance|keeping) with\b
    cogent reasons | \bcogent\b|\b(?:gave|given|recorded) (?:\w+ ){0,2}?reasons\b
    criticise grounds | \b(?:cannot|no|not|nobody)\b(?: \S+){0,5} (?:criticise|grounds)\b
    satisfied entitled | \b(?:is|am|was|are|were) (?:\w+ )?(?:satisfied|entitled)\b
    right | \b(?:was|were) right to\b|\bright (?:questions|steps|process)\b
    careful carefully sensible sensibly balanced even-handed courteous diligent conscientious rational logical adequate adequately lawful lawfully justified
    relevant | \ball (?:of )?(?:the )?relevant\b
    quick thoughtful prompt swift excellent commendable thorough | \b(?:was|were|is|are|been) (?:\w+ ){0,3}?(?:quick|thoughtful|prompt|swift|excellent|commendable|thorough)\b
    pleased commend commended credit beyond good | \b(?:pleased|glad) to (?:see|note)|\bcommend(?:ed)?\b|\bto (?:its|their) credit\b|\bbeyond what\b|\bgood (?:practice|work|quality)\b
    indication evidence | \b(?:no|not enough|insufficient|little|not seen any|seen no) (?:\w+ )?(?:indication|evidence)\b
    standard | \b(?:high|good) standard\b
    within | \bwithin (?:the )?(?:\S+ ){0,3}?(?:timescales?|time limits?|days allowed|target|days)\b
    promptly quickly swiftly | \bacted (?:\w+ )?(?:promptly|quickly|swiftly)\b
    """
"""What was done as it should be."""

_OPEN: Final = r"""
    unable cannot could able possible | \b(?:i|we|ombudsman|she|he) (?:am|are|is|was|were|have|has|had)?(?: also| therefore| been| not)* ?(?:unable to|cannot|could not|able to|possible to) (?:\w+ )?(?:prefer|say|know|conclude|reach|establish|determine|make|tell|decide|resolve|be sure|be certain)\b
    possible | \bnot (?:been )?possible to (?:\w+ )?(?:say|know|conclude|reach|establish|determine|tell|decide|resolve)\b
    allow view finding | \bdid not allow\b|\breach a view\b|\bmake a finding\b
    accounts evidence | \btwo (?:different |conflicting )?accounts\b|\bno independent (?:evidence|witness)\b
    inconclusive
    finding | \bno finding\b
    """
"""What could not be settled."""

_CLOSED: Final = r"""
    investigate pursue | \b(?:will|have|has|do|did|shall|should|cannot|could|can) not (?:\w+ )?(?:investigate|pursue)\b
    reached come taken | \b(?:reached|come to|taken) this (?:view|decision)\b
    outside | \boutside (?:our|my|the ombudsm[ae]n'?s?'?) (?:jurisdiction|remit|powers)\b
    improbable
    unlikely | \bunlikely\b(?! (?:\S+ ){0,5}?(?:find|found)\b)
    investigation investigating | \b(?:completed|ended|discontinued|closed|stopped|discontinue|end) (?:my|our|this|the|her|his) investigation\b|\b(?:further investigation|investigating further|an investigation) (?:by us )?(?:would|is|could|cannot|will)\b
    warrant justify | \b(?:not|no|insufficient)\b(?: \S+){0,8} (?:warrant|justify)\b
    discontinued jurisdiction wasteful
    stopped | \bstopped investigating\b
    little nothing | \b(?:little|nothing) (?:more |further )?(?:that |for me to |for us to )?(?:we|i|do|to be gained|would)\b
    purpose | \b(?:no|little) (?:useful )?purpose\b
    placed | \bbetter placed\b
    worthwhile | \b(?:nothing|not) (?:\w+ ){0,3}worthwhile\b
    """
"""Why nothing is looked into, or no further."""

FAULT: Final = Signs(_FAULT)
CRITICISM: Final = Signs(patterns_of((_FAULT, _WRONGS)))
HARM: Final = Signs(_HARMS)
CLEARED: Final = Signs(_CLEARED)
OPEN: Final = Signs(_OPEN)
CLOSED: Final = Signs(_CLOSED)

SUPPOSED: Final = Signs(
    r"""
    fault faults maladministration injustice failings failure | \b(?:whether|if|any|alleged|possible|the (?:word|term)|unless|look for|evidence of|refer to|when we find|causes?) (?:\S+ ){0,6}?(?:‘|')?(?:faults?|maladministration|injustice|failings?|failure)\b
    """
)
"""Fault that is asked after, not found."""
REMEDIED: Final = Signs(
    r"""
    remedy remedies | \bto (?:put right|remedy) (?:the |any |this |that |her |his |their )*(?:injustice|fault)
    """
)
"""The opening of an order, whatever fault it names."""

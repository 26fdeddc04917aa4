"""Words of redress for these people, and of change for the future."""

from typing import Final

from storage.documents.cues.signs import Signs
from storage.documents.wording import any_of

_BODY: Final = (
    r"(?:council|authority|trust|partnership|department|landlord|association|board|organisation|"
    r"hospital|school|provider|it|they|spokes(?:man|woman|person)|we|i)"
)
_SINCE: Final = r"(?: has| have| had| also| now| since| already| then| later| both| fully)*"

IMPERATIVE: Final = any_of(
    r"^(?:\W*r?\d[\d.]*\W+)?(?:(?:with|in|as|within|together|alongside|through)\b[^,.]{0,60}, )?(?:\w+ly )?"
    r"(?:audit|bring|check|clear|close|drive|engage|explore|find|hear|help|hold|invest|keep|listen|measure|"
    r"minimise|oversee|plan|publish|record|redesign|scrutinise|seek|sharpen|simplify|step|stop|"
    r"streamline|test|widen|accelerate|address|agree|appoint|apologise|arrange|assure|build|carry|clarify|complete|"
    r"consider|continue|create|develop|embed|enable|ensure|equip|establish|evaluate|expand|extend|"
    r"fully|give|identify|implement|improve|include|increase|introduce|learn|maintain|make|meet|monitor|"
    r"offer|pay|prepare|prioritise|produce|promote|provide|put|raise|recruit|reduce|refresh|reinforce|"
    r"remind|require|resolve|review|revise|secure|set|share|speed|strengthen|support|take|target|"
    r"tackle|track|train|undertake|update|use|work|write)\b"
)
"""How an order or a recommendation begins, where a sentence that judges begins otherwise."""

REDRESS: Final = Signs(
    r"""
    apologise apologises apologised apologising apology apologies apologize | \bapolog(?:y|i[sz]\w+)\b
    sorry
    pay pays paid paying | \bpa(?:y|ys|id|ying)\b
    payment payments | \bpayments?\b
    £ | £
    compensation compensate compensated reimburse reimbursed reimbursement refund refunded repay repaid backdate backdated backdating waive waived reinstate reinstated goodwill solatium
    write written | \b(?:write|written) off\b
    reassess reassessment reassessed | \breassess\w*
    assess | \bre-assess\w*
    fresh new | \b(?:fresh|new) (?:\w+ ){0,2}?(?:assessment|panel|appeal|decision|investigation|look|review|offer|hearing|consideration)\b
    redress
    """
)
"""What puts something right for these people, whatever it is called."""

PERSONAL: Final = Signs(
    r"""
    mr mrs ms miss mx dr | \b(?:mr|mrs|ms|miss|mx|dr) \w+
    her his him complainant complainants resident tenant aunt uncle grandparents teenager
    c | \bc(?:'s)?\b(?! of)
    a b | \b[ab](?:'s)\b|\bto (?:[bd]\b|a\b(?= and| for|[,.;]|$))|\b[abd] and [abcd]\b
    child | \b(?:child|young person) (?:[b-z]\b|a's\b)
    family parents child daughter son boy girl | \bthe (?:family|parents|child|daughter|son|boy|girl|young person|mother|father)\b
    """
)
"""Words for the people of the case."""

CHANGE: Final = Signs(
    r"""
    policy policies procedure procedures process processes practice practices protocol protocols
    training train trained trains refresher
    remind reminded reminds reminder
    guidance guidelines leaflet leaflets website template templates
    staff | \b(?:its|all|their|the|relevant|that|and|other|our|social work|care|new) (?:\w+ ){0,2}?staff\b|^staff\b|\bstaff (?:who|should|are)\b
    officers managers teams workers caseworkers
    audit audits auditing
    lessons | \blessons (?:\w+ ){0,2}?learn|\blearn(?:t|ed|ing)? (?:\w+ ){0,2}?lessons
    learning | \blearning (?:from|points?|and)\b
    future
    improve improves improved improvement improvements
    others | \b(?:any|all|how many) others\b
    other | \b(?:other|similar) (?:\w+ ){0,2}?(?:families|carers|cases|children|people|complaints|complainants|residents|tenants|young people|decisions|relatives)\b|\bother\b(?: \w+){0,6} affected\b
    action | \baction plan\b
    systems system monitoring monitor monitors tracks track supervision oversight recruit recruited recruiting
    record | \brecord[- ]keeping\b
    all every each | \b(?:all|every|each) (?:\w+ ){0,2}?(?:children|child|cases?|carers?|families|placements?|decisions?|young people|assessments?|complaints?|visits?|plans?)\b
    ensure sure | \b(?:ensur\w+|make sure|makes sure) (?:that )?(?:it|its|there|all|staff|officers|they|no|the council|children|in future|social workers|assessments?|complaints|plans|any)\b
    review reviews | \breviews? (?:of )?(?:its|the|their|how|what|whether it|other|decisions|all|cases|a sample)\b(?! case| decision| plan| assessment| care| placement)
    revise revised update updated rewrite rewritten circulate introduce introduced develop developed implement implemented prepare produce
    share | \bshare (?:this|the|our|these|learning|lessons) (?:\w+ )?(?:decision|report|findings?|statement|outcome|learning|lessons)\b
    report | \breport (?:its findings|back|to (?:us|its|the relevant|cabinet|committee))\b
    workshop target targets quarterly rule rules
    report | \b(?:daily|weekly|monthly|regular) reports?\b
    plan | \b(?:its|an?|the) plan (?:for|to)\b
    carers parents families | \bmak(?:e|es|ing) sure (?:that )?(?:all |its )?(?:carers|parents|families)\b
    team department service officer | \bits (?:\w+ ){0,2}?(?:team|department|service|officer)\b
    notes records visits plans assessments | \bensur\w+ (?:that )?(?:\w+ ){0,2}?(?:notes|records|visits|plans|assessments)\b
    all | \ball (?:\w+ ){0,2}?(?:guardians|parents|adopters|leavers|residents|schools|providers|panels)\b
    all every each | \bensur\w+ (?:that )?(?:every|each|all|any)\b|\bevery (?:\w+ ){0,2}?(?:leaver|resident|pupil|family|person|carer)\b
    arrangements resources capacity staffing caseloads commissioning committee committees board cabinet strategy waiting briefing
    draw drawn | \bdr(?:aw|aws|awn|awing) up\b
    brief | \bbrief (?:its|all|the|staff|officers)\b
    agree | \bagree (?:how|an? (?:\w+ )?(?:protocol|procedure|process|plan)|arrangements)\b
    change changes | \bchanges? (?:the way|how|its|their)\b
    form forms | \b(?:its|the|complaints?|application) (?:\w+ )?forms?\b
    place | \bput in place\b|\bin place\b
    prevent | \bprevent\w* (?:\w+ ){0,3}?(?:recurrence|happening|recurring|future|similar|others?)\b
    consult | \bconsult\b
    many | \bhow many\b
    look | \blook (?:again |afresh )?at (?:how|its|the way)\b
    second check checks | \b(?:second|extra|regular|monthly|weekly) checks?\b|\bcheck (?:that|whether|how)\b
    discuss share | \b(?:discuss|share) (?:it|this|the (?:report|decision|findings))\b
    refer | \brefer itself\b
    """
)
"""What changes for the future."""

CHANGED: Final = Signs(
    r"""
    review | \breview(?:s|ed|ing)? (?:of )?(?:its|the|their|how|other) (?:\S+ ){0,5}?(?:polic\w+|procedures?|process\w*|practice|guidance|arrangements|how|systems?|others?|cases|carers|decisions)\b
    remind reminded | \bremind(?:ed|s)?\b
    train training trained | \btrain(?:ing|ed)?\b
    improve improved improvement improvements revise revised rewritten rewrite recruited
    audit | \baudit\b
    action | \baction plan\b
    procedures policy | \b(?:procedures|policy) (?:are|is|has been|have been|were|was)\b
    lessons | \blessons (?:\w+ ){0,2}?learn|\blearn(?:t|ed|ing)? (?:\w+ ){0,2}?lessons
    how | \b(?:improve|reviews?|reviewed) how\b
    prevent | \bprevent\w* (?:\w+ ){0,3}?(?:recurrence|happening|recurring|future|similar|others?)\b
    brief | \bbrief (?:its|all|the|staff|officers)\b
    new | \b(?:new|extra|more) (?:\w+ ){0,3}?(?:workers?|staff|managers?|caseworkers?|director|system|panel|team|procedure|policy)\b
    share | \bshare this report\b
    """
)
"""Change that is told beside redress, in the same breath."""

AGREED: Final = Signs(
    rf"""
    agreed agrees agree agreeing | \b{_BODY}{_SINCE} agree[sd]?(?: to\b| that it will\b| it will\b| with\b)?|\bagreed (?:actions?|to)\b
    will | \bwill(?: also| now| then)* (?:be (?:paid|backdated|refunded|reimbursed|compensated|repaid)|pay|apologise|refund|reimburse|repay|backdate)\b|\b(?:council|authority|trust|partnership|landlord|it|they) will(?: also| now| then)*(?::| (?!not\b|be )\w+)
    refunded paid backdated reimbursed repaid | \b(?:is|are) to be (?:refunded|paid|backdated|reimbursed|repaid)\b
    accept accepted | \b(?:{_BODY}|both|councils|authorities|bodies|icb){_SINCE} accept(?:ed)? (?:\w+ ){{0,3}}?(?:recommend|proposal)\w*
    """
)
"""The body takes it upon itself."""
ORDERED: Final = Signs(
    r"""
    recommend recommends recommended recommendation recommendations | \brecommend(?:s|ed|ations?)?\b
    ordered told directed instructed | \b(?:was|were|been|is|are) (?:ordered|told|directed|instructed) (?:to|that)\b|\border(?:ed|s) (?:the|it)\b
    should must | \b(?:council|authority|authorities|trust|partnership|landlord|department|it|they|organisation|board|provider) (?:\w+ )?(?:should|must)(?: also| now| then)*\b(?! have been| have)
    asked | \b(?:we|i|ombudsman|she|he|watchdog)(?: have| has| also)* asked (?:the|it)\b|\basked (?:the|it)(?: \w+){0,3} to\b
    called | \bcalled (?:for|on)\b
    urged
    may might | \b(?:may|might) (?:wish|want) to\b
    until | \b(?:has|have|had) until\b
    weeks months days | \b(?:has|have) (?:been given )?(?:\w+ ){1,2}(?:weeks|months|days) to\b
    awarded | \b(?:was|were|been|be|is) awarded\b
    """
)
"""Who decides wants it done."""
OWN_OFFER: Final = Signs(
    rf"""
    offered offers offer offering | \b(?:{_BODY}|which){_SINCE} (?:offered|made (?:an|a \w+) offer)\b|\boffer(?:ed|s)? (?:of |her |him |them |c |m\w+ \w+ )?(?:£|compensation|an? (?:\w+ ){{0,2}}?payment|to )|\bit had offered\b
    apologised apologises apologise sorry apology | \b{_BODY}{_SINCE}(?: \S+){{0,6}}? apologise[sd]?\b|\b(?:are|is|was|am|were)(?: \S+){{0,2}} “?(?:\w+ )?sorry\b|\b(?:has|have|had) (?:\w+ )?apologised\b|\b(?:offered|made|gave|given|issued|sent|its) (?:\w+ ){{0,3}}?apology\b
    paid reimbursed refunded backdated reinstated waived compensated repaid | \b{_BODY}{_SINCE} (?:paid|reimbursed|refunded|backdated|reinstated|waived|compensated|repaid)\b(?! (?:the|at the) (?:correct|right|full|same|usual))
    paid refunded reimbursed backdated | \b(?:was|were|has been|have been) (?:\w+ )?(?:paid|refunded|reimbursed|backdated)\b(?! (?:by|less|more|too|for by))
    backdate | \bagree[sd]? to backdate\b
    put | \b(?:put|putting) (?:things|matters|it|this) right\b|\bput back (?:the|her|his|their)\b
    paid repaid refunded reimbursed | \band (?:has|had|have) (?:since |now |also )?(?:paid|repaid|refunded|reimbursed)\b|\band (?:paid|repaid|refunded|reimbursed) (?:\w+ ){{0,3}}£
    rectify rectified remedied | \b(?:rectif\w+|remedied)\b
    acted took | \b(?:acted|took)(?: \w+)? (?:promptly|immediately|action|steps)\b|\bimmediately took\b
    action | \baction (?:being|it (?:is|has)) tak\w+\b|\btaken (?:\w+ )?(?:action|steps)\b
    say said | \b(?:said|i say|we say) sorry\b
    wrote written visited met phoned | \b(?:wrote|written|visited|met|phoned|went)\b(?: \S+){{1,8}}? to (?:say (?:it was |they were )?(?:sorry|so)|apologise)\b
    apologised | \band (?:has |had |have |also |later ){{0,2}}apologised\b
    apology | \bapology (?:is|was|has been) (?:\w+ )?(?:on (?:its|the) way|sent|given|made|offered|issued)\b
    apologised | \b(?:reply|letter|response|manager|director|executive|officers?|head) (?:\w+ )?apologised\b
    already | \balready (?:\w+ed|paid|written|put|made|given|sent|begun)\b(?! (?:complained|said|told|asked))
    spoken | \bspoken to (?:those|the|these) (?:parents|famil\w+|carers|people)\b
    """
)
"""What the body offers, or has done, by itself."""
OWN_CHANGE: Final = Signs(
    rf"""
    introduced changed recruited appointed trained updated reviewed improved rewritten invested created strengthened reminded established launched employed hired commissioned restructured revised retrained drafted signed opened doubled trebled tripled overhauled revamped | \b(?:{_BODY}{_SINCE}|(?:has|have|(?<=[a-z] )had) (?:\w+ ){{0,1}}?been) (?:introduced|changed|recruited|appointed|trained|updated|reviewed|improved|rewritten|invested|created|strengthened|reminded|established|launched|employed|hired|commissioned|restructured|revised|retrained|signed|opened|doubled|trebled|tripled|overhauled|revamped)\b|\b(?:is|are) being (?:drafted|reviewed|updated|rewritten|introduced|developed|trained|recruited|changed|put)\b
    taken put brought set made | \b(?:we|it|council|authority|has|have|had)(?: has| have| had| also| now| since| already){{0,3}} (?:taken (?:on|action|steps)|put (?:in|an|more|a|new|extra|£)|brought in|set up|made (?:\w+ )?(?:changes|improvements|progress)|begun|started)\b
    lessons | \blessons (?:\w+ ){{0,2}}?learn|\blearn(?:t|ed|ing)? (?:\w+ ){{0,2}}?lessons
    way | \bunder ?way\b
    underway
    changing reviewing recruiting improving training working looking | \b(?:are|is|am|be|been)(?: now| currently| also| already){{0,2}} (?:changing|reviewing|recruiting|improving|training|developing|introducing|looking (?:closely )?at|working (?:hard|with|to))\b
    plan | \b(?:has|have|had) (?:\w+ ){{0,3}}?(?:an?|its|new) (?:action|improvement) plan\b
    prevented | \bpreventable\b
    begun | \bhas (?:now )?begun\b|\b(?:it|they|council|authority|trust|partnership) had (?:now )?begun to\b
    closed replaced withdrawn merged simplified tightened extended automated abolished ended | \b(?:has|have) (?:now |since |also )?been (?:closed|replaced|withdrawn|merged|simplified|tightened|extended|automated|abolished|ended)\b
    now | \bnow (?:goes?|gets?|uses?|checks?|sends?|receives?|meets?|holds?|works?|sees?)\b
    gone | \b(?:has|have) gone back to \w+ing\b
    now | \b(?:are|is|were|was) now (?:being )?(?:done|carried out|held|checked|reviewed|made|trained|required|in place)\b
    """
)
"""What the body changes by itself."""

WISH: Final = Signs(
    r"""
    wants want wanted wish wishes wished seeking seeks sought hopes hoped | (?<!what )(?<!how )(?<!whether )\b(?:mr|mrs|ms|miss|dr|she|he|they|c|i|complainant|mother|father|family|parents|who|resident|couple)(?: (?!what|how|not|may|might)\S+){0,4}? (?:want|wish|seek|sought|hope)\w*\b(?! to reassure)
    like | \bwould(?: also)? like\b
    desired
    hope hopes
    asked request requested | \b(?:mr|mrs|ms|miss|dr) \w+ (?:also |has |had |then )?(?:asked|requested)\b|\b(?:she|he|they|c|complainant|family|parents)(?: also| has| had| then){0,2} (?:asked|requested)\b
    should | \b(?:says?|said|believes?|feels?|thinks?|considers?) (?:that )?(?:the council|it|they|the trust) (?:should|must|ought)\b
    """
)
"""What the people of the case would like."""

FORMULA: Final = Signs(
    r"""
    set | \brecommendations? (?:is|are) set out\b
    see | \bwhat we found\b.*\bwhat we need to see\b
    proof | \bsend us proof\b
    evidence | \bimplemented the recommendations\b|\bby the deadline\b
    complied | \bcomplied with (?:the|our|these)\b
    satisfied | \bombudsm[ae]n satisfied with\b
    apology it this | ^(?:the apology|it|this) should (?:meet|follow|be in line|comply)\b
    consider | ^(?:\S+ ){0,4}?(?:must|should|has to|have to|needs to) consider (?:the|this) report\b
    accepted accepts accept | \baccept(?:s|ed)? (?:all |both )?(?:of )?(?:my|our|the|these|this|its) (?:\w+ and )?(?:recommendations?|findings)(?: in full)?[.,]?$
    state aim | ^(?:these|they|our principles) state\b|\bwe aim to\b
    welcome | \bi welcome\b
    considering | ^in (?:considering|making|deciding|determining) (?:our|my|the)\b
    monitor | \bwe will (?:\w+ )?(?:monitor|check|follow up)\b
    full | \bfull council\b
    deadline | \bby the (?:deadline|date) we set\b
    asked | \basked to (?:send|provide|give) us (?:with )?(?:\w+ )?(?:evidence|proof)\b
    draft | \bdraft decision\b
    publish | \b(?:we|ombudsman) (?:\w+ )?publish\b
    """
)
"""Standard sentences around orders that order nothing."""
GENERAL: Final = Signs(
    r"""
    guidance | \b(?:our|ombudsman's|published|the) (?:\w+ ){0,3}?guidance\b
    remedy remedies redress | \b(?:suitable|appropriate|satisfactory|proportionate|fair|sufficient|enough to) (?:remedy|redress)\b
    normally usually often | \b(?:we|i|it|which)(?: \w+)? (?:normally|usually|often)\b
    when | ^when (?:we|i|deciding|a council)\b
    """
)
"""What is said of orders in general; it may stand beside an order."""

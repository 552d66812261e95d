"""Subjects, verbs and numbers that do not agree."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import AGREE, SlipPattern, slip
from replylint.detect.slip_patterns.words import ADJ, BARE, CLAUSE, DET, END, MID, NOT_HEAD, PLURAL, VERB, VERB_S

AGREEMENT: tuple[SlipPattern, ...] = (
    slip(
        "pronoun-s-verb",
        r"\b(?:we|they)\s+(?:also |already |always |just |only )?(?P<x>has|is|was|does|doesn['’]t|isn['’]t|wasn['’]t|hasn['’]t"
        rf"|apologizes|apologises|{VERB_S})\b|\bi\s+(?P<y>has|is|are|were(?! you)|does|doesn['’]t|hasn['’]t|understands|needs|wants"
        r"|sends|apologizes)\b(?<!if i were)",
        AGREE,
        bad=("We has refunded you.", "They was late."),
        good=("What we do is simple.", "If I were you."),
    ),
    slip(
        "you-s-verb",
        rf"{CLAUSE}(?:(?:if|when|as|whether)\s+)?you\s+(?P<x>has|is|was|does|doesn['’]t|wasn['’]t|hasn['’]t|isn['’]t|{VERB_S})\b"
        rf"|\b(?:if|when|whether)\s+you\s+(?P<y>has|is|was|does|doesn['’]t|wasn['’]t|{VERB_S})\b",
        AGREE,
        bad=("If you has a photo, send it.",),
        good=("A note to you is in the box.",),
    ),
    slip(
        "it-plain-verb",
        rf"(?:{CLAUSE}|\b(?:and|if|when|because|so|that|which means)\s+)(?:it|he|she)\s+(?:also |already |always |just |only |usually "
        rf"|normally )?(?P<x>have|are|do|don['’]t|haven['’]t|aren['’]t|{VERB.replace('|have', '')})\b(?! not\b)",
        AGREE,
        bad=("It have a small scratch.", "It take 3 days.", "He don't know."),
        good=("Does it have a lid?", "We let it go.", "It has a lid."),
    ),
    slip(
        "plural-s-verb",
        rf"{CLAUSE}(?:the|your|our|these|those|all|both|some|many|several|most|two|three|four|five|six|seven|eight|nine"
        rf"|ten)\s+{MID}{{0,3}}(?P<x>(?!(?:weeks|days|hours|minutes|inches|dollars|years|months|ounces|pounds|feet|miles|news|series"
        r"|lens|means|gas|bus|canvas|status|bonus|access|address|process|business|plus|usps|ups|walmart|glasses|always|tries|times"
        r"|restarts|attempts|messages|replies|calls|emails|this|its|his|yours|ours|us|thus|cents|sales|goods|customs|sears|logistics"
        r"|electronics|species|atlas|christmas|basis|analysis|focus|campus|virus|iris|tennis|cactus|apparatus|overseas|perhaps|sometimes"
        rf"|afterwards|besides|less|unless|loss|boss|cross|press|dress|mattress|class|glass|mass|pass|moss)\b)(?:[a-z]{{3,}}[^sui\W]s"
        rf"|ones|people)\s+(?:is|was|has|doesn['’]t|isn['’]t|wasn['’]t|hasn['’]t|{VERB_S}))\b"
        r"(?!\s+(?:too|enough|plenty|nothing|a lot|not acceptable"
        r"|(?:in|un)\w+(?:ble|sed)|hard|bad|wrong|long|short|what|an?|(?:two|three|four|five|six) too)\b)",
        AGREE,
        bad=("Two clean ones is going out.", "The parts was shipped.", "Your items has left."),
        good=(
            "Two weeks is far too short.",
            "Three belts is three too many.",
            "The list of parts is attached.",
            "All information about our items is on the page.",
            "To lose all but the last pieces is hard.",
            "Two wears is nothing.",
            "Two wrong tubes is inexcusable.",
            "The address is correct.",
            "The glass is thick.",
        ),
    ),
    slip(
        "singular-plain-verb",
        rf"{CLAUSE}{DET}\s+{MID}{{0,3}}{NOT_HEAD}(?P<x>[a-z][a-z-]*[^s\W\d]\s+(?:have|are|were|don['’]t|do not|haven['’]t|have not"
        r"|aren['’]t|weren['’]t))\b",
        AGREE,
        bad=("The torque wrench have been packed today.", "Your order were shipped."),
        good=("The rest are on the way.", "The parts you have are fine.", "The lid and the box are here."),
    ),
    slip(
        "indefinite-plain-verb",
        r"(?<!should )(?<!could )(?<!would )(?<!may )(?<!will )(?<!must )(?<!can )(?<!might )(?<!did )(?<!does )(?<!let )\b(?:everyone"
        r"|everybody|everything|someone|somebody|nobody|nothing|anything|something|each one)\s+(?P<x>are|were|have|do"
        r"|don['’]t)\b(?<!does everyone have)",
        AGREE,
        bad=("Everything are ready.",),
        good=("Everything is ready.",),
    ),
    slip(
        "there-number",
        r"\bthere\s+(?P<x>is|was|has been)\s+(?:two|three|four|five|six|many|several|some (?!of)\w+[^s\W]s\b|few|no (?:parts|items|photos"
        r"|screws|orders)\b)|\bthere\s+(?P<y>are|were)\s+(?:a|an|one)\s+(?!(?:few|lot|couple|number|handful|variety|pair|dozen|range|set"
        r"|hundred|or|to)\b)",
        AGREE,
        bad=("There is two boxes.", "There are a problem."),
        good=("There are a few left.", "There is one box."),
    ),
    slip(
        "determiner-plural",
        r"\b(?P<x>(?:every|each|another|one|this)\s+(?:order|item|part|package|parcel|box|label|refund|replacement|unit|product|photo"
        r"|picture|customer|problem|issue|question|piece|shipment|message|wheel|jar|lamp|chair|bag|request|mistake|seller)e?s)\b(?!['’])"
        rf"|\b(?P<y>an?\s+(?:(?:{ADJ})\s+)?(?:items|packages|parcels|boxes|labels|refunds|replacements|units|products|photos|pictures"
        r"|problems|issues|questions|orders|messages|mistakes|shipments|chairs|lamps|jars))\b(?!['’])(?!\s+(?:department|team|policy"
        r"|page|desk|list|box|label|kit|form))",
        "A singular determiner stands before a plural.",
        bad=("Every orders leaves in a box.", "Here is a new labels."),
        good=("Every order leaves today.", "These orders left."),
    ),
    slip(
        "determiner-singular",
        rf"\b(?!both\s+[\w-]+\s+and\b)(?P<x>(?:these|those|many|several|both|two|three|four|five|six|few"
        rf"|various)\s+(?:(?:{ADJ})\s+)?(?:{BARE}|customer|question"
        r"|photo|issue|day|week|hour|month|year|color|size|time))(?=\s*(?:[.,;!?)]|$)|\s+(?:are|were|have|will|for|from|with|in|on|at|to"
        r"|and|but|ago|after|before|that|which|you|we|today|was|is|has)\b)",
        "A plural determiner stands before a singular.",
        bad=("We sent two replacement box to you.", "These item are new.", "It takes three day."),
        good=("A three day window.", "These items are new."),
    ),
    slip(
        "of-singular",
        rf"\b(?:one|some|all|many|most|any|two|three|several|both)\s+of\s+(?:our|the|your|these|those)\s+(?:{ADJ}\s+)?(?P<x>customer"
        r"|item|part|agent|driver|supplier|seller|product|photo|label|screw|representative|warehouse|specialist|colleague"
        r"|technician)\b(?=\s*[.,;!?]|\s+(?:will|has|have|is|are|was|were|for|in|to|and|at|who|that|told)\b)|\b(?P<y>(?:a batch|lots"
        rf"|a lot|plenty|a set|a pair|a number|a couple|dozens|hundreds|lot)\s+of\s+(?:(?:{ADJ})\s+)?(?:{BARE}|customer|question"
        rf"|issue))\b{END}",
        "A plural is wanted here.",
        bad=("The cause was a batch of pump with a weak seal.", "One of our agent will write."),
        good=("All of the box was wet, one of our agents says.",),
    ),
    slip(
        "uncountable-plural",
        r"\b(?:informations|advices|equipments|furnitures|luggages|softwares|hardwares|stuffs|patiences|merchandises|feedbacks|evidences"
        r"|knowledges|homeworks|jewelries|trainings material|baggages|mails(?= from| to us)|sceneries)\b",
        "This noun has no plural.",
        bad=("We need more informations.",),
    ),
    slip(
        "much-plural",
        rf"\b(?P<x>(?:much|so much)\s+(?:{PLURAL}))\b|\bmany\s+(?P<y>information|feedback|advice|equipment|patience|furniture"
        r"|time and effort)\b",
        "“Much” goes with what cannot be counted, “many” with what can.",
        bad=("We have too much orders.",),
    ),
    slip(
        "subject-drops",
        rf"{CLAUSE}(?:they|we|the \w+s)\b(?:(?!\b(?:it|he|she|this|that|which|who|one|each|what|if|when"
        rf"|to)\b)[^.;:,!?]){{4,60}}\band\s+(?P<x>is|has|was)\b|\b(?:it|he|she)\s+(?:is|has|was)\b(?:(?!\b(?:to|will|can|you|we|they"
        rf"|should|would|please|i)\b)[^,.;:!?]){{3,40}}\band\s+(?P<y>charge|come|fit|work|need|have|are|leave|take|include|look|do|run"
        r"|cost|contain)\b",
        AGREE,
        bad=("They left us on Monday with UPS and is scheduled for Friday.", "It is certified and charge at up to 27 W."),
        good=("They left on Monday and are due on Friday.", "It is light and works well.", "If it was out, unplug it and leave it."),
    ),
    slip(
        "of-them-singular",
        r"\b(?:both|all|most|many|several|two|three|some|few)\s+of\s+(?:them|these|those)\s+(?P<x>is|was|has|doesn['’]t)\b"
        r"|(?<!of )(?<!the )(?<!for )(?<!in )(?<!on )(?<!with )(?<!from )(?<!to )\b(?:both|these|those)\s+(?:(?!(?:by|in|on|with|for|to"
        r"|of|and|at|from)\b)[a-z]+\s+)?(?P<y>[a-z]{2,}[^sui\W]s\s+(?:is|was|has))\b",
        AGREE,
        bad=("Both of them is used.", "Our count says both rods was in the tube."),
        good=("One of these boxes is wet.",),
    ),
    slip(
        "singular-base-verb",
        rf"{CLAUSE}{DET}\s+{MID}{{0,2}}{NOT_HEAD.replace('|one|', '|')}(?P<x>[a-z]*[^s\W\d]\s+(?:go|leave|come|arrive"
        r"|follow))(?=\s+(?:out|on|at|in|to|today|tomorrow|with|by|from|as|you|the|us|this)\b)",
        AGREE,
        bad=("The second one go out tomorrow.",),
        good=("The second one goes out.",),
    ),
    slip(
        "this-plural",
        r"\b(?:for|of|in|with|about|from)\s+(?P<x>this\s+(?!(?:series|news|lens|means|canvas|process|always|gas|bus|glass|mess|address"
        r"|business|business's)\b)[a-z]{3,}[^sui\W]s)(?=\s*[.,!?;]|$|\s+(?:and|to|that|we|you)\b)",
        "A singular determiner stands before a plural.",
        bad=("We are very sorry for this casters.",),
        good=("Sorry for this mess.",),
    ),
    slip(
        "of-phrase-agreement",
        r"(?:^|[.;!?]\s+)(?:a|the|your|one|each|every)\s+(?:full |new |whole )?(?:refund|box|set|pair of the|bottle|copy|return|label"
        r"|cost|price|color|colour|lid|size)\s+of\s+(?!(?:and|or)\b)[$\w.,\x00-]+(?:\s+\w+)?\s+(?P<x>have|are|were)\b",
        AGREE,
        bad=("A refund of $52 have been made to you.",),
        good=("A refund of $52 has been made.",),
    ),
    slip(
        "relative-agreement",
        r"\b(?:a|an|the|one)\s+(?:\w+\s+)?[a-z]+[^s\W]\s+(?:that|which)\s+(?P<x>keep|have|come|fit|work|need|go|make|take|hold|cost|are"
        r"|were|do|don['’]t)\b(?=\s+(?:its|a|the|on|in|with|from|your|for|to|not|been|out|up)\b)(?!\s+to\s+be)",
        AGREE,
        bad=("It has a cell that keep its memory.",),
        good=("The cells that keep the memory are fine.",),
    ),
    slip(
        "unit-singular",
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3})\s+(?P<x>minute|hour|month|year|inche)(?=\s*[.,;!?]|$|\s+(?:to"
        r"|for|after|before|and|in|at|or|so)\b)",
        "A plural is wanted here.",
        bad=("It deepens in the first ten minute.",),
        good=("It takes ten minutes.",),
    ),
    slip(
        "any-plural-verb",
        r"\b(?:any|each|every)\s+(?!of\b)(?:[\w-]+\s+){0,3}?(?P<x>[a-z]+[^s\W\d]\s+are)\s+(?:fine|ok|good|ready|included|checked|packed"
        r"|tested)\b",
        AGREE,
        bad=("Any glycerin based solution are fine.",),
        good=("Any of the two are fine.",),
    ),
    slip(
        "plural-ones-verb",
        rf"{CLAUSE}(?:the\s+)?{MID}{{0,2}}(?P<x>ones\s+(?:goes|is|was|has|leaves|ships|comes|needs|fits))\b",
        AGREE,
        bad=("Chrome ones goes out tomorrow.",),
        good=("The ones here are new.",),
    ),
    slip(
        "money-agreement",
        r"(?:^|[.;!?]\s+)(?:the|your)\s+\$[\d.,\x00]+\s+(?P<x>leave|go|follow|arrive|come|have|are|were)\b",
        AGREE,
        bad=("The $44.10 leave us today.",),
        good=("The $44.10 left us today.",),
    ),
    slip(
        "pronoun-dont",
        r"\b(?P<x>(?:it|he|she)\s+(?:don['’]t|haven['’]t|weren['’]t(?= (?:sent|shipped|here|in))))\b",
        AGREE,
        bad=("If still it don't catch, write to us.",),
        good=("It doesn't catch.",),
    ),
    slip(
        "it-base-verb",
        rf"{CLAUSE}it\s+(?:also |usually |only |just )?(?P<x>pack|fold|slide|snap|charge|hold|open|close|turn|start|stop|weigh|measure"
        r"|feel|sound|smell|help|cover|protect|depend|mean|happen|attach|connect|require|support|seem|appear|become|deliver|ship"
        r"|return)\b(?=\s+(?:down|up|on|in|out|at|to|from|with|into|like|that|the|a|an|you|your|two|only|well|fast|about|by|\w+ly)\b)",
        AGREE,
        bad=("It pack down to the size of a melon.",),
        good=("Help it pack down.", "It packs down well."),
    ),
    slip(
        "noun-base-verb",
        rf"{CLAUSE}{DET}\s+{MID}{{0,2}}{NOT_HEAD}(?P<x>(?!(?:that|which|who|if|when|as|than)\b)[a-z]*[^s\W\d]\s+(?:make|post|run|keep"
        r"|need|hold|take|fit|get))(?=\s+(?:them|it|into|smooth|smoothly|you|your|an?|the)\b)(?<!people need)(?<!staff make)",
        AGREE,
        bad=("Your bank post it within an hour.", "The fan run smooth on our stand."),
        good=("The people need it.", "The fans run smoothly.", "We make it."),
    ),
    slip(
        "of-mass-verb",
        rf"{CLAUSE}an?\s+(?:drop|bit|cup|spoon|spoonful|touch|piece|coat|layer|bottle|box|bag|set|roll"
        r"|sheet)\s+of\s+(?:[a-z-]+\s+)?(?P<x>[a-z]+[^s\W]\s+(?:make|keep|need|hold|take|fit|cover|help|go|come))(?=\s+(?:them|it|you"
        r"|your|an?|the|to|on|in|with)\b)",
        AGREE,
        bad=("A drop of mineral oil make them fade.",),
        good=("A drop of oil makes them fade.",),
    ),
    slip(
        "one-of-plural-verb",
        r"\b(?:neither|each|every one)\s+of\s+(?:(?:the|your|our|these|those)\s+(?:(?!(?:you|we|they|i|that|which)\b)[a-z]+\s+){1,2}"
        r"|them\s+)(?P<x>were|are|have)\b|(?:^|[.;!?]\s+)one\s+of\s+(?:the|your|our|these|those)\s+(?:(?!(?:you|we|they|i|that"
        r"|which)\b)[a-z]+\s+){1,2}(?P<y>were|are|have)\b",
        AGREE,
        bad=("Neither of the two seams were backed.", "One of the screws are missing."),
        good=("One of the screws is missing.", "One of the things you have is a lid."),
    ),
    slip(
        "you-any-s-verb",
        r"(?:^|[.;:!?]\s+)(?:you|we|they)\s+(?P<x>(?!(?:always|sometimes|perhaps|besides|guys|folks|girls|ladies|others|yourselves"
        r"|ourselves|us|as|is|was|has|does|this|its|thus|afterwards|nevertheless|regardless)\b)[a-z]{2,}[^su\W_]s)\b(?!\s+(?:are|have"
        r"|were|can|will)\b)(?=\s+(?:an?|the|your|it|them|this|that)\b)",
        AGREE,
        bad=("You generates a code in your account.",),
        good=("You always get a code.",),
    ),
    slip(
        "relative-who-verb",
        rf"\b{DET}\s+(?:[a-z]+\s+)?[a-z]+[^s\W],\s+(?:who|which)\s+[^,.;!?]{{3,40}},\s+(?P<x>have|are|were|do|don['’]t)\b",
        AGREE,
        bad=("My uncle, who builds them, have a page.",),
        good=("My uncle, who builds them, has a page.",),
    ),
    slip(
        "it-do-not",
        r"\b(?<!does )(?<!did )(?<!will )(?<!can )(?<!what )(?P<x>(?:it|he|she)\s+do\s+not)\b",
        AGREE,
        bad=("It do not come with straps.",),
        good=("It does not come with straps.",),
    ),
    slip(
        "nobody-base-verb",
        r"(?:^|[.;,!?]\s+|\b(?:since|because|but|and|if|that)\s+)(?:nobody|everyone|everybody|someone|somebody|no one)\s+(?:here\s+"
        r"|else\s+)?(?P<x>want|need|know|like|use|see|get|come|go|take|make|think|seem)\b(?=\s+(?:it|them|him|her|you|us|the|a|an|to|that"
        r"|this|your|our|back|here)\b)",
        AGREE,
        bad=("Keep it, since nobody here want them back.",),
        good=("Keep it, since nobody here wants it back.", "I let everyone see it."),
    ),
    slip(
        "both-singular-verb",
        r"(?:^|[.;!?,]\s+(?:and\s+|but\s+)?|\band\s+)(?P<x>both\s+(?:is|was|has|goes|comes|ships))\b",
        AGREE,
        bad=("Both was woven in Portugal.", "You get a cushion or your money, both is possible."),
        good=("Both were woven in Portugal.",),
    ),
    slip(
        "noun-list-singular-verb",
        r"(?<!of )(?<!with )(?<!in )(?<!for )(?<!on )(?<!from )"
        r"\b(?:the|our|some|these|those|all|both)\s+(?:(?!of\b|in\b|on\b|for\b|with\b|from\b|to\b|and\b"
        r"|or\b)[a-z]+\s+){0,1}(?P<x>(?:remotes|rings|records|odds|labels|seams|feet|holes|pins|bolts|shelves|beads|stitches|hinges"
        r"|corners|wheels|legs|parts|colours|colors|instructions|threads|leaves|roots|seeds|pads|hides)\s+(?:is|was|has|shows|sits|goes"
        r"|comes|leaves|stays|needs|smells|fits))\b",
        AGREE,
        bad=("Some remotes was not paired.", "Our records shows the refund.", "The odds is good."),
        good=("The records show the refund.", "The box of parts is here."),
    ),
    slip(
        "bare-plural-singular-verb",
        rf"(?:^|[.;!?]\s+)(?:(?:{ADJ}|dry|wet|sealed|most)\s+)?(?P<x>(?!(?:days|weeks|hours|months|minutes)\b)(?:{PLURAL}|hooks"
        rf"|electrodes|hides|headaches|holidays|stitches)\s+"
        r"(?:is|was|has|smells|keeps|goes|ships|comes))\b(?!\s+(?:too|enough|plenty|a lot|not acceptable|(?:two|three|four|five|six) too)\b)",
        AGREE,
        bad=("Hooks was left out of the carton.", "Sealed sets is final sale."),
        good=("Hooks were left out of the carton.", "Days is what it takes."),
    ),
    slip(
        "pronoun-and-i",
        r"(?:^|[.!?]\s+)(?P<x>(?:him|her|me|them)\s+and\s+(?:i|he|she|my \w+))\s+[a-z]",
        AGREE,
        bad=("Him and I checked each board.",),
        good=("He and I checked each board.", "It was for him and my aunt."),
    ),
    slip(
        "number-bare-noun",
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\s+(?:(?:new|more|small|big|large|spare|good|bird|wall"
        r"|table)\s+)?(?P<x>pad|lug|feeder|bolt|star|nut|washer|clip|hook|peg|mat|brush|bead|candle|cushion|glove|sock|clamp|hinge|wire"
        r"|pin|puzzle|magnet|coaster|spoon|fork|knife|lens|hanger|tile|seed|bulb|pot|jar|mug)(?=\s*[.;!?]|$|\s+(?:and|are|were|for us"
        r"|tomorrow|today|from|before|that|which|in a)\b)",
        "A plural is wanted here.",
        bad=("We send you twelve pad tomorrow.", "Tighten all ten lug before the key comes out."),
        good=("We send you twelve pads tomorrow.", "It has a two bulb fitting."),
    ),
    slip(
        "both-bare-noun",
        r"\b(?P<x>both\s+(?:case|side|item|box|parcel|package|order|unit|lid|part|piece|lamp|chair|option))(?=\s*[.,;!?]|$|\s+(?:are"
        r"|were|you|we|have|will)\b)",
        "A plural is wanted here.",
        bad=("In both case you get a fix.",),
        good=("In both cases you get a fix.", "We sent both box and lid."),
    ),
)

"""Words mixed up with others, and apostrophes: its/it's, your/you're, then/than, to/too, a/an."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import ITS, MIXED, SlipPattern, slip
from replylint.detect.slip_patterns.words import NOUNS

CONFUSIONS: tuple[SlipPattern, ...] = (
    slip(
        "its-possessive",
        rf"(?P<x>\bit['’]s\s+(?!(?:light|glass|own-)\b)(?:own\b(?!-)|{NOUNS}"
        r"|bottom|top|side|finish|base|edge|front|packaging|way back|weight|width|height|length"
        r"|warranty|position|place|original \w+|surface|tip|owner|contents|end|shape|presence)\b)(?!\s+(?:\d|and|one|day|number|by|only"
        r"|free|of|free))(?=\s+(?:is|was|has|matches|will|and|in|on|with|for|to|needs|does|can|came|broke|off|before|when|at)\b"
        r"|\s*[.,;!?]|\s*$)",
        ITS, "its",
        bad=("It's bottom is 8.5 in across.", "The publisher changed it's cover in 2019."),
        good=("It's available now.", "Yes, it's size 8 and blue."),
    ),
    slip(
        "its-contraction",
        r"\bits(?=\s+(?:a|an|the|been|going to|not|very|on its way|on the way|here|being|already|really|our|my|your|too|because|just"
        r"|important|possible|easy|okay|fine|great|out for|also|still|already)\b)",
        "“Its” is possessive; “it is” is written “it's”.", "it's",
        bad=("Its a pity that it broke.",),
        good=("The lamp and its base are here.",),
    ),
    slip(
        "youre-possessive",
        r"\byou['’]re(?=\s+(?:(?:\w+\s+)?(?:order|refund|package|item|replacement|patience|understanding|message|account|money|purchase"
        r"|address|parcel|feedback|concern|question|tracking|invoice|business|time|support|shipment|delivery|card"
        r"|product)s?)\b(?!\s+(?:number one|enough|-)))",
        "“You're” means “you are”; the possessive is “your”.", "your",
        bad=("You're order left our warehouse.",),
        good=("You're welcome.", "You're getting a refund today."),
    ),
    slip(
        "your-contraction",
        r"\byour(?=\s+(?:welcome(?!\s+(?:gift|kit|pack|mat|email|note|box))|going to|absolutely|a\s|the\s|an\s|very|getting"
        r"|entitled|able to|not\s|all set|so\s|always welcome|looking|eligible for|happy with|unhappy|satisfied))",
        "“Your” is possessive; “you are” is written “you're”.", "you're",
        bad=("Your welcome to keep the jar.",),
        good=("Your welcome mat has shipped.",),
    ),
    slip(
        "modal-of",
        r"\b(?:could|should|would|must|might)(?:n['’]t| not)?\s+of\b(?!\s+course)",
        "After “should”, “could”, “would” comes “have”, not “of”.",
        bad=("We should of packed it better.",),
        good=("We could, of course, resend it.",),
    ),
    slip(
        "their-there",
        r"\btheir(?=\s+(?:is|are|was|were|has been|will be)\b)|\bthere(?=\s+(?:own|warehouse|website|tracking|driver|system|office)\b)"
        r"|\bthey['’]re(?=\s+(?:own|warehouse|driver|system|tracking|office)\b)|\b(?:over\s+)their(?=[.,!?])|\b(?:on|in|from|with"
        r"|of)\s+(?P<x>there)(?=\s+(?:paper|site|website|truck|system|end|side|office|own|list|form|page|hands)\b)",
        MIXED,
        bad=("Their is no charge.", "FedEx lost it in there warehouse."),
        good=("Their driver is late.", "There is a label."),
    ),
    slip(
        "then-than",
        r"\b(?:more|less|rather|better|later|sooner|longer|bigger|smaller|larger|shorter|other|faster|earlier|higher|lower"
        r"|worse)\s+(?P<x>then)\b(?!\s*,)(?=\s+(?:the|you|we|i|a|an|it|that|this|what|expected|usual|\d|one|two|three|your|our|to|send"
        r"|promised|planned))",
        "After a comparative comes “than”.", "than",
        bad=("It took longer then expected.",),
        good=("Wait no longer; then write to us.",),
    ),
    slip(
        "to-too",
        r"\b(?:is|was|are|were|it['’]s|be|came|been)\s+(?P<x>to)\s+(?:much|many|late|small|big|large|long|short|soon|tight|loose|heavy"
        r"|far|high|low|slow|early|bad|dark|thin|thick)\b(?!\s*-)",
        "“Too” means more than enough; “to” does not.", "too",
        bad=("The chain is to short.",),
        good=("The plan is to ship it today.",),
    ),
    slip(
        "too-to",
        r"\b(?P<x>too)(?=\s+(?:you|your|our|return|send|refund|replace|help|ship|receive|hear|make|get|let|the|us"
        r"|be)\b(?!\s*[.,]))(?<!me too)(?<!you too)",
        "“Too” means also or more than enough; here it is “to”.", "to",
        bad=("We want too help you.",),
    ),
    slip(
        "lose-loose",
        r"\b(?:to|will|not|don['’]t|would|might|may|could|can)\s+(?P<x>loose)\b(?!\s+(?:parts?|ends?|screws?|fit))|\b(?P<y>loosing)\b",
        "“Loose” is the contrary of tight; the verb is “lose”.", "lose",
        bad=("We do not want to loose you.",),
        good=("The screw came loose.",),
    ),
    slip(
        "mixed-up",
        r"\bplease\s+(?P<x>advice)\b|\b(?:an?|some|any|your)\s+(?P<y>advise)\b|\b(?:we|i)\s+(?:sincerely |deeply |truly "
        r"|do )?(?P<z>apologies|apology)\b|\b(?:our|my|sincere)\s+(?P<w>apologize|apologise)\b|\b(?:the|any|this"
        r"|for)\s+(?P<v>inconvenient)(?=\s*[.,!]|\s+(?:caused|this|it|and)\b|$)|\byour\s+(?P<u>patient)(?=\s*[.,!]|\s+(?:and|with|in"
        r"|while)\b|$)|\byour\s+(?P<t>understand|cooperate|purchased)(?=\s*[.,!]|\s+(?:and|in)\b|$)|\b(?:was|were|is|been)\s+(?P<s>send"
        r"|broke|damage|lost it|arrive|mistaken send)(?=\s*[.,!]|\s+(?:to|out|by|on|in|yesterday|today|during|when)\b|$)|\b(?P<r>alot)\b"
        r"|(?:hours?|days?|weeks?|minutes?|months?)\s+(?P<g>a go)\b|\bit\s+(?P<f>weights)\b|\b(?P<e>sended|putted|costed|buyed|payed for"
        r"|catched|writed|keeped|finded|leaved|breaked)\b|\b(?:know|see|tell|show|exactly|find out)\s+(?P<d>were)\b|\b(?P<q>any ways"
        r"|in case off|instead off|because off|as soon as possibly)\b|\b(?:has|have|had)\s+(?P<p>past)\s+(?:the|since)\b"
        r"|\b(?P<o>whose)(?=\s+(?:going|been|responsible)\b)|\b(?P<n>who['’]s)(?=\s+(?:order|box|package|lid|battery|name)\b)"
        r"|\b(?P<m>passed)(?=\s+(?:due|experience|week|month|orders)\b)|\b(?P<l>weather)(?=\s+(?:or not|you|the item|it"
        r"|we)\b(?!\s*(?:delay|is)))|\b(?P<k>quite)(?=\s+(?:motor|mode|operation)\b)|\b(?:no|any)\s+(?P<j>affect)\b"
        r"|\b(?P<i>except)(?=\s+(?:our|my)\s+(?:apolog|sincere))|\b(?:the|a|your)\s+(?P<h>recipe)(?=\s+(?:of|for) your (?:order|purchase"
        r"|payment))",
        MIXED,
        bad=(
            "We apologies for the delay.",
            "Sorry for the inconvenient.",
            "Thank you for your patient.",
            "It was send to you.",
            "Please advice.",
        ),
        good=("We apologize.", "Accept our apologies.", "Your patient reply helped."),
    ),
    slip(
        "a-or-an",
        r"(?<![\w.-])(?P<x>a)(?=\s+(?!(?:uni|use|usu|euro|one|once|u\b|ut[ie]|ur[ie]|ub|ewe|un[ai][nm]))[aeiou][a-z]{2,})"
        r"|(?<![\w.-])(?P<y>a)(?=\s+(?:hour|honest|unin|unim|uns)[a-z]*)|(?<![\w.-])(?P<z>an)(?=\s+(?:[bcdfgjklmnpqrstvwz][a-z]{2,}"
        r"|(?:unit|used|user|useful|usual|unique|universal|one|once)\b|h(?!our|on|eir|erb)[a-z]{2,}))",
        "“An” stands before a vowel sound, “a” before any other.",
        case=True,
        bad=("Here is a order.", "It has an dent."),
        good=("It takes an hour.", "A used unit and a one-off.", "Plan A or B."),
    ),
    slip(
        "time-possessive",
        r"\b(?:todays|tomorrows|yesterdays)\b|\b(?:last|this|next) (?P<x>weeks|months|mondays|fridays) (?:order|shipment|delivery|truck"
        r"|batch|mail)",
        "An apostrophe is missing.",
        bad=("They are in todays mail.",),
        good=("They are in today's mail.",),
    ),
    slip(
        "apostrophe-plural",
        rf"\b(?P<x>(?:{NOUNS})['’]s)\s+(?:are|were|have been|have)\b|\b(?:these|those|all|both|two|three|many|your|our)\s+(?P<y>(?:item"
        r"|order|photo|part|product|package|refund|label|customer|box|return|replacement|chair|screw)['’]s)(?=\s*[.,;!?]|\s+(?:are|were"
        r"|have|to|will)\b)",
        "A plural takes no apostrophe.",
        bad=("Your item's are on the way.",),
        good=("The item's lid is here.",),
    ),
    slip(
        "missing-apostrophe",
        r"\b(?:dont|didnt|doesnt|isnt|wasnt|arent|havent|hasnt|couldnt|wouldnt|shouldnt|cant|youre|youll|youve|weve|theyre|theres|thats|maam"
        r"|whats|ive|heres)\b|\b(?P<x>wont)(?!\s+to\b)|(?:^|[.!?]\s+)(?P<y>lets)\b(?=\s+(?:us|see|do|try|get|make|find|fix|start)\b)"
        r"|\b(?P<z>im)(?=\s+(?:sorry|not|very|so|happy|glad|going|afraid|sure|here)\b)",
        "An apostrophe is missing.",
        bad=("It wont charge.", "We dont know."),
        good=("We don't know.",),
    ),
    slip(
        "joined-words",
        r"\b(?:alot|aswell|infact|eachother|atleast|thankyou|inspite|noone|incase(?= (?:you|of|it|the)))\b",
        "These are two words.",
        bad=("Thankyou for the photo.", "It costs alot."),
        good=("Thank you a lot.",),
    ),
    slip(
        "split-contraction",
        r"\b(?:wo|ca|do|did|does|is|are|was|were|has|have|would|could|should)\s(?:n['’]t|['’]t)\b",
        "A contraction is one word.",
        bad=("A cap that wo n't stay on is no cap.",),
        good=("A cap that won't stay on is no cap.",),
    ),
    slip(
        "weekday-preposition",
        r"\b(?P<x>(?:in|at)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=\s*[.,;!?]|\s+(?:and|we|you|the|with|by|(?:morning|afternoon"
        r"|evening)(?!['’]))\b)|\b(?:arrived?|ship|shipped|sent|send|delivered|leaves?|left|refunded|received)\s+(?P<y>on"
        r"\s+(?:yesterday|tomorrow|last (?:week|month|night)|next (?:week|month)))\b(?!['’])",
        "Another preposition goes here, or none.",
        case=True,
        bad=("It leaves in Monday with UPS.", "We shipped on yesterday."),
        good=("It leaves on Monday.", "It goes in Monday's truck."),
    ),
    slip(
        "costumer",
        r"\b(?:dear|valued|our|the|your|every|each|this|other|loyal|happy|good)\s+(?P<x>costumers?)\b|\b(?P<y>costumer)\s+(?:service|care"
        r"|support|satisfaction)\b",
        "A costumer makes costumes; who buys is a customer.",
        bad=("Dear costumer, it ships today.", "Our costumer service will call.",),
        good=("She is a costumer at the opera.",),
    ),
    slip(
        "its-own",
        r"\b(?P<x>it['’]s\s+own)\b(?!-)",
        ITS, "its own",
        bad=("Each memory has it's own sixty places.",),
        good=("It has its own box.",),
    ),
    slip(
        "fourth",
        r"\b(?:the|your|our|its)\s+(?P<x>forth)\b(?!\s+(?:bridge|rail|road))",
        MIXED, "fourth",
        bad=("The forth was left on the table.",),
        good=("It rocks back and forth.",),
    ),
    slip(
        "lower-case-name",
        r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|january|february|april|june|july|august|september|october|november"
        r"|december|english|american|chinese)\b|\b(?:by|in|until|since|of|early|late|mid)\s+(?P<x>may|march)(?=\s*[.,;!?]|$|\s+\d"
        r"|\s+and\b)|(?<![\w'’.@/-])(?<!\bn )(?P<y>i)(?=\s+(?:am|will|have|can|had|was|would|did|do|do not|don['’]t|sent|apologi|understand|know"
        r"|see|just|also|already|checked|could|hope|want|think|need|asked|refunded|shipped|love)\b|['’](?:m|ve|ll|d)\b)",
        "This word takes a capital.",
        case=True,
        bad=("You sow them by may.", "It ships on monday.", "Then i will write."),
        good=("It may arrive on Monday.", "Send a pic n i'll look."),
    ),
    slip(
        "its-after-preposition",
        r"\b(?<!then )(?:on|in|of|with|from|into|onto|under|inside|near|around|behind|without|at|off)\s+(?P<x>it['’]s)\s+(?!(?:a|an|the|not|been"
        r"|very|too|so|just|that|what|where|when|how|who|with|in|at|on|for|by|yours|all|no|my|your|our)\b)[a-z]",
        ITS, "its",
        bad=("A new lid is on it's way.", "The oil was on it's shaft."),
        good=("What we work on, it's fair to say, is steel.", "It is on its way."),
    ),
    slip(
        "its-after-verb",
        r"\b(?:spoils?|dulls?|keeps?|kept|lost|lose|loses|has|have|had|changed|damaged?|reach|reached|fills?|protects?|affects?|removes?"
        r"|replaces?|holds?|lift|bends?)\s+(?P<x>it['’]s)\s+(?!(?:a|an|the|not|been|very|too|so|just|that|what)\b)[a-z]",
        ITS, "its",
        bad=("Harsh soap can dull it's coating.",),
        good=("The soap can dull its coating.", "If it has, it's on us."),
    ),
    slip(
        "its-before-subject",
        r"(?:^|[.;!?,]\s+(?:and\s+|but\s+)?)(?P<x>it['’]s)\s+(?!(?:what|who|how|why|you|we|one|something|anything|nothing|everyone|likely"
        r"|only|also|now|always|often|sometimes|never|likewise|this|that|these|those|people|parts|us|they|not)\b)[a-z]+[a-z]\s+(?:may|can"
        r"|will|must|should|are|were|has)\b",
        ITS, "its",
        bad=("Toss it, it's edge may be sharp.", "It's pieces are large."),
        good=("It's you who will decide.", "Its pieces are large."),
    ),
    slip(
        "its-is-meant",
        r"\bits(?=\s+(?:up to you|sold out|out of stock|sorted|arrived)\b)|\bits(?=\s+(?:full|done|fixed|ready|gone|over|working|raining"
        r"|true)\s*(?:[.!?;]|$))",
        "“Its” is possessive; “it is” is written “it's”.", "it's",
        bad=("The spring tells you when its full.", "Write back, its up to you."),
        good=("Its full charge takes an hour.", "It's up to you."),
    ),
    slip(
        "you-are-possessive",
        r"\b(?:are|of|with|from|on)\s+(?P<x>you['’]re)\s+(?!(?:sure|not|still|right)\b)[a-z]",
        "“You're” means “you are”; the possessive is “your”.", "your",
        bad=("Are you're shelves the white ones?",),
        good=("Are your shelves the white ones?",),
    ),
    slip(
        "there-possessive",
        r"\b(?:on|off|for|at|of|in|with|from)\s+(?P<x>there)\s+(?:answer|reply|cuppa|tea|coffee|behalf|porch|door|route|website|word"
        r"|desk)\b",
        MIXED, "their",
        bad=("We do not wait on there answer.",),
        good=("The mug is there on your porch.", "It is put off there today."),
    ),
    slip(
        "there-contraction",
        r"(?:^|[,;.!?]\s+)(?P<x>there)\s+(?:sold|made|packed|sewn|shipped|printed)\s+(?:as|in|by|from|with|on)\b",
        MIXED, "they're",
        bad=("Yes, there sold as a pair.",),
        good=("They're sold as a pair.", "We have one there, sold as a pair."),
    ),
    slip(
        "where-were",
        r"\b(?:it|they|we|he|she)\s+(?P<x>where)\s+(?:not\s+)?(?:sewn|sent|packed|made|built|shipped|sold|lost|refunded|delivered|going"
        r"|told|broken|damaged)\b",
        MIXED,
        bad=("It where sewn on Tuesday.",),
        good=("It was sewn on Tuesday.", "We know where it is."),
    ),
    slip(
        "then-than-noun",
        r"\b(?:more|less|better|later|earlier|longer|shorter|bigger|smaller|larger|higher|lower|firmer|cheaper|older|newer|lighter"
        r"|heavier|wider|thicker)\s+(?!and\b|or\b)[a-z]+\s+(?P<x>then)\s+(?:that|this|expected|usual|planned|promised)(?=\s*[.,;!?]|$)",
        "After a comparative comes “than”.", "than",
        bad=("I cannot give a firmer date then that.",),
        good=("I can give a firmer date than that.", "We name a firmer date then."),
    ),
    slip(
        "than-then",
        r"\b(?:only|because|since|until|by)\s+(?P<x>than)\b(?!\s+(?:that|this|what|on|in|at|with)\b)",
        "“Than” compares; here it is “then”.", "then",
        bad=("Push in the locks, and only than set the shelf.", "Measure it, because than it is wider."),
        good=("It is wider than the door.", "You get less back than you paid.",),
    ),
    slip(
        "too-as-to",
        r"\b(?:shipping|ships?|shipped|sent|delivers?|delivered|delivery|goes|mails?|mailed|thanks|related|according"
        r"|attached)\s+(?P<x>too)\s+(?=[A-Z](?-i:[a-z])|the\b|your\b|our\b)(?!(?:late|early|soon|much|many|slow|fast|far|long|big|small"
        r"|often|hard)\b)",
        "“Too” means also or more than enough; here it is “to”.", "to",
        bad=("It was shipped too your old address.",),
        good=("It was shipped too late.",),
    ),
    slip(
        "form-from",
        r"\b(?:direct|directly|it|them|came|come|comes|sent|ships?|shipped|arrives?|arrived|buy|bought|hear|far|away|refund(?:ed)?|made"
        r"|order)\s+(?P<x>form)\s+(?:the|our|my|us|you|here|there|now)\b",
        MIXED, "from",
        bad=("We buy it direct form the mill.", "I keep an eye on it form my side."),
        good=("Please fill in the form.", "We made form and colour match."),
    ),
    slip(
        "lose-as-loose",
        r"\b(?:came|comes|come|coming|too|so|very|bit|little|still|worked|works?|got|gets?|is|are|was|were"
        r"|been)\s+(?P<x>lose)\b(?!\s+(?:the|your|our|a|any|it|its|track|out|money|to|that|this|them|some|you)\b)",
        "“Lose” is the contrary of find or win; what is not tight is “loose”.", "loose",
        bad=("The clasp came lose.", "The screw is too lose."),
        good=("The screw came loose.", "We would rather lose the label."),
    ),
    slip(
        "advise-noun",
        r"\b(?:my|our|best|good|this|that|their)\s+(?P<x>advise)\b(?!\s+(?:you|us|them|against)\b)",
        MIXED, "advice",
        bad=("Here is my advise: lay it flat.",),
        good=("Here is my advice: lay it flat.",),
    ),
    slip(
        "weights-verb",
        rf"\b(?:it|that|which|each|one|(?:{NOUNS}))\s+(?P<x>weights)\s+(?:about |only |just |around |roughly |under |over "
        r"|nearly )?[\d\x00]",
        MIXED, "weighs",
        bad=("The table weights 74 lb.",),
        good=("The table weighs 74 lb.", "The two weights are 5 lb each."),
    ),
    slip(
        "in-regards-of",
        r"\b(?P<x>in regards? of)\b|\b(?P<y>on (?:our|your|my) cost)\b|\byou\s+(?P<z>have right)(?=\s*[,.;!])"
        r"|\bplease\s+(?P<w>stop to \w+)\b",
        "English says this in another way.",
        bad=("This is in regards of your refund.", "You get a new one on our cost.", "Please stop to use it."),
        good=("This is in regard to your refund.", "You have right and left ones.", "Please stop using it."),
    ),
    slip(
        "capital-a-or-an",
        r"(?:^|[.;!?]\s+)(?P<x>(?-i:A))(?=\s+(?!(?:uni|use|usu|euro|one|once|ut[ie]|ur[ie]|ub|ewe|eu)|un[ai][nm])(?-i:[aeiou])[a-z]{2,})",
        "Before a vowel sound the article is “an”.", "An",
        bad=("A adapter with less will run hot.",),
        good=("An adapter is here.", "A unit is here.", "A one-year term."),
    ),
)

"""Articles (a, an, the) that are missing."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import ARTICLE, SlipPattern, slip
from replylint.detect.slip_patterns.words import ADJ, BARE, CLAUSE, END

ARTICLES: tuple[SlipPattern, ...] = (
    slip(
        "missing-article-object",
        r"(?<!to be )(?<!\ba )(?<!the )(?<!your )(?<!our )(?<!-)(?<!this )(?<!that )(?<!any )(?<!an )(?<!no )\b(?P<x>(?:send|sent|ship|shipped|issue"
        r"|issued|mail|mailed|make|made|attach|attached|create|created|provide|provided|arrange|arranged|give|gave|get|got|receive"
        r"|received|offer|offered|process|processed|need|take|took|post|posted|pack|packed|prepare|prepared|have|has|use|used|open"
        r"|opened|find|found|put|buy|bought|want|choose)\s+(?:(?:you|it|him|her|them|out|us|back"
        rf"|to you)\s+)?(?:(?:{ADJ})\s+){{0,2}}(?:{BARE}))\b(?<!take part)(?<!took part)(?<!place order){END}",
        ARTICLE,
        bad=("We will send replacement today.", "We make new wheel for you today.", "Please send photo of it."),
        good=("We will send a replacement today.", "We sent it.", "Which one do you need?"),
        weak=True,
    ),
    slip(
        "missing-article-prep",
        r"\b(?P<x>(?!in good order)(?:with|in|for|of|from|on|to|at|is|was|as)\s+(?:very |such )?(?:new|yellow|red|blue|green"
        r"|white|small|big|weak|broken"
        rf"|wrong|different|strong|separate|prepaid|second|damaged|defective|correct|good|fresh|padded|plastic|large)\s+(?:{BARE}"
        rf"|sticker|color|size|address|quality product))\b{END}",
        ARTICLE,
        bad=("A flat envelope with yellow sticker.", "It ships in new box."),
        good=("A flat envelope with a yellow sticker.",),
    ),
    slip(
        "missing-article-same",
        r"(?<!the )(?<!this )(?<!that )(?<!these )(?<!those )(?<!very )(?<!much )(?<!my )(?<!your )(?<!exact )(?<!our )(?<!one )(?<!just"
        r" )(?<!all )(?<=[a-z] )(?P<x>same)(?=\s+(?:brown|black|red|blue|white|green|brand|type|kind|item|product|box|order|problem"
        r"|issue|batch|model|color|colour|size|carrier|address|card|way|method|one|price|warehouse|quality|time|thing|chair|lamp))",
        ARTICLE, "the same",
        bad=("We will send it to same address.",),
        good=("We send it to the same address.",),
    ),
    slip(
        "missing-article-phrase",
        r"\b(?P<x>(?:in meantime|at moment|for moment|in near future|at end of|by end of (?!\w*['’]?s?day)|in mail|in past|on other hand"
        r"|as soon as item|inside of box|in box|in package|on label|on box|in order page|on website|from warehouse|to warehouse|from box"
        r"|by mistake of carrier|at warehouse|in warehouse|from carrier|by carrier|with carrier|on package|of package|of item|of product"
        r"|of box|of refund|with item|with package|for item|for product|for package|inside box|inside package|for inconvenience|for delay"
        r"|for trouble|about delay|about issue|about problem|about item|because of delay|due to mistake))\b(?!['’-])(?!\s+(?:[\d\x00]|no"
        r"|numbers?|fees?|contents|weight|and|or|policy|descriptions?|pages?|details?|options?))",
        ARTICLE,
        bad=("Sorry for inconvenience.", "You will find it in box."),
        good=("Sorry for the inconvenience.", "FedEx expects it by end of day."),
        weak=True,
    ),
    slip(
        "missing-article-subject",
        rf"{CLAUSE}(?P<x>package|parcel|item|product|warehouse|box|customer|courier|carrier|driver|replacement|label|unit|seller|battery"
        r"|supplier|charger|exchange|picture|photo|lid|remote|bottle|shipment)\s+(?:(?:is|was)(?!\s+(?:an?|the)\b)|has|have|will|arrived|left|went"
        r"|came|can|should|needs|did|does|must|ships|leaves|goes|comes)\b",
        ARTICLE,
        bad=("Parcel is in customs.", "Item was sent today."),
        good=("The parcel is in customs.", "Items were sent."),
        weak=True,
    ),
    slip(
        "missing-article-predicate",
        r"\b(?:is|was|it['’]s|that['’]s)\s+(?P<x>(?:very |really |such |so )?(?:good|big|small|nice|known|common|great|old|new|normal"
        rf"|wrong|simple|best|only)\s+(?:{BARE}|quality product|mistake|issue|case|thing|situation|seller|store|company|color|size|model"
        r"|chance|way|idea))(?=\s*(?:[.,;!?]|$)|\s+(?:for|from|with|in|of|and|but|so|we|that)\b)",
        ARTICLE,
        bad=("It is very good product.",),
        good=("It is a very good product.",),
    ),
    slip(
        "missing-article-new",
        rf"{CLAUSE}(?P<x>(?:new|right|left|wrong|replacement|second|fresh)\s+(?!(?:stock|estimate|one|growth|ones|people|now|here|away|after|before|if|as|and|or"
        r"|on|in|at|to|from|york|jersey|orleans|mexico|zealand|year|hand)\b)[a-z-]*[^s\W]\s+(?:is|was|has|will|ships?|leaves?|goes|go"
        r"|comes?|arrives?|went|left|follows))\b",
        ARTICLE,
        bad=("New remote is in the mail.", "Right side is seen from the seat."),
        good=("New buttons are in the mail.",),
        weak=True,
    ),
    slip(
        "bare-imperative-object",
        r"(?:^|[.;!?]\s+|\bplease\s+|\bkindly\s+|\bjust\s+)(?P<x>(?:rinse|trim|recycle|confirm|keep|remove|press|send|return|open|close"
        r"|check|attach|provide|upload|use|unscrew|unplug|wipe|charge|clean)\s+(?:house number|order number|old one|old ones|new one|tank"
        r"|wick|frame|box|battery|item|photo|picture|lid|cover|label|filter|device|button|package|product|remote|screw|plug|damaged item"
        r"|broken part|bottle))\b(?=\s*[.,;:!?]|$|\s+(?:to|for|with|from|in|on|at|by|here|and|so|before|after|of|until|when|if)\b)",
        ARTICLE,
        bad=("Kindly confirm house number here.", "Just rinse tank after each party."),
        good=("Rinse the tank.",),
    ),
    slip(
        "missing-article-door",
        r"\b(?:at|to|on|by)\s+(?P<x>(?:front|back)\s+(?:door|porch|desk|gate))\b|\bin\s+(?P<y>other)(?=\s*[.,;!?]|$)",
        ARTICLE,
        bad=("Leave it at front door in any bag.",),
        good=("Leave it at the front door.", "In other words, no."),
    ),
    slip(
        "relevant-department",
        r"\b(?:to|by|from|with)\s+(?P<x>(?:relevant|responsible|concerned|corresponding)\s+(?:colleague|department|team|person|warehouse"
        r"|carrier))\b",
        ARTICLE,
        bad=("It will be answered by relevant colleague.",),
        good=("It will be answered by the relevant colleague.",),
    ),
    slip(
        "bare-noun-purpose",
        r"\b(?:as|in|under)\s+(?P<x>(?:attachment|plain brown carton|publication date|street name|sun))(?=\s*[.,;!?]|$|\s+(?:of|with"
        r"|for)\b)",
        ARTICLE,
        bad=("We sent it as attachment.",),
        good=("We sent it as an attachment.",),
    ),
    slip(
        "missing-article-keep",
        r"\b(?:can|may|please|just|to)\s+(?:keep|return|discard|recycle|give away|throw away)\s+(?P<x>(?:old|wrong|broken|damaged|first"
        r"|other|extra|new)\s+(?:one|lamp|pair|unit|item|lid|pump|bulb|pan|set))\b",
        ARTICLE,
        bad=("You can keep old one for parts.",),
        good=("You can keep the old one for parts.",),
    ),
    slip(
        "missing-article-send",
        r"\b(?:we|i)\s+(?:will |can |also |now )?(?P<x>(?:make|send(?: you)?|give(?: you)?|mail(?: you)?)\s+(?:full refund|new one"
        r"|new pad|replacement|full money back))\b(?!\s+(?:parts?|\w+s)\b)",
        ARTICLE,
        bad=("If it breaks, we make full refund.", "I send you new one free."),
        good=("We send you a new one.", "We send replacement parts."),
    ),
)

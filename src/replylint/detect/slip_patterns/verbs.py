"""Verbs in the wrong form, tense or place."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import FORM, SlipPattern, slip
from replylint.detect.slip_patterns.words import PAST, VERB_S

VERBS: tuple[SlipPattern, ...] = (
    slip(
        "did-past",
        r"\b(?P<x>(?:did|didn['’]t|did not|does not|doesn['’]t|do not|don['’]t|does)\s+(?:(?:you|we|i|they|it|he|she)\s+)?(?:yet |ever "
        rf"|not |even |already )?(?:{PAST.replace('|used', '').replace('|was|were|had|been', '')}|has|had|received))\b(?!\s+(?:items?"
        r"|goods|parts?))",
        FORM,
        bad=("We did not received your photo.", "Did you received it?"),
        good=("We did not receive it.",),
    ),
    slip(
        "modal-past",
        r"(?<!dented )(?<!than you )(?<!butane )(?<!gas )(?<!spray )(?<!a )(?<!the )\b(?P<x>(?:will|would|can|can['’]t|cannot"
        r"|could|should|must|won['’]t|couldn['’]t"
        r"|wouldn['’]t)\s+(?:(?:be able to|not|also|then|now|only|you|we|i|it|gladly"
        rf"|happily)\s+)?(?:{PAST.replace('|left', '').replace('|had', '').replace('|lost', '')}|sends|has|ships|refunds|makes|gives"
        r"|comes|is|arrives|takes|needs|be send|be ship|be deliver|be arrive|be receive|be replace|be process))\b(?!\s+(?:items?|goods"
        r"|parts?)\b)",
        FORM,
        bad=("We will sent a new one.", "It will arrived soon.", "You can kept it."),
        good=("We will send it.", "The can came dented."),
    ),
    slip(
        "to-past",
        r"\b(?:want|wants|wanted|like|try|trying|able|need|needs|needed|happy|glad|going|have|has|had|sorry|hope|ready|forgot|asked|free"
        rf"|please|order|way)\s+(?P<x>to\s+(?:{PAST.replace('|used', '').replace('|left', '').replace('|lost', '')}|is|has|sends|ships"
        r"|refunding|helping|sending|making))\b",
        FORM,
        bad=("We want to sent you a new one.", "We are happy to helped."),
        good=("We want to send it.", "We are used to damaged items."),
    ),
    slip(
        "have-past-simple",
        r"\b(?P<x>(?:has|have|had|['’]ve)\s+(?:already |not |just |also |now |even )?(?:went|did|took|gave|wrote|broke|forgot|saw|chose"
        r"|began|drove|ate|fell|knew|came to your|tore|froze|stole|ran out of stock yesterday|threw|shook|wore))\b(?!\s+(?:you|we|i)\b)",
        FORM,
        bad=("The jar has went out.", "We have did it."),
        good=("It has gone out.", "What we have is enough."),
    ),
    slip(
        "have-base",
        r"\b(?P<x>(?:has|have|['’]ve|had)\s+(?:already |not |just |also |now |been |never |successfully )?(?:send|receive|deliver|arrive"
        r"|happen|forget|give|take|write|speak|choose|break|see|go|inform|apologize|ask|pick|pack|resolve|solve|confirm|replace|cancel"
        r"|check|contact|upload|decide))\b(?=\s+(?:you|your|the|it|this|that|out|to|a|an|our|with|from|by|in|on|for|and|today|yesterday"
        r"|already|off|them|him|her)\b|\s*[.,;!?])(?!\s+(?:it|them|him|her)\s+(?:send|replaced|delivered|checked|packed|cancelled"
        r"|resolved))",
        FORM,
        bad=("We have send you a label.", "The parcel has arrive."),
        good=("We have sent it.", "We have people check it."),
    ),
    slip(
        "have-noun-verb",
        r"\b(?P<x>(?:has|have|['’]ve)\s+(?:already |just |also |now |been )?(?:ship|swap|refund|process|issue|return|mail|request|order"
        r"|attach|credit|reship))\b(?=\s+(?:you|your|the|it|this|that|out|a|an|our|today|yesterday)\b)|\b(?P<y>(?:has"
        r"|have)\s+been\s+(?:ship|refund|process|issue|return|damage|credit|reship|send|deliver|pack|place|lose|delay))\b(?!\s+(?:policy"
        r"|issues?|problems?))",
        FORM,
        bad=("We have refund your card.", "It has been ship."),
        good=("We have refund forms.",),
    ),
    slip(
        "be-base",
        r"\b(?P<x>(?:was|were|been|be|being|are|am|is|['’]re|['’]m|got)\s+(?:not |already |just |also |very |now |still |fully "
        r"|completely )?(?:refunded already did|deliver|receive|replace|arrive|agree|apologize|apologise|understand|appreciate|regret"
        r"|hope|send|happen|confirm|resend|inform|reship|forget|lose))\b(?!\s*-)(?!\s+(?:and|or)\b)(?<!there is hope)(?<!there was hope)",
        FORM,
        bad=("It was deliver yesterday.", "We are apologize for this.", "It is arrive soon."),
        good=("It was delivered.", "The goal is to replace it."),
    ),
    slip(
        "be-noun-verb",
        r"(?<!there )\b(?P<x>(?:was|were|been)\s+(?:not |already |just |also |still |fully )?(?:hand|post|drop|ship|refund|process|return"
        r"|cancel|pack|ship out|mail|charge|place|reject|deny|scan|lost by|delay)(?=\s*[.,;!?]|\s+(?:to|by|on|in|out|from|yesterday|today"
        r"|last|and|at)\b))",
        FORM,
        bad=("It was ship on Monday.",),
        good=("It was packed.",),
    ),
    slip(
        "present-for-past",
        r"\b(?:i|we)\s+(?P<x>send|refund|issue|process|receive|mail|post|pack|ship|give|tell|ask)\b(?!ed)[^.!?;]{0,50}\b(?:yesterday"
        r"|last (?:week|night|month|monday|tuesday|wednesday|thursday|friday)|(?:days?|weeks?|hours?) ago)\b|\b(?:i"
        r"|we)\s+already\s+(?P<y>send|refund|ship|issue|receive|process|give|tell|ask|make|contact|cancel)\b|\b(?:yesterday"
        r"|last week)\s+(?:we|i)\s+(?P<z>send|refund|issue|receive|ship|give|pack|mail)\b",
        "A past tense is wanted here.",
        bad=("We send it yesterday.", "We already ship the lamp."),
        good=("We sent it yesterday.",),
    ),
    slip(
        "present-perfect-yesterday",
        r"\b(?P<x>(?:have|has|['’]ve)\s+(?:been\s+)?(?:sent|shipped|refunded|received|issued|mailed|delivered|posted|packed|cancelled"
        r"|replaced))\s+(?:it |your \w+ |the \w+ |you )?(?:yesterday|last (?:week|month|night)|\w+ days ago|on (?:mon|tues|wednes|thurs"
        r"|fri|satur|sun)day last)\b",
        "With a time that is over, the simple past is wanted.",
        bad=("We have sent it yesterday.",),
        good=("We sent it yesterday.",),
    ),
    slip(
        "since-duration",
        r"\b(?P<x>since\s+(?:\d+|one|two|three|four|five|several|many|some)\s+(?:days?|weeks?|months?|years?|hours?))\b(?!\s+(?:ago"
        r"|have passed))",
        "A span of time goes with “for”, not “since”.",
        bad=("It is in customs since two days.",),
        good=("It was sent on Monday.",),
    ),
    slip(
        "prep-base-verb",
        r"\b(?P<x>(?:(?:thank you|thanks|sorry|apologies)\s+for|(?:before|after|without|by|of|instead of|for)\s+(?:not )?)\s*(?:contact"
        r"|choose|reach out|write|receive|send|let|buy|make|give|understand|wait|inform|deliver|arrive|bring|keep|cause))\b(?=\s+(?:us"
        r"|you|your|the|to|it|me|out|this|a|for|our|with|any|in)\b|\s*[.,!])(?<!of contact)(?<!by contact)(?<!for contact)",
        "After a preposition the verb takes “-ing”.",
        bad=("Thank you for choose us.", "Check it before send it back."),
        good=("Thank you for choosing us.",),
    ),
    slip(
        "thanks-base",
        r"\b(?:thank you|thanks)\s+(?:so much |again |very much )?for\s+(?:your\s+)?(?P<x>contact(?= us| our)|reach out|purchase (?=from"
        r"|our)|(?<!your )purchase(?= us| our| with)|shop(?= with| at)|order(?= from| with)|bought|understand|wrote|contacted|chose"
        r"|waited|reached|share|bring)\b",
        "After “for” the verb takes “-ing”.",
        bad=("Thank you for contact us.",),
        good=("Thank you for your purchase.",),
    ),
    slip(
        "look-forward",
        r"\blook(?:ing)? forward to\s+(?P<x>hear|receive|serve|assist|see|help|resolve|have|get|your replying|do|make)\b",
        "After “look forward to” the verb takes “-ing”.",
        bad=("We look forward to hear from you.",),
        good=("We look forward to hearing from you.",),
    ),
    slip(
        "verb-pattern",
        r"\b(?P<x>(?:let|make)\s+(?:us|me|you|him|her|them|it)\s+to)\s+(?:know|\w+)\b|\b(?P<y>(?:reply|explain|suggest|recommend"
        r"|describe)\s+(?:you|me|us))\b(?!\s+(?:did|have|are|can|may|could|should|will|keep|use|try|send|contact|return|open|check|wait"
        r"|take|do|see|were|put|see))|\b(?P<z>discuss(?:ed|ing)?\s+about|contact(?:ed|ing)?\s+(?:to|with)\s+(?:us|you|them|me)"
        r"|inform(?:ed)?\s+to\s+you|please\s+to\s+[a-z]+|(?:may|can|must|should|could)\s+to\s+[a-z]+|reach(?:ing|ed)?\s+to\s+us"
        r"|look(?:ing)?\s+in\s+to|(?:with|our|my)\s+sorry(?=\s*[.,!]|$)|(?:don['’]t|didn['’]t|can['’]t|cannot|won['’]t|doesn['’]t"
        r"|never)\s+(?:have|use|need|want|get|got|see|find|had|do|know)\s+(?:no|nothing|nobody|neither|none)|can\s+able|will\s+able"
        r"|could\s+able|able\s+(?:send|ship|refund|help|find)|inspite|despite\s+of|until\s+now\s+we\s+not|more\s+better|more\s+(?:cheaper"
        r"|faster|easier|bigger|stronger)|most\s+(?:fastest|cheapest|best)|no\s+need\s+(?:return|send|change|pay|worry)"
        r"|not\s+yet\s+(?:receive|arrive|ship)|don['’]t\s+be\s+worry|no\s+worry(?=\s*[.,!])|how\s+\w+\s+looks\s+like)\b",
        "English does not build the phrase like this.",
        bad=("Let us to know.", "We will reply you soon.", "No need return it.", "Please to send a photo."),
        good=("Let us know.", "We suggest you try it."),
    ),
    slip(
        "missing-be",
        r"(?<!how )(?<!so )\b(?P<x>(?:we|i|they)\s+(?:very |so |really |truly |are so |deeply |also )?(?:sorry|happy|glad|unable|ready"
        r"|available|aware|afraid|very sad|still waiting|waiting|sending|shipping|going|checking|working on"
        r"|looking into))\b(?<!are so sorry)|(?:^|[.!?]\s+|,\s+)(?P<y>(?:your|the)\s+(?:order|package|parcel|refund|item|replacement"
        r"|label)\s+(?:on its way|on the way|already shipped yesterday by|not (?:available|arrived|shipped|here|ready|in stock)"
        r"|still (?:in|on|at|not)|now (?:on|in|ready)|ready to|out of stock|in transit|will (?:shipped|sent|delivered|arrived|on|ready)"
        r"|been (?:sent|shipped|refunded|delivered|lost|issued)|being (?:sent|shipped)))\b(?=[^.!?]*[.!?]?\s*$)(?<!\bis\b)",
        "A form of “be” seems to be missing.",
        bad=("We very sorry for this.", "Your order on the way."),
        good=("We are very sorry.", "Keep your order on the way home."),
    ),
    slip(
        "question-order",
        r"(?:^|[.!?]\s+|\band\s+)(?:what|which|where|when|why|how)(?:\s+(?:color|colour|size|one|item|model|many))?\s+(?P<x>you\s+(?:want"
        r"|need|like|prefer|have|did|would|are|can|will|received|bought|ordered)|is\s+you|it\s+(?:is|was))\b[^.!?]*\?",
        "A question wants the verb before the subject.",
        bad=("Which color you want?",),
        good=("Which color do you want?", "Which of them do you want?"),
    ),
    slip(
        "modal-s-verb",
        r"(?<!\bbutane )(?<!\bgas )(?<!\btin )(?<!\bthe )(?<!\ba )(?<!\bour )(?<!\bspray )\b(?:will|would|must|can|cannot|can['’]t"
        r"|won['’]t|(?<!than )(?:we|i|you|it|they) (?:could|should))\s+(?P<x>(?!(?:us|this|its|his|yours|ours|always|thus|perhaps|sometimes|as"
        r"|focus|bias|besides|unless|regardless|hers|theirs|afterwards)\b)[a-z]{2,}[^su\W_]s)\b(?!\s+(?:of|are|is)\b)(?<!ness)",
        FORM,
        bad=("They will informs us.",),
        good=("We will process it.", "We will always help."),
    ),
    slip(
        "its-verb",
        rf"\b(?P<x>it['’]s\s+(?:{VERB_S}))\b",
        "“It's” means “it is”, which takes no second verb.",
        bad=("It's leaves tomorrow.",),
        good=("It's left the shop.",),
    ),
    slip(
        "present-since",
        r"\b(?P<x>(?:is|are)\s+(?:already |now )?(?:lost|stuck|missing|delayed|broken|closed|waiting|unavailable|sold out"
        r"|out of stock)\b[^.;,!?]{0,25}?\bsince)\s+(?:this|yesterday|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last"
        r"|\w+ (?:days|weeks))\b",
        "With “since”, English wants “has been”.",
        bad=("It is lost with USPS since Sunday.",),
        good=("It has been lost since Sunday.",),
    ),
    slip(
        "is-base",
        r"(?<!do )\b(?:is|are|was|were|been|being)\s+(?:already |now |not |just |also )?(?P<x>scan|ship|send|deliver|receive|replace"
        r"|resolve|refund(?=\s+(?:to|by|in))|arrive|lose)\b(?=\s+(?:at|to|by|on|in|with|from|for|today|yesterday|tomorrow)\b|\s*[.,;!?])",
        FORM,
        bad=("The parcel is scan at the counter.", "Your box was ship today."),
        good=("What we do is ship to you.", "The parcel is scanned."),
    ),
    slip(
        "was-happened",
        r"\b(?P<x>(?:is|was|were|are|been)\s+(?:happened|occurred|appeared|disappeared))\b",
        FORM,
        bad=("Tell us when this was happened.",),
        good=("Tell us when this happened.",),
    ),
    slip(
        "mind-to",
        r"(?<!of a )\b(?P<x>mind\s+to\s+(?:tell|send|share|check|give|wait|confirm|let|show|try|take|return))\b",
        "After “mind” the verb takes “-ing”.",
        bad=("Would you mind to tell us the day?",),
        good=("Would you mind telling us the day?",),
    ),
    slip(
        "be-bare-participle",
        r"\b(?:to|will|can|should|must|may|could|would)\s+(?:not\s+)?be\s+(?P<x>align|send|post|refund|replace|deliver|receive|process"
        r"|cancel|issue|mail|pack|charge|pick|print|track|swap|resolve|solve|inform|contact|exchange|ship)(?=\s*[.,;!?]|$|\s+(?:today"
        r"|tomorrow|by|to|on|in|within|again|soon|with|from|and|for|up|out|next)\b)",
        FORM,
        bad=("It will be post tomorrow.", "The finder needs to be align again."),
        good=("It will be posted tomorrow.", "It will be mail order only."),
    ),
    slip(
        "have-not-base",
        r"\b(?P<x>(?:has|have|had)\s+(?:not|never|already|just)\s+(?:yet\s+)?(?:charge|ship|refund|mail|fail|sew|post|answer|return|issue"
        r"|process|ask|print|open|test|send|receive|order))\s+(?:your|the|it|us|you|our|this|that|a|an|them|on|to)\b|\b(?:has"
        r"|have)\s+(?P<y>fail|sew|ask)(?=\s*[.,;!?]|$|\s+(?:every|the|you|us|your|our|to|walmart)\b)",
        FORM,
        bad=("Walmart had not charge your card yet.", "She has sew every square.", "The switch has fail."),
        good=("Walmart had not charged your card.", "You have not order but chaos."),
    ),
    slip(
        "present-since-noon",
        r"\b(?P<x>(?:(?:sits|lies|waits)\b|(?:is|are)\s+(?!(?:in|on|the|a|an|our|your|my|it|only|not|different|new|better|changed)\b))"
        r"(?:(?!\b(?:first|only|\w+est|changed|new)\b)[^.,;:!?]){2,32}?\bsince)\s+(?:noon|\d{1,2}(?::\d\d)?\s?[ap]\.?m|this morning"
        r"|an hour|yesterday|last (?:week|night|month)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\x00)",
        "With “since”, English wants “has been”.",
        bad=("The protector is refunded since noon.", "The parcel sits in Memphis since Sunday."),
        good=("A new one has been on its way since this morning.", "It is the first since Monday.", "Sit and smile since Monday."),
    ),
)

"""Clauses that lack a verb or a subject or order them wrongly, told by word classes (detect/word_classes.py)."""

from __future__ import annotations

from replylint.detect.slip_patterns.class_verbs import NP
from replylint.detect.slip_patterns.pattern import ClassPattern

NO_VERB = "(W&~FIN/COMMA)*"

CLASS_CLAUSES: tuple[ClassPattern, ...] = (
    ClassPattern(
        "missing-be-pronoun",
        "(?<=END/COMMA/and/but/so/because/that/if/as) [(we/i/they/he/she) ((ADV&~P&~SUB/not)? (sorry/happy/glad/unable/waiting/"
        "sending/working/trying/checking/looking/"
        "shipping/going/aware/able/ready/available/afraid)|not (in/at)|always (here/happy))] (?!P VG)",
        "A form of “be” seems to be missing.",
        bad=("We waiting for the carrier.", "I sorry to hear it.", "Ask us, because we always here."),
        good=("We are waiting.", "We always work late."),
    ),
    ClassPattern(
        "missing-be-noun",
        f"(?<=END) {NP} (?<!need)[(not yet? (VG/ADJ&~B/VN&~B/in/on/P)|(already/still/now/yet) (in/on/at/not/with)|(too/very/so) "
        f"ADJ|on (its/the) way)] {NO_VERB} DOT",
        "A form of “be” seems to be missing.",
        bad=("Your parcel still in the warehouse.", "The box too big for the mailbox.", "The lamp not working because of a bad bulb."),
        good=("The lamp is not working.", "Not the box but the lid is bent."),
    ),
    ClassPattern(
        "missing-be-progressive",
        "(?<=END) (our/your/the/my) (team/carrier/warehouse/driver/colleague/manager/staff/supplier/bank/technician/courier) "
        f"[(VG&~N)] {NO_VERB} DOT",
        "A form of “be” seems to be missing.",
        bad=("Our team working on it.",),
        good=("Our team is working on it.",),
    ),
    ClassPattern(
        "missing-be-it",
        "(?<=END/COMMA/but/and/because) it [not (possible/available/ready/here/in/working/necessary/included/our)]",
        "A form of “be” seems to be missing.",
        bad=("It not possible to change it now.",),
        good=("It is not possible.",),
    ),
    ClassPattern(
        "will-without-verb",
        "[(will/would/should/must) (on/ready/available/sorry/happy)]",
        "A verb is missing after “will”.",
        bad=("The new one will on the way tomorrow.",),
        good=("The new one will be on the way.",),
    ),
    ClassPattern(
        "missing-subject",
        "(?<=END) [(is/was)] (very/also/possible/important/necessary/recommended/better/needed|not (possible/available/necessary/"
        "our/a/the/ADJ/VG)|(a/an) (very/ADJ)) "
        "(W/COMMA/OTHER)* DOT",
        "A subject is missing: “It is ...”.",
        bad=("Is very important to keep it dry.", "Is not possible to ship today."),
        good=("It is important to keep it dry.", "Is not the lid included?"),
    ),
    ClassPattern(
        "missing-subject-inner",
        "because [is (very/possible/important/necessary/free/need/recommended|not (possible/available))] (?!NC/"
        "NS)(?<!what W is)",
        "A subject is missing: “it is ...”.",
        bad=("We ship it and we wait, because is important.",),
        good=("We ship it, because it is important.", "Reprinting takes two days and is free for you."),
    ),
    ClassPattern(
        "question-without-do",
        "(?<=END) [(how (much/many/long/often/far) (ADJ)? (it/they/this/that) (V3/B))|(why/when/where/how (you|they|we|it) (did/"
        "do/does/can/will/would/need/want/not/B&~N))] (W/COMMA)* QM",
        "A question wants an auxiliary verb before the subject.",
        bad=("How much it weighs?", "Why you did not tell us?"),
        good=("How much does it weigh?",),
    ),
    ClassPattern(
        "what-means",
        "(?<=END) [what (means/happen/say)]",
        "A question wants “does”: “What does ... mean?”",
        bad=("What means this number?",),
        good=("What does this number mean?",),
    ),
    ClassPattern(
        "doubled-subject",
        f"(?<=END) NAME? {NP} COMMA? [(it (is/was/has/does/doesn't/needs)|(he/she) (is/was/has/will))] (?!FIN/END/COMMA)",
        "The subject stands here twice.",
        bad=("Your refund it is on the way.",),
        good=("Your refund is on the way.", "With your refund it is done."),
    ),
    ClassPattern(
        "particle-pronoun",
        "(send/sent/sending/pick/picked/give/gave/bring/brought/throw/take/took/ship/shipped/mail/mailed/wrap/wrapped/pack/"
        "packed/return) [(back/up/away) (it/them)] (?=to/END/COMMA/P/yesterday/today)",
        "The pronoun stands before “back”, “up” or “away”.",
        bad=("Please send back it to us.", "We will send back it to you."),
        good=("Please send it back.",),
    ),
    ClassPattern(
        "to-you-object",
        "[(refund/send/give/ship/show/offer/issue/mail) to (you/us/me)] (the/a/an/your) N",
        "The object stands before “to you”.",
        bad=("We will refund to you the money.",),
        good=("We will refund the money to you.",),
    ),
    ClassPattern(
        "exist-there",
        "(?<=END/COMMA/because/but) [it exist] |(?<=END) in (your/the/our/this) NC [(have/has)] (NUM/DET/NS)",
        "English says “there is” or “there are”.",
        bad=("In your box have two lamps.", "It exist two versions."),
        good=("In your order there are two lamps.",),
    ),
    ClassPattern(
        "verb-frame",
        "[worth to B]|(am/are/'m/'re) [used to B&~N] such|[want that] (you/we/it/the)|[(explained/suggested) (me/you/us)]|"
        "(?<=SUBJ/HAVE) [asked to] (the/our/your) (driver/carrier/courier/supplier/customer/manager)|[sorry of]|[reason of]|"
        "[compatible to]|[proud for]|[congratulations for]|"
        "BE [(waiting/wait) the] NC|[since (NUM/CODE) (days/weeks/months/years)] (?!ago/of)|[before (you/we) will]|(nobody/"
        "nothing) [never]",
        "English does not build the phrase like this.",
        bad=("It is worth to wait.", "The reason of the delay is snow.", "We know them since ten years.", "We are waiting the truck."),
        good=("It is worth the wait.", "Since two of them broke, we changed it.", "The reason, of course, is snow."),
    ),
    ClassPattern(
        "wrong-relative",
        "(driver/person/man/woman/colleague/manager/people/agent/technician) [which] (VD/V3/BE/HAVE)|(?<=END) (the/a) ADJ? NC "
        "[what] (VD/V3/BE/SUBJ)",
        "People take “who”, things “that”; “what” stands for neither.",
        bad=("The driver which brought it was new.", "The lamp what you ordered is here."),
        good=("The driver who brought it was new.", "The driver asked which was ours."),
    ),
)

"""Verbs in the wrong form, told by word classes (detect/word_classes.py)."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import FORM, ClassPattern

NP = "(the/your/our/this/that/my/a/an/his/her/their/its) (ADJ&~P/N/NAME/UNK&~UNKS){0,2} N&~TIME&~ADJ"
BE_FORM = "(am/is/are/was/were/'m/'re)"
BASE = "B&~N&~ADJ&~ADV&~VN&~VD&~P"
PASTONLY = "VD&VI&~VN&~B"

CLASS_VERBS: tuple[ClassPattern, ...] = (
    ClassPattern(
        "do-finite",
        "[(don't/doesn't/didn't|(do/does/did) not) (even/ever/yet/already)? (VD&~B&~ADJ&~N/V3&~NS&~B/has/works/needs/fits/shows/"
        "looks/starts/stops/turns)]",
        FORM,
        bad=("The lamp doesn't works.", "It does not needs batteries.", "We didn't found it."),
        good=("We did find it.", "What we do works."),
    ),
    ClassPattern(
        "do-subject-finite",
        f"(?<=END/COMMA/and/but/WH) [(do/does/did) (SUBJ|{NP}) (not/ever/already)? (VD&~B&~ADJ&~N/V3&~NS/left/smells/comes/works/"
        "fits/needs/turns/looks/starts/stops/shows)]",
        FORM,
        bad=("Does the light comes on?", "When you opened it, did you broke it?"),
        good=("Does the light come on?",),
    ),
    ClassPattern(
        "modal-finite",
        "(?<=N/NS) [(will/would/could/should/might/must/may/cannot/can't/won't) (not/also/ADV)? VD&~B&~ADJ&~N&~B] (?!items/parts/goods)|"
        "(?<!DET/ADJ/N/than/NAME) [(MODAL) (not/also/only/now/then/still/never/SUBJ/ADV)? (VD&~B&~ADJ&~N/been&~B)] (?!items/parts/goods)",
        FORM,
        bad=("We will refunded you.", "It may took five days.", "The parcel will arrived soon."),
        good=("It could have been lost.", "The will left no doubt."),
    ),
    ClassPattern(
        "subject-modal-s",
        "SUBJ [MODAL ADV? (V3&~B&~ADV&~P)] (?!are/is/FIN)",
        FORM,
        bad=("We hope you will enjoys it.",),
        good=("We hope you will enjoy it.",),
    ),
    ClassPattern(
        "will-be-base",
        "[(will/should/would/may/might/must/can/cannot/to) (not/also)? be (not/also)? (appear/arrive/happen/receive/deliver/send/"
        f"{BASE}&~like&~let)]",
        FORM,
        bad=("The refund will be appear soon.",),
        good=("The refund will appear.", "It will be sent."),
    ),
    ClassPattern(
        "to-finite",
        "(want/wants/wanted/need/needs/needed/like/try/trying/able/unable/happy/glad/going/ready/sorry/hope/decided/plan/asked/"
        "forgot/agreed/"
        "wish/pleased/order/please/free/tried) [to (VD&~B&~N/is/has/was/V3&~NS)] (?!items/parts/goods/NS)",
        FORM,
        bad=("I want to thanked you.", "We need to checked it."),
        good=("We need to check it.", "You will get used to wet leather."),
    ),
    ClassPattern(
        "to-must",
        "[(must/should/may/can/could/will/would/cannot/can't/couldn't) to] (B&~N/VT&B)",
        FORM,
        bad=("We must to check it.",),
        good=("We must check it.",),
    ),
    ClassPattern(
        "have-base-verb",
        f"(?<!SUBJ SUBJ) [(has/had/'ve/have/haven't/hasn't) (not/already/also/just/never/now/still/yet/been){{0,2}} "
        f"({BASE}&~let&~help)] (?!NS/N)",
        FORM,
        bad=("The carrier has lose it.", "It has already arrive."),
        good=("The carrier has lost it.", "We have people check it."),
    ),
    ClassPattern(
        "have-noun-verb",
        "[(has/have/'ve/had) (not/already/just/also/yet/been){1,2} (update/ship/process/cancel/damage/charge/pack/return/replace/"
        "print/check/"
        "refund/release/repair/use)] (?=END/COMMA/P/yet/DET/you/it/today/yesterday/again)",
        FORM,
        bad=("The tracking has not been update yet.", "The order has already ship."),
        good=("It has been updated.",),
    ),
    ClassPattern(
        "have-past",
        "(?<!N SUBJ)(?<!NS SUBJ)(?<!that SUBJ)(?<!WH SUBJ)[(has/have/had/'ve/haven't/hasn't) (not/already/also/just/never/now/"
        f"even)? ({PASTONLY})]",
        FORM,
        bad=("They have took it back.", "I have wrote to them."),
        good=("They have taken it back.", "The parts you have fit."),
    ),
    ClassPattern(
        "have-being",
        "[(has/have/had/'ve) being] (VN/VD/ADJ)",
        FORM,
        bad=("It has being returned to us.",),
        good=("It has been returned.", "It is being returned."),
    ),
    ClassPattern(
        "pronoun-be-base",
        f"(?<=END/COMMA/and/but/so/because/that/if/when/as) [(i/we/they/you/he/she) {BE_FORM} (not/also/already/now/very/so/really)? "
        f"({BASE}/agree/apologize/send/ship/refund&~N/depend)]",
        FORM,
        bad=("I am write to you about it.", "We are send a new one today."),
        good=("I am writing to you.", "All we are is glad."),
    ),
    ClassPattern(
        "noun-be-base",
        f"(?<=END/COMMA/and/but/so/because/that/if/when/as) ({NP}|it) [(is/was/were/are) (not/also/already/now/still)? ({BASE}/"
        "process/ship/refund/deliver/arrive/depend)] "
        "(?=P/END/COMMA/today/yesterday/again/already/soon/twice/now)(?<!thing/step/goal/way/idea/choice/option/plan/trick/rule/best is B)",
        FORM,
        bad=("Your payment was not take twice.", "The refund is process on our side."),
        good=("Your payment was taken.", "The best way is wait and see."),
    ),
    ClassPattern(
        "preposition-base",
        f"(?<!P)(?<!NAME) [(for/without/before/after/by/about/of) not? ({BASE}&~let&~say&~fail/use&B)] (DET/PRO&~SUBJ) (?!BE/HAVE/"
        "FIN/MODAL)",
        "After a preposition the verb takes “-ing”.",
        bad=("After receive your photo we will ship it.", "Thank you for inform us."),
        good=("After receiving your photo we will ship it.", "Before use, wash it."),
    ),
    ClassPattern(
        "preposition-base-short",
        "[(before/after/without/for) (use/return/open/wash/clean/send/receive/install/ship)] (it/them/us/me)",
        "After a preposition the verb takes “-ing”.",
        bad=("Before use it, wash the pot.",),
        good=("Before using it, wash the pot.",),
    ),
    ClassPattern(
        "apologize-not",
        "(apologize/apologies/sorry/thanks) for not [B&~N&~ADJ]",
        "After a preposition the verb takes “-ing”.",
        bad=("We apologize for not inform you.",),
        good=("We apologize for not answering sooner.",),
    ),
    ClassPattern(
        "verb-to-verb",
        "[(avoid/suggest/recommend/enjoy/finish/consider/keep/appreciate/apologize) to B]",
        "After this verb English has “-ing”.",
        bad=("We suggest to return it.", "Please avoid to use bleach."),
        good=("We suggest returning it.", "What we suggest to buyers is this."),
    ),
    ClassPattern(
        "made-to",
        "[(make/makes/made/let/lets) (us/me/you/him/her/them/it) to B]",
        "After “make” and “let” the verb stands without “to”.",
        bad=("This made us to change the box.",),
        good=("This made us change the box.", "Here is one made for you to keep."),
    ),
    ClassPattern(
        "perfect-past-time",
        "(?<=SUBJ/N/NS) (?<!that N)[(have/has/'ve) ADV? (VN&~been)] (it/them/you/us/to/DET/N/NU/NS/P&~since&~until/ADJ/NAME/CODE/"
        "back/off/out/through){0,5} "
        "(yesterday|last (DAY/NAME)|(NUM/CODE/a/an/few/W) (day/days/week/weeks/hour/hours/minute/minutes) ago)",
        "With a time that is over, the simple past is wanted.",
        bad=("I have sent it last week.", "We have shipped your order two days ago."),
        good=("I sent it last week.", "We have the label that came yesterday."),
    ),
    ClassPattern(
        "past-time-base",
        "(?<=END) (yesterday|last (DAY/NAME)|(NUM/CODE/a/few) (days/weeks/day/week/hours/month/months) ago) COMMA? "
        f"({NP}|SUBJ) ADV? [(B&~VD/VT&B&~VD)] (?=DET/PRO/P/to/N/NS)",
        "A past tense is wanted here.",
        bad=("Yesterday the driver come to your house.", "Two days ago the carrier tell us it is lost."),
        good=("Yesterday the driver came.",),
    ),
    ClassPattern(
        "future-after-when",
        "[(as soon as|once|after) SUBJ will] B",
        "After “as soon as”, “once”, “until” the present stands for the future.",
        bad=("As soon as it will arrive, we refund you.",),
        good=("As soon as it arrives, we refund you.",),
    ),
    ClassPattern(
        "if-will-need",
        "(?<=END/COMMA/and/but) [if (you/it/we/they) will (need/want/have/see/get/receive/find/be/not)]",
        "After “if” the present stands for the future.",
        bad=("If you will need help, write to us.",),
        good=("If you need help, write to us.",),
    ),
    ClassPattern(
        "modal-gerund",
        "SUBJ [(will/would/can/could/should/may/might/must) not? VG&~N]",
        FORM,
        bad=("I will sending the label today.",),
        good=("I will be sending the label today.",),
    ),
    ClassPattern(
        "be-past-only",
        "[(was/were/is/are/been/be) (not/ADV&~P)? VD&VI&~VN&~B&~ADJ&~N] (?=END/P/COMMA/when/by/SUB)",
        FORM,
        bad=("The seal was tore when we opened it.",),
        good=("The seal was torn.", "What it was went unsaid."),
    ),
    ClassPattern(
        "be-bare-verb",
        "(?<=N/it/they/i/we/SUBJ) [(was/were/is/are) (not/only/already/just/currently)? (charge/wrap/prepare/order/cancel/"
        "replace/deliver/receive/choose)] "
        "(?=END/in/by/to/twice/only/on/COMMA/at)|[be (order/charge/return/refund/replace/ship/cancel/wrap/exchange/pick/pack/"
        "deliver/reach)] (?=END/on/in/by/at/to/from/today)",
        FORM,
        bad=("Your card was charge only once.", "The new part can be order on your page."),
        good=("The order was charged only once.", "The order was charged by noon."),
    ),
    ClassPattern(
        "am-bare-verb",
        "(?<=END/COMMA/and/but) [(i/we/they) (am/are/'m/'re) (ADV&~P)? (wait/look/work/hope/need/want)] (for/to/on/at/into)",
        FORM,
        bad=("I am wait for their call.", "We are currently look for it."),
        good=("I am waiting for their call.",),
    ),
    ClassPattern(
        "glad-to-gerund",
        "(glad/happy/sorry/pleased/want/need/able/wish/like) [to VG&~N&~UNK]",
        FORM,
        bad=("We are glad to informing you.",),
        good=("We are glad to inform you.",),
    ),
    ClassPattern(
        "for-bare-verb",
        "(thank you|thanks/sorry/glad/happy/apologize) [for (wait/help/visit/cause/answer/order)] (you/us/me/so/it/the)",
        "After a preposition the verb takes “-ing”.",
        bad=("Thank you for wait so long.", "We are glad for help you."),
        good=("Thank you for waiting so long.", "Thank you for help with it."),
    ),
    ClassPattern(
        "this-morning-base",
        "(?<=END) (this morning|last night|yesterday) COMMA? SUBJ [B&~VD&~N/call/ask/check/need/ship] (the/your/a/our/you/it)",
        "A past tense is wanted here.",
        bad=("This morning I call the carrier.",),
        good=("This morning I called the carrier.",),
    ),
)

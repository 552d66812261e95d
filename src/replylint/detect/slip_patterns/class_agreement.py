"""Subjects, verbs and numbers that do not agree, told by word classes (detect/word_classes.py)."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import AGREE, NUMBER, ClassPattern

# What a clause starts after; a comma alone may stand in a list of subjects.
CUT = "END/if/when/because/since/until/once/while/although/though/whether/unless/but/so/where/think/hope/sure/believe"
START = f"({CUT}/COMMA/that) (?:(?<={CUT})|(?<=ADV COMMA)|(?<=say/says/see/know/sorry that)|(?<=think/hope/sure/believe that))"
SG = "(the/your/our/this/that/my/each/every/a/an/his/her/their/its/another)"
MOD = "(ADJ&~few&~many/N&~P/HY/NAME/UNK&~UNKS/VG&~P/CODE)"
HEAD = "(N&~TIME&~NOTHEAD&~ADJ&~NS/UNK&~UNKS&~HY&~ADV&~ED)"
STRICT = "(B&~N&~ADJ&~ADV&~VD&~VN&~P&~NS/come/go/get/become/list)"
VERBISH = (
    "(need/start/stop/turn/help/show/look/work/hold/stay/leave/stand/run/close/open/measure/smell/sound/feel/taste/move/break/"
    "wear/match/change/cover/drain/leak/crack/slide/drop/take/charge)"
)
PLDET = "(the/your/our/these/those/some/many/most/all/both/several/his/their/my) (?!last/first/next)"
PLHEAD = "NS&~TIME&~NOTHEAD&~N&~V3"
BE_SG = "is/was/has/doesn't/isn't/wasn't/hasn't"
TAIL = "(?=(W&~FIN/COMMA)* END)"
AFTER_NOUN = "(?=P&~of/END/COMMA/BE/HAVE/MODAL/FIN/SUBJ/SUB/and/but/so/that/to/ADV)"

CLASS_AGREEMENT: tuple[ClassPattern, ...] = (
    ClassPattern(
        "noun-verb-base",
        f"{START} {SG} {MOD}{{0,3}} [{HEAD} {STRICT}] (?!FIN)",
        AGREE,
        bad=("The kettle boil in four minutes.", "The bag weigh two pounds."),
        good=("Let the kettle boil.", "The kettles boil fast.", "We ask that the carrier keep it.", "It is off, and the card hold falls away."),
    ),
    ClassPattern(
        "noun-verb-alone",
        f"(?<=END) {SG} {MOD}{{0,2}} [{HEAD} {VERBISH}] (?=DET/PRO/CODE/NUM/ADJ&~N/on/in/with/at/like/when/to/up/down/out) {TAIL}",
        AGREE,
        bad=("The lantern take three D cells.", "Your colleague help us with it."),
        good=("The power need of the pump is low.", "The hold time is short."),
    ),
    ClassPattern(
        "noun-of-noun-plural-verb",
        f"(?<=END) (a/an/one/each/every/this/the/your) {MOD}{{0,2}} N&~TIME&~NOTHEAD&~NS (of/for/from/per/in/to/with) DET? {MOD}{{0,2}}"
        "(N/NS/NU/NUM/CODE/them/it/one) [(are/were/have)] (?=VN/ADV/ADJ/VG/DET/P)",
        AGREE,
        bad=("One cable per lamp are included.",),
        good=("The pair of screws are here.", "The parts in the bag are fine."),
    ),
    ClassPattern(
        "singular-noun-plural-be",
        f"(?<=END/COMMA/SUB/but/that/think) (a/an/this/each/every/another) {MOD}{{0,3}} [{HEAD} (are/were/have/don't/aren't/"
        f"weren't/haven't)]|(?<=END/COMMA/SUB/but) (the/your/our/my/his/her/its) {MOD}{{0,2}} [N&~TIME&~NOTHEAD&~ADJ&~NS (have/were/"
        "haven't/weren't)] (?=not/VN/been/DET/NUM/in/on/at)",
        AGREE,
        bad=("For the record, a new lid are packed.", "We think each ring are faulty.", "Be patient, your message have entered the queue."),
        good=("Each time we have a look.", "The parts in a box are fine."),
    ),
    ClassPattern(
        "new-one-plural-be",
        f"{START} {SG} ADJ{{0,2}} [one (are/were/have)]",
        AGREE,
        bad=("A new one were packed today.",),
        good=("The new ones were packed.",),
    ),
    ClassPattern(
        "plural-noun-s-verb",
        f"({CUT}/COMMA/that) {PLDET} {MOD}{{0,3}} [{PLHEAD} (V3&~NS/{BE_SG})] (?!too/enough/plenty/NUM)|({CUT}) {PLDET} "
        f"(ADJ&~few&~many){{0,2}} [NS&V3&~N&~TIME&~NOTHEAD (V3/{BE_SG})] (?!too/enough/plenty/NUM/FIN/QM)|{START} {PLDET} ADJ? "
        f"[UNKS (V3&~NS/{BE_SG})]",
        AGREE,
        bad=("Most parcels arrives within four days.", "The hinges was bent.", "It ships on the day that our lamps arrives."),
        good=("Two weeks is enough.", "The sports bag is here."),
    ),
    ClassPattern(
        "plural-noun-s-verb-object",
        f"({CUT}/COMMA) {PLDET} {MOD}{{0,2}} [{PLHEAD} V3&NS] (?=DET/PRO/ADV/ADJ&~N/like/up/down/on/with)",
        AGREE,
        bad=("The photos shows a dent.", "The wheels turns freely."),
        good=("The goods orders of May are here.",),
    ),
    ClassPattern(
        "bare-plural-s-verb",
        "(?<=END) ADJ{0,2} [NS&~TIME&~NOTHEAD&~N&~V3 (is/was/has/doesn't/V3&~NS)] (?!too/enough/plenty/fine/NUM/not/a/QM)",
        AGREE,
        bad=("Colors fades in the sun.", "People likes it."),
        good=("People like it.", "Two weeks is fine."),
    ),
    ClassPattern(
        "plural-pp-s-verb",
        f"(?<=END) ((all|most of)? (the/these/those/our/your) {MOD}{{0,2}} NS&~TIME&~NOTHEAD&~N|ADJ? NS&~TIME&~NOTHEAD&~N&~V3) "
        f"(of/from/in/for/on/with) DET? {MOD}{{0,2}} "
        "(N&~NS/it/NU/NAME) [(is/was/has/does/doesn't/V3&~NS)] (?!QM/FIN)",
        AGREE,
        bad=("Parcels from the store is late.", "The wheels of this table wobbles."),
        good=("The feet of this rest slide.", "Books of stamps in a box are here."),
    ),
    ClassPattern(
        "of-plural-noun-s-verb",
        f"(?<!of/P/number/and) {SG}? (these/those/both) {MOD}{{0,2}} [{PLHEAD} (is/was/has/V3&~NS)]",
        AGREE,
        bad=("Our count says both rods was in the tube.",),
        good=("One of these rods was short.",),
    ),
    ClassPattern(
        "relative-plural-s-verb",
        "(?<!of) (the/these/those/some) ADJ{0,2} NS&~TIME&~NOTHEAD&~N&~V3 (that/which/who) [(V3/is/was/has)] (?!MODAL/BE/HAVE)",
        AGREE,
        bad=("The colors that was sold out are back.",),
        good=("The screws that hold the leg are here.", "One of the screws that was loose is here."),
    ),
    ClassPattern(
        "relative-singular-base",
        "(?<!of/P) (a/an/the/this/one/my/our) ADJ{0,2} (N&~NS&~NOTHEAD/company) (that/which/who) [(B&~VD&~VN/have/are/were/do/don't)] "
        "(?=DET/P/ADV/PRO&~SUBJ/VN/ADJ/NS/NU/to)",
        AGREE,
        bad=("It is a cloth that hate wet feet and a box that contain two.",),
        good=("The boxes that contain two are here.",),
    ),
    ClassPattern(
        "anything-that-base",
        "(anything/something/everything/nothing/someone/anyone/everyone/nobody) (that/who) [(B&~VD&~VN&~N/have/are/do/don't/need/want)]",
        AGREE,
        bad=("It is good for anything that dislike wet feet, or anything that have feet.",),
        good=("Anything that hates wet feet will do.",),
    ),
    ClassPattern(
        "he-base",
        "(?<=END/if/when/because/since/until/once/but/so/and/that/where/COMMA) (?<!suggest that)(?<!ask that)(?<!recommend that) (he/"
        "she/it) ADV{0,1} [(B&~VD&~VN&~ADJ/have/are/do/don't/come)] (?!not/be)"
        " (?=DET/PRO/P/ADV/to/CODE/END/COMMA/when/SUB/NS/NU/ADJ)(?<!do)",
        AGREE,
        bad=("She need the order number.", "It list the tax at zero.", "Not yet, it leave on Thursday."),
        good=("She needs it.", "It is light.", "When did it come in?"),
    ),
    ClassPattern(
        "nobody-base",
        f"{START} (nobody/everyone/everybody/someone/somebody/everything) (here/else|(in/at/from) DET N)? [(have/are/were/"
        "B&~N&~VD&~VN&~P/need/want)]",
        AGREE,
        bad=("Nobody have opened it.", "Nobody know where it is."),
        good=("Nobody knows.", "Did everyone have one?"),
    ),
    ClassPattern(
        "plural-after-singular-determiner",
        "[(each/every/another/this/a/an) (ADJ&~few&~many/N/HY){0,2} (NS&~N&~V3&~TIME&~NOTHEAD&~NP (?=END/for/from/with/in/at/of/"
        "COMMA/FIN/that/and)|NCS&V3&~NOTHEAD (?=is/are/was/were/has/have))]",
        NUMBER,
        bad=("Each items is checked.", "This parts are sold separately."),
        good=("A few parts are here.", "This ships today.", "Every two weeks we check."),
    ),
    ClassPattern(
        "singular-after-plural-determiner",
        "[(these/those/several/few/various/two/three/four/five/six/seven/eight/nine/ten/multiple) (ADJ&~N/VN&~N)? "
        "NC&~ADJ&~NS] (?=END/COMMA/P/FIN&~NS/who/which/that/SUBJ/today/yesterday)|(?<!of) [(these/those) NC&~ADJ&~NS] (?=B&~NC/run/need)",
        NUMBER,
        bad=("Several customer told us.", "We have three warehouse in the state.", "These shoe run small."),
        good=("A three part glue is here.", "One or two at a time.", "Those who ask get one."),
    ),
    ClassPattern(
        "both-singular",
        "[(both/many) (ADJ&~N)? NC&~ADJ&~NS] (?=END/COMMA/are/were/have/that/MODAL/who)",
        NUMBER,
        bad=("It has many feature that help.",),
        good=("Both box and lid are here.",),
    ),
    ClassPattern(
        "all-the-singular",
        "all (the/your/our/these/those) (ADJ&~N)? [NC&~ADJ&~NS/part (are/were/have)]",
        NUMBER,
        bad=("All the screw are in the bag.",),
        good=("All the parts are in the bag.", "In all the box was fine."),
    ),
    ClassPattern(
        "one-of-the-singular",
        "(one/two/three/four/each/neither/either/both/many/several/few) of (the/our/your/these/those/my/its) ADJ? [NC&~ADJ&~NS] "
        "(?=FIN/P/END/COMMA/BE/that/who)",
        NUMBER,
        bad=("One of the lamp is damaged.", "Both of the chair were damaged."),
        good=("One of the lamps is damaged.", "It is one of the store brand lamps."),
    ),
    ClassPattern(
        "lot-of-singular",
        "(lot/lots/plenty/couple/dozens/hundreds/variety/number) of ADJ? [NC&~ADJ&~NS] (?=FIN/P/END/COMMA/BE/that/who)",
        NUMBER,
        bad=("A lot of thing can go wrong.", "We got a couple of complaint about it."),
        good=("A lot of time is lost.", "A number of things can go wrong."),
    ),
    ClassPattern(
        "uncountable-article",
        "[(a/an/many/several/these/two/three) (ADJ&~little&~few)? NU] (?=END/P/COMMA/FIN/that/to/and/SUBJ)",
        "This noun has no plural and takes no “a”.",
        bad=("We need an information from you.", "It is a good news for you."),
        good=("An information desk is there.", "It is good news."),
    ),
    ClassPattern(
        "much-singular-many",
        "[staffs] (?=END/P/COMMA/MODAL/are/have/were/and)|(many/received/no/any/got/more) [complains]",
        NUMBER,
        bad=("Our staffs will pack it.", "We got complains about it."),
        good=("He complains a lot.",),
    ),
    ClassPattern(
        "there-is-plural",
        "there (is/was/has/isn't/wasn't) (not/also/still/always/been)* [(ADJ&~N){0,2} NS&~N&~V3&~TIME] (?=P/END/COMMA/that)",
        AGREE,
        bad=("There is also small dents on it.",),
        good=("There is also a scratch.",),
    ),
    ClassPattern(
        "there-are-singular",
        "there (are/were) (not/also/still/only)? [(no/some/ADJ&~N)? NC&~NS&~ADJ&~NOTHEAD] (?=P/END/COMMA/that)",
        AGREE,
        bad=("There are small dent on the lid.",),
        good=("There are dents.",),
    ),
    ClassPattern(
        "there-have",
        "(?<=END/COMMA/and/but/so/because) there [(have/has)] (?=DET/ADJ/NS/NUM)",
        "English says “there is” or “there are”.",
        bad=("There have many reasons for this.",),
        good=("There has been a delay.",),
    ),
    ClassPattern(
        "you-is",
        "(?<=END/if/when/because/that/and/but/so/as/where) (you/we/they) ADV? [(is/was/has/doesn't/wasn't/isn't/hasn't/V3&~NS)]",
        AGREE,
        bad=("You was charged once.", "If they has it, write."),
        good=("One of you has it.", "They are here."),
    ),
    ClassPattern(
        "it-were",
        "(?<=END/COMMA/because/but) [(it/he/she) (weren't/aren't/haven't)]|(?<=END) [that (mean/depend)]",
        AGREE,
        bad=("It weren't packed by us.", "That mean the valve is stuck."),
        good=("If it were ours, we would keep it.", "That means it is stuck."),
    ),
    ClassPattern(
        "joined-subjects-singular-verb",
        f"(?<=END) (the/your/both/our) {MOD}{{0,2}} (N&~TIME&~ADV&~UNK) and (the/your/our) {MOD}{{0,2}} [(NC&~TIME&~V3/NS&~V3) (is/was/has/"
        "V3&~NS)] (?!QM)",
        AGREE,
        bad=("The kettle and the lid is in one box.",),
        good=("The kettle and the lid are here.", "Your time and patience is appreciated."),
    ),
    ClassPattern(
        "mass-noun-plural-verb",
        "(?<=END/because/if/when) (?<!END END)[NM&~NS&~ADJ&~B&~TIME&~NOTHEAD (are/were/have/don't/aren't)] (?=VN/ADV/ADJ/DET/in/on/a)",
        AGREE,
        bad=("Delivery are planned for June.",),
        good=("Delivery is planned for June.", "Oil and glass are here."),
    ),
    ClassPattern(
        "who-s-verb",
        "(?<!of DET)(?<!of) NS&~V3&~TIME&~NOTHEAD who [(V3&~NS/is/was/has/chews/digs)]|(office/business/opening/working) [hours is]|"
        "(?<=END) [(orders/returns/refunds/exchanges/repairs/requests) (is/was/has)] (?=VN/not/always/only/processed/accepted)",
        AGREE,
        bad=("Keep it from puppies who chews.", "Our office hours is on the page.", "Returns is accepted for a month."),
        good=("One of the customers who writes to us likes it.", "Orders are packed at noon."),
    ),
)

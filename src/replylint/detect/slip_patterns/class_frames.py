"""What a verb, an adjective or a time asks of the words around it, told by word classes (detect/word_classes.py)."""

from __future__ import annotations

from replylint.detect.slip_patterns.class_verbs import NP
from replylint.detect.slip_patterns.pattern import ARTICLE, FORM, NUMBER, ClassPattern

NUMBERS = "(two/three/four/five/six/seven/eight/nine/ten/twelve/several)"

CLASS_FRAMES: tuple[ClassPattern, ...] = (
    ClassPattern(
        "participle-without-have",
        "(?<=END/COMMA/and/but/because/that/when/if) [(i/we/they/he/she) (VN&VI&~VD&~B&~ADJ&~N&~been/seen/done)]",
        "A form of “have” seems to be missing.",
        bad=("I seen it this morning.", "We spoken to the driver."),
        good=("I saw it.", "We have spoken to the driver."),
    ),
    ClassPattern(
        "double-negative",
        "[(don't/doesn't/didn't/won't/can't/cannot) ADV? B&~mean (me/you/us/it/them|to B)? (nothing/nobody)] (?=END/COMMA/P/else/DET)|"
        "[no need to B nothing]|[(dont/don't/doesn't/doesnt) need (return/send/pay/do) nothing]",
        "Two negatives cancel each other.",
        bad=("You don't owe us nothing for it.", "There is no need to return nothing.", "You dont need return nothing."),
        good=("You don't owe us anything.", "It doesn't mean nothing to us.", "You need do nothing."),
    ),
    ClassPattern(
        "need-bare-verb",
        "[(don't/doesn't/didn't|(do/does/did) not) need (return/send/pay/ship/mail/wait/worry/contact/open/call/write/keep)] "
        "(DET&~all/PRO/for/about/back/END/COMMA)|(?<=SUBJ) [(want/need/wants/wish) (B&~N&~ADJ&~let&~help/return/check/send/keep/exchange/use/"
        "replace/cancel/change/order)] (it/them|(this/the/your) N)",
        "“To” seems to be missing.",
        bad=("You don't need return it.", "If you want exchange it, write to us.", "We need check the pump."),
        good=("You don't need to return it.", "You don't need return labels.", "If you want it, keep it."),
    ),
    ClassPattern(
        "next-days",
        "(in/within/during/for/over) [(next/coming) (CODE/NUM/few/couple)] (days/day/weeks/hours/months/week/minutes/business/working)",
        ARTICLE,
        bad=("It arrives in next two days.", "We will refund you within next few days."),
        good=("It arrives in the next two days.", "It leaves on the next truck."),
    ),
    ClassPattern(
        "same-as",
        "(is/are/was/were/'s) [same] (as/END/COMMA/like)",
        "English says “the same”.",
        bad=("The method is same as yesterday.",),
        good=("The method is the same as yesterday.",),
    ),
    ClassPattern(
        "i-am-trade",
        "(i am|i 'm|(he/she) (is/'s)) [(engineer/manager/owner/seller/supervisor/student/carpenter/photographer/"
        "agent)] (?=END/COMMA/by/of/in/here/and)",
        ARTICLE,
        bad=("I am engineer by trade.",),
        good=("I am an engineer.", "I am owner-operator here."),
    ),
    ClassPattern(
        "should-finite",
        f"(?<=END/COMMA) should ({NP}|(the/your/our) UNK&~UNKS) [V3] (?=DET/PRO/to/ADJ&~N)|(sure/hope/think/believe/know) you [(has/was/is)]",
        FORM,
        bad=("Should your bookkeeper needs the address, write.", "Please make sure you has the code."),
        good=("Should your bookkeeper need the address, write.", "I know which of you is right."),
    ),
    ClassPattern(
        "write-us-to",
        "(?<=please/can/END/to/may/and/or/just) [write us to] (CODE)",
        "The object stands before the address: “write to us at”.",
        bad=("Please write us to \x00\x00\x00 and we help.",),
        good=("Please write to us.", "Write us to say how it fits."),
    ),
    ClassPattern(
        "please-finite",
        "please (kindly/also/just)? [(VD&~UNK&~B&~N&~ADJ&~P&~SUB&~BE/VG&~N&~P&~UNK)] (?=DET/PRO/CODE/P)",
        FORM,
        bad=("Please sent us the photo.", "Please sending the lid back."),
        good=("Please send us the photo.", "Say please, regarding it as a must.", "Please shred the slip."),
    ),
    ClassPattern(
        "suppose-to",
        "(is/are/was/were/'s/'re/not) [suppose to]|(?<=N/NS/it/they/this/that) [(is/are/was/were/been) (not/already/also)? (schedule/expect/"
        "require/design/allow/build)] (to/for/by/with/in/on)|(?<=END) (we/i/they/it) [use to] (be/have/sell/offer/make/come)",
        FORM,
        bad=("The lid was suppose to fit.", "The truck is schedule to come today.", "We use to sell it."),
        good=("The lid was supposed to fit.", "What we do is allow for delays.", "We used to sell it."),
    ),
    ClassPattern(
        "other-one",
        "(send/get/need/order/buy/want/ship/posted/post/mail/mailed) (you/us/me)? [other (one/NC&~ADJ&~NS)] "
        "(?=END/COMMA/today/tomorrow/from/to/for/by)",
        ARTICLE,
        bad=("We will send other one today.",),
        good=("We will send another one.", "We send other people home."),
    ),
    ClassPattern(
        "number-of-one",
        f"{NUMBERS} (new/more/other/extra/spare/good) [one] (?=END/COMMA/P/today/tomorrow)|{NUMBERS} ADJ? [(color/colour/size/length/version/style)] "
        "(?=END/COMMA/P/are/to/for)|[others (NS&~V3&~N)] (?=END/P/COMMA/are)|[(a/an) (people/children)] (?=END/P/COMMA/who/VD)|[a lots of]|"
        "[an other]",
        NUMBER,
        bad=("We mailed you two new one today.", "It comes in two size.", "We have others colors.", "We sell a lots of these."),
        good=("We mailed you two new ones.", "It comes in two sizes.", "Sizes two and four: one of each."),
    ),
    ClassPattern(
        "verb-object-frame",
        "[(say/said) (me/us)] (that/what/how/to)|(?<=END/we/i) [very (appreciate/like/want/hope/understand/regret/thank/value)]|[according (your/"
        "the/our)]|[(reached/reach) to] (you/us/me)|(please/will/can/to) [contact with]|[(since/from) long time]|[too much (heavy/big/small/"
        "short/long/high/late/thick/thin/expensive/slow/tight/loose/old)]|[enough (big/large/strong/long/good/wide/thick)] (END/for/to)|"
        "(sorry/excuse) [by] (the/this)",
        "English does not build the phrase like this.",
        bad=(
            "The driver said me that it was lost.",
            "We very appreciate your photo.",
            "It is late according the tracking.",
            "The parcel reached to you today.",
            "Please contact with the carrier.",
            "The box is too much heavy.",
        ),
        good=("According to the tracking, it is late.", "We appreciate it very much.", "The rod can reach to the ceiling."),
    ),
    ClassPattern(
        "for-verb",
        "(?<=END) [for (cancel/return/change/use/exchange/replace/open/start/get/receive)] (the/your/it/this|COMMA (write/contact/send/go/"
        "please))",
        "English says “to” here: “To cancel, ...”.",
        bad=("For cancel, write to us today.", "For change the size, open the order."),
        good=("To cancel, write to us.", "For use in the rain it needs a coat."),
    ),
    ClassPattern(
        "and-me-subject",
        "(?<=END) (my)? (N/NAME/UNK) [and me] (will/have/are/were/can/checked/packed/went/looked/found/think)",
        "As a subject it is “and I”.",
        bad=("My wife and me will pack it.",),
        good=("My wife and I will pack it.",),
    ),
)

"""Words of a hurried hand that are words themselves: a letter too few, too many or another, told by their neighbours' classes."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import ITS, MIXED, ClassPattern

SENT = "(message/patience/order/purchase/email/understanding/feedback/reply/photo/photos/support/business)"
THING = "(package/parcel/order/item/box/carrier/driver/lid/refund/seller/replacement/tracking/label/courier/return/payment)"
PLACE = "(warehouse/team/store/shop/office/supplier/customers/website/driver/mistake/fault/records)"

CLASS_LOOKALIKES: tuple[ClassPattern, ...] = (
    ClassPattern(
        "of-off",
        "(?<=please/to/can/END/and/then/will/may) [(cut/take/turn/switch/peel/wipe/shut/knock/trim) of] (the/your/any/it)|"
        "[(fell/falls/turned/switched/peeled/snapped/popped/chipped) of] (the/your/END)|[(kind/number/instead/because/care/proof) off] "
        "(the/our/your/this/that/these/it)",
        MIXED,
        bad=("Please cut of the plug first.", "The knob fell of the lid.", "We will take care off this."),
        good=("It takes a cut of the price.", "The lid fell off the pot.", "Take the lid off the pot."),
    ),
    ClassPattern(
        "next-without-to",
        "(right/sits/is/are/stands/placed/left/stand/sit/just/it) [next (the/your)] (ADJ/N)? (N/UNK)",
        "English says “next to”.",
        bad=("The switch is right next the power socket.",),
        good=("It is next to the socket.", "Next the driver scans it."),
    ),
    ClassPattern(
        "as-soon",
        "[as soon (SUBJ/the/your/our)]",
        "English says “as soon as”.",
        bad=("We refund you as soon it is back.",),
        good=("We refund you as soon as it is back.", "It was as soon done as said."),
    ),
    ClassPattern(
        "over-night",
        "(wait/leave/sit/soak/charge/dry/rest/it/them/cure/left/charged) [over night] (?=END/COMMA/and/so/before/P&~after)",
        "“Overnight” is one word.",
        bad=("Let the patch sit over night.",),
        good=("Let it sit overnight.", "We talked it over night after night."),
    ),
    ClassPattern(
        "on-of-one",
        "[on of] (the/our/your/these/those)|(is/are/be/'s/now/already/was) [one (its/the/their) way]",
        MIXED,
        bad=("It is on of our best chairs.", "The box is one its way."),
        good=("It is one of our chairs.", "That is one way."),
    ),
    ClassPattern(
        "an-and",
        "(W) [an] (the/we/you/i/our/your/they/is/are/will/please)|(half/within/in) [and hour]",
        MIXED,
        bad=("Keep the lid an the base.", "It is done in half and hour."),
        good=("It is done in half an hour.", "Keep the lid and the base."),
    ),
    ClassPattern(
        "he-the",
        "(in/on/of/to/for/with/from/at) [he] (ADJ&~ADV/N&~B&~V3/NS&~V3) (END/COMMA/P/is/was/and)",
        MIXED,
        bad=("The charger is in he box.",),
        good=("That is what he is in.", "He put it in the box."),
    ),
    ClassPattern(
        "you-thing-verb",
        f"(?<=END/that/if/when/because/once/COMMA/since) [you {THING}] (is/was/has/will/arrived/isn't/hasn't)",
        "“You” stands where “your” is meant.",
        bad=("You package is in Ohio.", "Tell us if you order was late."),
        good=("Your package is in Ohio.", "The size you order is yours."),
    ),
    ClassPattern(
        "your-verb",
        "[your] (are/have/should/would/were/did)",
        "“Your” is possessive; here it is “you”.",
        bad=("If your have a photo, send it.",),
        good=("If you have a photo, send it.", "Is this jar yours? Have a look."),
    ),
    ClassPattern(
        "they-the",
        f"(?<=END/that/if/when/because/since) [they] {THING} (is/was/has/will)|(?<=END/and/but/because/if/when/that) [the] "
        "(are/were/have/had/don't/should/would/did)",
        MIXED,
        bad=("We see that they parcel is lost.", "Sorry, but the are sold out."),
        good=("They are here.", "The parcel is lost."),
    ),
    ClassPattern(
        "thank-for",
        f"(?<=END/and/to/we/i) [thank for] (your/the)|(?<=END) [thank you your] {SENT}|(thank you|thanks/sorry/waiting) [(fro/fore/foe/four)] "
        "(your/the/this/you/VG)",
        "English says “thank you for”.",
        bad=("Thank for your message.", "Thank you your patience.", "Thanks fro your photo."),
        good=("Thank you for your message.", "Whom do we have to thank? For you it is free."),
    ),
    ClassPattern(
        "out-our",
        f"(from/to/at/in/by/of/for/with/contact) [out] {PLACE} (?=END/COMMA/P/and/is/has/will/today/FIN)",
        MIXED,
        bad=("It ships from out warehouse today.",),
        good=("It ships out of our warehouse.",),
    ),
    ClassPattern(
        "know-now",
        "(is/are/'s/'re/was) [know] (on/at/back/ready/being/available/shipped)|(right/until) [know] (END/COMMA/P/the/and)",
        MIXED,
        bad=("Your parcel is know on the truck.", "We have none right know."),
        good=("It is now on the truck.", "What we do know is on the page."),
    ),
    ClassPattern(
        "thing-think",
        "(we/i/you/they) [thing] (it/that/the/you/this)|(the/any/one/another/every/last/same/only/first) [think] (END/is/that/we/you/to/was)",
        MIXED,
        bad=("We thing it was the courier.", "There is one think to check."),
        good=("We think it was the courier.", "There is one thing to check."),
    ),
    ClassPattern(
        "loose-lose-adjective",
        "(so/too/very/is/are/was/were/came/comes/come/gets/got/feels/this/bit) [lose] (?=END/COMMA/P&~to/and/but/cannot/enough/when)|"
        "(a/the/any/some) [lose] (screw/screws/bolt/bolts/thread/threads/part/parts/wire/cable/connection/fit/end/ends/lid)",
        "“Lose” is the verb; what is not tight is “loose”.",
        bad=("One leg came lose in the truck.", "It has a lose screw."),
        good=("One leg came loose.", "It is too easy to lose."),
    ),
    ClassPattern(
        "hole-whole",
        "(the/your/our/a) [hole] (order/amount/thing/lot/price/refund/batch/day/week/family/team/process/time/box)|(a/small/tiny/big) "
        "[whole] in (the/your/it/one)",
        MIXED,
        bad=("We refund the hole amount.", "There is a small whole in the bag."),
        good=("We refund the whole amount.", "There is a small hole in the bag."),
    ),
    ClassPattern(
        "peace-piece",
        "[peace of] (paper/tape/foam/wood/cloth/furniture/fabric/wire/string/glass/metal/plastic/equipment/jewelry)|[piece of mind]",
        MIXED,
        bad=("Put a peace of tape on it.", "It is for your piece of mind."),
        good=("Put a piece of tape on it.", "It is for your peace of mind."),
    ),
    ClassPattern(
        "sell-sale",
        "(we/to/not/also/they/longer/only) [sale] (it/them/the/this/these/our/NS&~V3)|(to/please/can/will) [choice] "
        "(the/a/your/one/another/between)|SUBJ [wood] (be/like/not/B&~N)|(you/we/i/they) [wont to]",
        MIXED,
        bad=("We no longer sale this lamp.", "Please choice another color.", "I wood like a photo.", "If you wont to keep it, do."),
        good=("We no longer sell this lamp.", "It is on sale.", "I would like a photo."),
    ),
    ClassPattern(
        "loss-lost",
        "(it/they/parcel/package/order/box/shipment/item) (was/were/got/is) [loss] (in/by/during/END/at/on)",
        MIXED,
        bad=("The parcel was loss in transit.",),
        good=("The parcel was lost.", "The total loss is ours."),
    ),
    ClassPattern(
        "were-where",
        "(?<=END/and/know/us/me) [were (is/are/did/do/can)] (the/your/it/you/this/SUBJ)",
        MIXED,
        bad=("Tell us were is the crack.",),
        good=("Tell us where the crack is.", "They were told."),
    ),
    ClassPattern(
        "his-this",
        "(?<=END) [his is] (a/the/not/why/our/your/an)|(?<=END/but/because) [it (a/an/our/your)] (ADJ/N/UNK)",
        MIXED,
        bad=("His is a known fault.", "It a pity that it broke."),
        good=("This is a known fault.", "It is a pity.", "His box is here."),
    ),
    ClassPattern(
        "youre-noun",
        "(?<=END) [you 're] (ADJ/VG/VN)? (N&~TIME/NS) (is/was/has/will/are/were)|(check/see/clean/keep/use/read/get/have/lost/received/got/of/on/"
        "in/with/for/from/find/measure) [you 're] (NS&~V3&~N&~TIME/N&~ADJ&~B) (?=END/COMMA/P/and/is)",
        "“You're” means “you are”; the possessive is “your”.",
        bad=("You're missing feeder is on the bench.", "Please check you're glasses."),
        good=("Your missing feeder is here.", "You're customers of ours.", "From what I have, you're right."),
    ),
    ClassPattern(
        "its-place",
        "(?<=END) [its] (on/in/at/from/under) (the/its/our/your/NAME)|(?<=END/and/but/if/because/that/say/COMMA) [its] (obvious/clear/likely/"
        "possible/normal/sad/fine) (a/an/the/our/that)",
        "“Its” is possessive; “it is” is written “it's”.",
        bad=("Its on the list.", "Sorry, its obvious a packing error."),
        good=("It's on the list.", "Its in-house name is Bo."),
    ),
    ClassPattern(
        "its-noun-verb",
        "(?<=END/COMMA) [it 's] ADJ? (NC&~TIME&~ADJ/NS&~TIME&~V3/back/front/top/bottom/inside/outside) (is/was/are/were)",
        ITS,
        bad=("It's back is 29 inches long.",),
        good=("Its back is long.", "It's you who is right."),
    ),
    ClassPattern(
        "much-to",
        "(much/far/way/bit/little/seems/looks/feels/got) [to] (hot/cold/weak/thick/thin/wide/deep/soft/strong/old/noisy/heavy/big/small/late/"
        "short/large/tall/expensive) (?=END/COMMA/for/to/and)",
        "“Too” means more than enough; “to” does not.",
        bad=("A week is much to short for it.",),
        good=("A week is much too short.", "There is little to warm up to."),
    ),
)

"""Words mixed up with others, told by the classes of their neighbours (detect/word_classes.py)."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import ITS, MIXED, ClassPattern

YOURS = (
    "(patience/address/account/package/parcel/refund/photo/photos/time/business/feedback/item/items/inbox/cooperation/payment/"
    "order/message/email/return/purchase/question/phone/bank/card/money/understanding/issue/concern/replacement/home/door/mailbox)"
)
END = "(?=END/COMMA/P/BE/FIN/and/but/so/to/SUBJ/today/yesterday/number/this/now/OTHER)"

CLASS_CONFUSIONS: tuple[ClassPattern, ...] = (
    ClassPattern(
        "your-you-are",
        "(?<=hope/if/that/think/sure/know/glad/when/because/sorry/so/since/hear/see) [your (doing/still/not/right/happy/getting/"
        "having/missing/looking/welcome/sure/"
        "ready/going/able/unhappy/sorry/done/using/trying/waiting/asking/here/so/too|VG&~N&~UNK (?=P/DET/PRO/END/ADV/to))] (?!NC/"
        "NS/NM/NU/VN/UNK)|(?<=END) [your (right/wrong/correct/welcome)] (?=END/COMMA/about/that/to/OTHER)",
        "“Your” is possessive; “you are” is written “you're”.",
        bad=("I hope your doing well.", "If your still missing it, write.", "Your right, it is blue."),
        good=("I hope your doing business here goes on.", "Your right shoe is here."),
    ),
    ClassPattern(
        "you-for-your",
        f"(for/about/with/in/on/of/to/check/checked/received/got/know/confirm/from/at/share) [you (order number|{YOURS})] {END} "
        "(?<!to you return)(?<!for you return)",
        "“You” stands where “your” is meant.",
        bad=("Thank you for you patience.", "Please check you email for it.", "Let us know you order number."),
        good=("Thank you for your patience.", "It is for you to return.", "We will help you order it."),
    ),
    ClassPattern(
        "you-possessive-start",
        "(?<=END) [(is/are/was/were) you (order/package/parcel/refund/item/items/lamp/address/account)] (VN/ADJ/on/in/here)",
        "“You” stands where “your” is meant.",
        bad=("Is you order complete now?",),
        good=("Is your order complete now?",),
    ),
    ClassPattern(
        "you-re-possessive",
        "you ['re] (?!on) (ADJ? (order/message/package/parcel/refund/account/address/email/item/return/photo/patience/time/"
        "feedback/business/purchase/name|first (time/order))) "
        "(?=END/COMMA/P/FIN/time/number)",
        "“You're” means “you are”; the possessive is “your”.",
        bad=("Here is you're new order.", "Thank you for you're message."),
        good=("You're first in line.", "You're in luck."),
    ),
    ClassPattern(
        "there-their",
        "(on/in/for/from/of/with/to/at/by/about/lost/their/use/sent/under) [there] (NC/NS&~V3/kitchen/way/mail/staff/side/fault/"
        "end) (?=END/COMMA/P&~that/and/is/was/to/yesterday/today)",
        MIXED,
        bad=("Customers like it for there kitchens.", "It got lost on there way to you."),
        good=("Customers put it over there.", "Put it there on top."),
    ),
    ClassPattern(
        "there-they-are",
        "(say/says/said/think/know/that/because/sure/when/if/COMMA/and/but/END) [there] (VG&~N/not/VN&~N) (?!NC/NS/is/are/was)",
        MIXED,
        bad=("The courier said there going to try again.",),
        good=("The courier said there is a delay.",),
    ),
    ClassPattern(
        "they-re-possessive",
        "[they 're] (NC/NS&~V3/order/N&~ADJ&~VG&~NOTHEAD) (BE/HAVE/FIN)",
        MIXED,
        bad=("They're box was left in the rain.",),
        good=("They're boxed.", "Their box was left."),
    ),
    ClassPattern(
        "rather-then",
        "(CMP|rather (W){1,4}|more ADJ|less ADJ|more|less|other|rather) [then] (?=B/DET/PRO/before/expected/planned/usual/VN/NUM/"
        "CODE/ever)(?!we/i/SUBJ MODAL)",
        "After a comparative comes “than”.",
        bad=("I would rather refund you then argue.", "It is cheaper then the other one."),
        good=("It is better. Then we send it.", "Is it cheaper, then?"),
    ),
    ClassPattern(
        "comma-than",
        "COMMA (and/but)? [than] (B&~NS/we/you/i/it)|(?<=END) [than] (we/you/i/it/the/B)",
        "“Than” compares; here it is “then”.",
        bad=("First charge it, than turn it on.",),
        good=("It is bigger, then, than the old one.",),
    ),
    ClassPattern(
        "affect-effect",
        "(the/any/side) [affect] (of/on/END)|(will/not/may/can/could/might/would/does/should) not? [effect] (your/the/this/our/"
        "it/you/how/any)|(was/were/is/are/been/be/being) (ADV)? [effected] by",
        "“Effect” is a noun; the verb is “affect”.",
        bad=("This will not effect your refund.", "It was effected by the heat."),
        good=("This will not affect your refund.", "The effect on the refund is none."),
    ),
    ClassPattern(
        "except-accept",
        "(we/i/not/please/cannot/gladly/will/can/to/also) [except] (the/our/your/returns/this/it/any/my/NS&~V3)|(everything/all/"
        "anything/fine/here) [accept] for",
        MIXED,
        bad=("We except returns within thirty days.", "Please except our apologies."),
        good=("We accept returns.", "All except the lid is here."),
    ),
    ClassPattern(
        "form-from",
        "(message/call/answer/reply/email/word/news/update/photo/parcel/package/box/order/item/refund/miles/came/comes/bought/"
        "sent/shipped/arrived/away/it/them/"
        "back/different/missing/directly/received/delivered/off/out/ordered/response/label) [form] (the/our/us/a/my/your/you/me/"
        "them/NAME/CODE/here/their/this)",
        MIXED,
        bad=("We got a message form the carrier.", "It ships form our shop in Ohio."),
        good=("Fill in the return form.", "The claim form is attached."),
    ),
    ClassPattern(
        "from-form",
        "(the/a/this/our) [from] (?=END/on/is/was/attached/below)|(a/the/this/that/return/claim) [from] (?=END/attached/below/is)",
        MIXED,
        bad=("Please fill out the from on the page.",),
        good=("Which shop is it from?", "Tell us the address it came from."),
    ),
    ClassPattern(
        "manger",
        "(store/my/our/shop/warehouse/sales/product/account/a/office) [manger]",
        MIXED,
        bad=("The store manger will look at it.",),
        good=("The nativity set has a wooden manger.",),
    ),
    ClassPattern(
        "are-our",
        "(in/from/with/by/of/to/for/at/on/accept/contact/through/visit/is) [are] (fault/warehouse/apology/apologies/team/shop/"
        "store/carrier/supplier/customers/"
        "stock/office/website/page/driver/products/mistake/truck/system/end/side/records) (?=END/COMMA/P/and/for/today/yesterday/BE)",
        MIXED,
        bad=("The parcel is now in are warehouse.",),
        good=("The shops we work with are stores of old.",),
    ),
    ClassPattern(
        "no-know",
        "(we/i/you/they) (do/did/all/really/already)? [no] (that/what/how/it/this/where/why)|(let/lets) (us/me/you) [(now/no)] "
        "(if/what/how/when/which/whether/your/that/about/and/END)|(i/we/they) [new] (it/that/the/this)",
        MIXED,
        bad=("We no that it hurts.", "Please let us now if it fits.", "I new the box was too thin."),
        good=("We know that it hurts.", "Let us now turn to the box."),
    ),
    ClassPattern(
        "breath-breathe",
        "(can/to/not/will/doesn't/don't/it/and) [breath] (?=END/COMMA/ADV/better/in/through/more/P)(?<!of breath)",
        MIXED,
        bad=("The lid does not breath well.",),
        good=("Take a breath.",),
    ),
    ClassPattern(
        "choose-chose",
        "(please/to/can/will/may/could/must/should) [chose]|(?<=END) [chose] (the/your/a/which)",
        MIXED,
        bad=("Please chose the size you need.",),
        good=("You chose the blue one.",),
    ),
    ClassPattern(
        "past-passed",
        "(package/parcel/truck/it/box/order/driver/shipment/weeks/days) [past] (through/inspection/customs)",
        MIXED,
        bad=("The package past through Dallas.",),
        good=("The package passed through Dallas.", "He put the box past the door."),
    ),
    ClassPattern(
        "by-buy",
        "(can/to/could/will/may/please) [by] (it/them/one/another) (?=again/from/on/at/END/separately/for)",
        MIXED,
        bad=("You can by it again here.",),
        good=("We sent it to you by the usual way.", "You can stand by it."),
    ),
    ClassPattern(
        "here-hear",
        "(i/we/to/glad) [here] (that/about)|(over/right/left/stay) [hear] (?=END/COMMA)",
        MIXED,
        bad=("I here that the lid is broken.",),
        good=("We are here, that is sure.",),
    ),
    ClassPattern(
        "week-weak",
        "(a/one/two/this/next/last/per/every/each) [(weak/weaks)] (?=END/COMMA/for/to/before/after/ago/or/until)",
        MIXED,
        bad=("Please wait a weak for the refund.",),
        good=("It has a weak spring.",),
    ),
    ClassPattern(
        "quiet-quite",
        "(BE/'s) [quiet] (sure/ADJ&~N&~P)",
        MIXED,
        bad=("We are quiet sure that it was packed.",),
        good=("It is quiet, small and light.",),
    ),
    ClassPattern(
        "waist-waste",
        "(complete/total/a/big/such) [waist] of (time/your/money/our/my)",
        MIXED,
        bad=("It was a complete waist of time.",),
        good=("It fits a waist of thirty inches.",),
    ),
    ClassPattern(
        "knew-new",
        "(a/the/your/our/brand) [knew] (N/NS)",
        MIXED,
        bad=("The brakes need a knew cable.",),
        good=("The man you knew is here.",),
    ),
    ClassPattern(
        "advice-advise",
        "(we/i/to/would/will/can/please) (strongly/also/kindly)? [advice] (you/to/that/on/us)",
        "“Advice” is the noun; the verb is “advise”.",
        bad=("We advice you to wait.",),
        good=("We advise you to wait.",),
    ),
    ClassPattern(
        "write-right",
        "the [write] (N/NS)",
        MIXED,
        bad=("We will send it to the write address.",),
        good=("The right address is here.",),
    ),
    ClassPattern(
        "more-comparative",
        "[more CMP]|[most SUP]|[more (cheap/easy/big/small/fast/heavy/long/strong/hard/high/low/soft/thick/thin/large)] (?=END/"
        "COMMA/than/to/and/for/P)",
        "The comparative is doubled or wrongly made.",
        bad=("It is more cheaper than before.", "This is the most easiest way.", "The red one is more heavy."),
        good=("It is cheaper than before.", "Once more, better luck."),
    ),
    ClassPattern(
        "same-like",
        "[same like]|[not good as]|[be patience]|[very apologize]",
        "English says this in another way.",
        bad=("It is the same like before.", "Please be patience with us."),
        good=("It is the same as before.",),
    ),
    ClassPattern(
        "wrong-preposition",
        "[(depend/depends/depending) (of/from)]|[responsible of]|[interested (on/for)]|[different of]|[according (with/of)]|"
        "(?<=END/COMMA/but) [in the other hand]|[in any moment]|"
        "[(arrived/arrive/arrives) to] (?!be)|[(capable/aware) (on/for)]|[(listen) (you/us)]|[(consist/consists) (from/in)]|"
        "[(married/satisfied/familiar) (of)]|"
        "[(explain) (you/me/us)] (how/what/why/the)",
        "Another preposition goes here.",
        bad=("It depends of the size.", "The carrier is responsible of the delay.", "According with the tracking, it is here."),
        good=("It depends on the size.", "All depends, of course, on the size."),
    ),
    ClassPattern(
        "waiting-for",
        "[(waiting/wait/waited) (your/the/their/his/an)] (answer/reply/response/confirmation/decision/photo/photos/email/message/"
        "feedback/instructions)",
        "English waits “for” something.",
        bad=("We are waiting your answer.",),
        good=("We are waiting for your answer.", "Time spent waiting the year out."),
    ),
    ClassPattern(
        "inform-to",
        "(?<=SUBJ/HAVE/MODAL/to/ADV/please) [(inform/informed/tell/told/contact/contacted/discuss/discussed) to (the/you/us/them/our)]",
        "This verb takes its object without “to”.",
        bad=("We informed to the carrier.",),
        good=("We informed the carrier.",),
    ),
    ClassPattern(
        "possessive-s",
        "(the/your/my/our/this/that/his/her/a) [(customers/carriers/sellers/manufacturers/drivers/sisters/brothers/mothers/"
        "fathers/daughters/sons/husbands/friends/"
        "neighbors/managers/suppliers/cars/dogs/cats/lamps/buyers/owners/banks/sofas/phones)] (name/house/address/box/label/"
        "manual/site/website/policy/warehouse/"
        "truck/page/door/base/lid/collar/bed/cover/shade/bag/order/account/phone/room/number/fault/guide) (?=END/COMMA/FIN/BE/P)",
        "A possessive takes an apostrophe.",
        bad=("The customers name is on it.", "Please check your cars manual."),
        good=("The customer's name is on it.", "The customers order again."),
    ),
    ClassPattern(
        "plural-with-apostrophe",
        "(sell/two/three/four/many/several/some/all/these/those/both/few/no/our/make/ship/pack/other) [NC 's] (END/COMMA/and/are/"
        "were/P&~like)(?<!NC 's on)",
        "A plural takes no apostrophe.",
        bad=("We sell lamp's and chairs.", "These item's are new."),
        good=("Our lamp's base is steel.",),
    ),
    ClassPattern(
        "its-it-is",
        "(?<=END/COMMA/and/but/if/when/that/think/because/so/until/hope/says/since) [its] (not/a/an/the/been/very/VG&~N&~UNK/too/"
        "our/your/my/still/already/also|ADJ&~N (?=END/COMMA/to/that/because/so)) (?!N/NS/ADJ/own/HY)",
        "“Its” is possessive; “it is” is written “it's”.",
        bad=("If its urgent, write to us.", "If its broken, write to us."),
        good=("If its urgent tone upset you, sorry.", "Its lid is here."),
    ),
    ClassPattern(
        "it-is-its",
        "(VD/V/and) [it 's] NS&~V3&~N&~TIME (?=END/COMMA/BE/in/on/at)|(of/in/on/with/from/lost/keeps/keep/has/to/into/under/"
        "inside) [it 's] (own/NC&~ADJ/way/shape/place/color/size/NS&~V3) (?=END/COMMA/P/and/BE/FIN)",
        ITS,
        bad=("The bottle lost it's cap in the truck.",),
        good=("The bottle lost its cap.", "To be clear, it's size M."),
    ),
    ClassPattern(
        "to-for-too",
        "(is/was/were/are/be/been/'s) [to] (hot/cold/weak/thick/thin/wide/deep/soft/sharp/strong/old/new/noisy/heavy/big/small/"
        "late/long/short/large/tall/bad/expensive) "
        "(?=END/COMMA/to/for/P&~of)",
        "“Too” means more than enough; “to” does not.",
        bad=("The water was to hot for the glass.",),
        good=("It was too hot.", "It has to cool down."),
    ),
    ClassPattern(
        "mixed-nouns",
        "[our stuff] (will/has/have/is/are/can/checked/packed/member/members)|[pare of]|your [patients] (?=END/COMMA/and/in/"
        "while)|for [you] (kind/great/nice/quick) (N/NS)|"
        "[their] (still/not/coming/going)|(?<=END) you ['re] NC (is/was/has/will)|VD [there] NS&~V3&~N (?=END/COMMA)",
        MIXED,
        bad=("Our stuff will help you.", "Thanks for you kind words.", "You're box is on the truck.", "The driver forgot there shoes."),
        good=("Our staff will help you.", "Their stillness is a plus.", "You're boxed in."),
    ),
)

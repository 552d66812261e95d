"""Articles that are missing or too many, told by word classes (detect/word_classes.py)."""

from __future__ import annotations

from replylint.detect.slip_patterns.pattern import ARTICLE, ClassPattern

# What may follow a noun that ends its phrase.
ENDS = "(?=END/COMMA/P/BE/MODAL/HAVE/SUBJ/SUB/WH/but/so/to/again/today/tomorrow/now/yesterday/soon/OTHER)"
# A modifier that never stands without an article before a countable noun.
MODIFIER = "(ADJ&~MODAL&~next&~last&~more&~extra&~full)"
BARE = "NC&~ADJ&~NS&~V3&~TIME"
NOT_BARE = "(?<!DET/NUM/CODE/NAME/ADJ/DPOSS/OTHER)"

CLASS_ARTICLES: tuple[ClassPattern, ...] = (
    ClassPattern(
        "missing-article-object",
        "(?<=SUBJ/MODAL/to/please/kindly/not/also/just/always/already/ADV/let/us/HAVE/DO/END) "
        f"[VT&B (me/you/him/her/us/them)? {MODIFIER}{{0,2}} N? {BARE}] {ENDS} (?!CODE/by)",
        ARTICLE,
        bad=("Please open package and we will send replacement blender to you.", "We ask carrier to search for it.", "Turn valve to the left."),
        good=("Please open the package.", "We need box numbers."),
        weak=True,
    ),
    ClassPattern(
        "missing-article-object-past",
        f"(?<!DET/ADJ/P/BE/OTHER) [(VT3&~NS/needs/sent/received/got/gave/left/found/opened/made/needed/has/had/put/took/bought/returned/"
        f"ordered/asked/requested/included/checked/lost/refunded/issued) (me/you/him/her/us/them)? {MODIFIER}{{0,2}} N? {BARE}] "
        f"{ENDS} (?!CODE/by)",
        ARTICLE,
        bad=("The pump needs new gasket before it works.", "Our supplier sent us bad kettle."),
        good=("The pump needs a gasket.", "The box received last week was wet."),
        weak=True,
    ),
    ClassPattern(
        "missing-article-preposition",
        f"(?<!ADJ/from) (in/on/at/with/for/from/to/inside/under/into/without/about/of/near/behind) [{MODIFIER}{{1,2}} N? "
        f"NC&~NS&~ADJ&~TIME] {ENDS} (?!CODE/by)",
        ARTICLE,
        bad=("Send it back in original box.", "It is at local post office."),
        good=("Send it back in the original box.", "It is in good condition."),
        weak=True,
    ),
    ClassPattern(
        "missing-article-place",
        "(?<!NC/kind/type/sort/piece/known/likely/able/going) (in/on/with/from/to/inside/under/into/about/of/for/at) [(warehouse/"
        "package/parcel/lid/battery/charger/customer/item/"
        "manufacturer/supplier/seller/manager/driver/apartment/mailbox/zipper/handle/bottle/label/cable/photo/picture/"
        "message/problem/inconvenience/website/scratch/crack/dent/shelf/product/manual/machine/button)] "
        f"{ENDS} (?!CODE/by)(?<!to crack)(?<!to scratch)(?<!from scratch)(?<!to dent)(?<!to label)(?<!to photo)(?<!to message)(?<!to bottle)(?<!of "
        "customer)",
        ARTICLE,
        bad=("I checked with warehouse today.", "Sorry for inconvenience."),
        good=("I checked with the warehouse.", "It is a kind of customer.", "We start from scratch."),
        weak=True,
    ),
    ClassPattern(
        "missing-article-there",
        f"there (is/was/has) (not/also/still/been)* [ADJ{{0,2}} {BARE}] {ENDS}",
        ARTICLE,
        bad=("There is small crack on the base.",),
        good=("There is a crack.", "There is room."),
    ),
    ClassPattern(
        "missing-article-be",
        f"(it/this/that/he/she/which) (is/was/'s) (not/also/very/really/still)* [ADJ&~ADV{{1,2}} N? {BARE}] {ENDS} (?!CODE/by)",
        ARTICLE,
        bad=("It is nice backpack for short trips.",),
        good=("It is a nice backpack.", "It is black."),
    ),
    ClassPattern(
        "missing-article-first",
        "(it/this/that) (is/was/'s) [(first/second/third/only/same)] (time/step/problem/NC&~TIME) (?!CODE/NUM/NAME)",
        ARTICLE,
        bad=("This is first time that we hear it.",),
        good=("This is the first time.", "He was first in line."),
    ),
    ClassPattern(
        "missing-article-one",
        "(?<=SUBJ/MODAL/to/please/not/also/just/HAVE/END/and) [VT&B (me/you/him/her/us/them)? (new/old/second/other/wrong/broken/damaged/"
        "right/correct/better/bigger/smaller/larger/different/blue/red/black/white/green/gray/first/last/next/same) one] (?!of/by)",
        ARTICLE,
        bad=("You can place second one.", "Please keep old one."),
        good=("Please keep the old one.",),
    ),
    ClassPattern(
        "missing-article-clause",
        "(if/when/because/until/once/unless/after/before/where/whether/that) "
        "(?<!~is&~say&~says&~said&~sure&~confirmed&~informed&~us&~you&~me that) [(ADJ&~ADV)? (manufacturer/battery/package/"
        "parcel/carrier/courier/"
        "customer/seller/supplier/warehouse/item/product/driver/box/label/machine/lid/lamp/light/motor/button/refund/return/order/"
        "replacement/buyer/company/device/unit/pump/zipper/screen/cover)] (?=is/was/has/MODAL/VD/V3&~NS/arrives/comes/ships/"
        "doesn't/didn't/isn't)",
        ARTICLE,
        bad=("The reason is that manufacturer changed it.", "Write to us if battery is empty."),
        good=("If the battery is empty, charge it.", "The order that customer placed is here."),
    ),
    ClassPattern(
        "missing-article-subject",
        "(?<=DOT/QM/NEWLINE) [ADJ{0,2} N? (refund/return/warehouse/package/parcel/label/cable/cord/desk/workshop/battery/lid/"
        "item/courier/carrier/driver/supplier/"
        "charger/seller/customer/manufacturer/lamp/machine/unit/company/screen/cover)] (is/was/has/MODAL/needs/doesn't/didn't) "
        "(?!CODE/QM/a/the/done)",
        ARTICLE,
        bad=("Refund is through, please keep it.", "Repair desk has your wish."),
        good=("The refund is through.", "Refunds are through.", "Refund issued today."),
        weak=True,
    ),
    ClassPattern(
        "missing-article-time",
        "(?<!per) (for/within/in/after) [(week/month/day/year/hour/minute/moment/while)] (?=END/COMMA/to/before/P)",
        ARTICLE,
        bad=("It is valid for month.",),
        good=("It is valid for a month.", "In day-to-day use it is fine."),
        weak=True,
    ),
    ClassPattern(
        "the-most-of",
        "(?<=END/COMMA/SUB/and/but) [the most of] (the/our/your/them/these/those/it)",
        "Before “of”, “most” takes no article.",
        bad=("The most of our customers like it.",),
        good=("Most of our customers like it.",),
    ),
    ClassPattern(
        "missing-article-we-are",
        "(?<=END/COMMA/because/as/that) (we are|i am|(he/she) is) [ADJ&~ADV&~P{1,2} N? (shop/store/company/seller/business/team/"
        "manufacturer/customer/dealer)] (?=END/COMMA/P/and)",
        ARTICLE,
        bad=("We are small family shop in Oregon.",),
        good=("We are a small family shop in Oregon.",),
    ),
    ClassPattern(
        "missing-article-few",
        "(me/us/you/takes/wait/after/within/took) [few] (minutes/days/hours/weeks/months/moments/seconds)",
        ARTICLE,
        bad=("Please give me few minutes.",),
        good=("Please give me a few minutes.", "It took only a few days."),
    ),
)

"""Word lists of the tone check."""

from __future__ import annotations

__all__ = ["CHAT_WORDS", "PLAIN_WORDS", "SHOUTED_WORDS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Chat spelling and chat slang that is nothing else in a seller's reply: no unit, no size, no usual abbreviation.
CHAT_WORDS = _words(
    "thx thnx tnx thanx thankx ty tysm tyvm plz plse pls lol lolz lmao lmfao rofl omg omfg omw otw wtf smh ngl tbh idk idc imo "
    "imho ikr btw brb ttyl wdym srsly gr8 l8r m8 b4 2day 2morrow 2moro 2nite 2mrw tmrw tmr tomoz tomoro tmw 4ever abt cuz coz "
    "bcuz bcoz msg msgs txt ur urs ppl prolly soz sowwy gotcha gonna wanna gimme lemme dunno kinda sorta gotta ya "
    "haha hahaha hahahaha hehe xoxo bruh bro dude dudes fam luv cya nvm np yolo wassup obvs obv deffo tho aint kk lmk hmu jk "
    "noo nooo noooo sooo soooo soo yesss yess kthx"
)
# Shouted words that carry no meaning as an acronym: the plain words of a sentence.
PLAIN_WORDS = _words(
    "A ABOUT AGAIN ALL ALREADY ALWAYS AM AN AND ANY ARE AS ASK ASKING AT BACK BE BEEN BEFORE BUT BUY BY CALL CALLED CAN CANNOT CAN'T CAREFULLY "
    "CHECK CLEARLY CONTACT DID DIDN'T DO DOES DOESN'T DON'T EVER EVERY EVERYONE FAULT FOR FORCE FROM GET GIVE GO HAD HAPPY HAS HAVE HE HER HERE "
    "HOW I IF IN INTO IS IT ITS JUST KNOW LAST LIKE LISTING LOOK LOST MANY ME MESSAGE MORE MUST MY NEVER NO NOT NOTHING NOW OF ON ONCE ONE ONLY "
    "OR ORDER OUR OUT OVER PEOPLE PLEASE PROBLEM PROOF READ READING REFUND REPLY RETURN SAID SEND SENT SHE SHIPPED SHOULD SIGNED SO STATED STOP "
    "TELL THAN THANK THAT THE THEIR THEM THEN THERE THESE THEY THIS THOSE TIMES TO TODAY TOLD TOO TWELVE TWICE TWO UNDERSTAND UNTIL UP US VERY "
    "WAIT WANT WARNING WAS WE "
    "WERE WHAT WHEN WHERE WHICH WHO WHY WILL WITH WON'T WORN WRONG YES YOU YOUR YOURSELF"
)
# A single word in capitals that presses a point on the reader.
SHOUTED_WORDS = _words(
    "TWICE ALREADY NEVER AGAIN EVERY PLEASE UNDERSTOOD REPEATEDLY CLEARLY EVER OBVIOUSLY THRICE STOP ENOUGH "
    "ABSOLUTELY"
)

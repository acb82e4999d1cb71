// Words that steer the conversation, in English. Whole messages, lower case, punctuation as blanks.
import type { Command } from "./command.ts";

const PLEASE =
  "(?:please |pls |can you |could you |can i |may i |i want to |i d like to |let s |ok(?:ay)? )*";
const PERSON =
  "(?:a |an |the |some |your )?(?:real |live |human )*(?:agent|human|person|people|someone|somebody|operator|representative|staff|support|customer service|human being)";

/** First match wins. */
export const ENGLISH_COMMANDS: readonly (readonly [Command, RegExp])[] = (
  [
    [
      "human",
      `(?:i (?:want|need) |get me |give me |connect me (?:to|with) |put me through to |transfer me to )?${PERSON}`,
      `(?:i (?:want|need) to )?(?:talk|speak|chat) (?:to|with) ${PERSON}`,
    ],
    ["none-of-these", "none(?: of (?:these|them|the above))?|something else|another question"],
    [
      "unknown-provider",
      "(?:i )?(?:don t|do not|dont) (?:know|remember)(?: (?:which|whose|who)(?: one)?)?|(?:i m |im )?not sure|no idea|no label",
    ],
    ["back", "(?:go )?back(?: (?:one|a) step)?|(?:the )?(?:previous|last)(?: step)?"],
    [
      "repeat",
      "(?:say (?:it|that) |once )?again|repeat(?: (?:it|that|the step))?|what(?: do you mean)?|pardon",
    ],
    [
      "where",
      "where (?:am i|are we)(?: now)?|(?:which|what) step(?: (?:am i on|is this|now))?|how many steps",
    ],
    [
      "restart",
      "(?:re)?start(?: (?:again|over|from the beginning))?|from the (?:start|beginning)|begin again|main menu|menu",
    ],
    [
      "leave",
      "stop|cancel|leave(?: it)?|not now|later|never mind|nevermind|enough|i ll (?:do it|come back) later",
    ],
    [
      "stuck",
      "(?:i (?:m|am) |im )?stuck(?: here)?|(?:it |this |that )?(?:does ?n t|does not|doesnt|did ?n t|didnt|is ?n t|isnt|not) work(?:ing)?|(?:i )?(?:can t|cannot|cant|could ?n t) (?:find|see|open|do|get|log in)(?: (?:it|that|this|in|the (?:menu|button|option|entry|page)))?|no (?:such )?(?:menu|button|option|entry)|(?:it )?failed|error|nobody (?:answers|picks up)|no answer",
    ],
    [
      "next",
      "(?:the )?next(?: (?:one|step))?|go on|carry on|continue|proceed|done|(?:i m |i am |im |i have |i ve )?(?:done|finished|ready)(?: (?:it|that|this(?: step)?))?|what(?: s| is)? next|(?:i )?(?:did|found) (?:it|that)|got it|all set|completed?",
    ],
    ["yes", "yes|yep|yeah|sure|of course|right|correct|that s right|please do|ok(?:ay)?|alright|fine|agreed"],
    ["no", "no|nope|not (?:yet|really)|no thanks|wrong|that s wrong"],
  ] as const
).map(([command, ...patterns]) => [
  command,
  new RegExp(`^${PLEASE}(?:${patterns.join("|")})(?: (?:please|pls|thanks|thank you|now))*$`),
]);

/** Letters; a longer message is a sentence and goes to the matcher. */
export const LONGEST_ENGLISH = 48;

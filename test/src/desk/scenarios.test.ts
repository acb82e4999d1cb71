// What can go wrong between merchants, the bot and people at the desk, and the test that shows it does not.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** When something happens; the file that plays it; and words of the test in it. */
const SCENARIOS: readonly (readonly [when: string, file: string, test: string])[] = [
  [
    "the bot is in a turn when an agent takes on another node",
    "test/contract/desk-nodes.ts",
    "store no reply of a turn that was under way",
  ],
  ["a person speaks", "test/contract/desk.ts", "keeps it silent under a person"],
  [
    "the same, on two nodes that are killed",
    "test/prove/turns/people.ts",
    "While a person speaks the bot is silent",
  ],
  [
    "several agents take at once, on two nodes",
    "test/contract/desk-nodes.ts",
    "give a ticket to exactly one of ten who take it at once",
  ],
  [
    "ten take the next one on two nodes and seven wait",
    "test/contract/desk-nodes.ts",
    "give seven who wait to seven of ten who press at once",
  ],
  ["an agent reloads in the middle of a word", "test/browser/desk.test.ts", "answered across a reload"],
  [
    "an agent's tab is killed in the middle of a word",
    "test/browser/desk-trouble.test.ts",
    "goes on with half a word on another device after the tab was killed",
  ],
  [
    "an agent is gone and the merchant writes",
    "test/src/desk/sweep.test.ts",
    "puts a merchant first in line again whose agent was not seen",
  ],
  [
    "an agent is disabled while they speak",
    "test/src/desk/sweep.test.ts",
    "takes a merchant out of the hands of who was disabled",
  ],
  [
    "an agent's session ends while they listen",
    "test/src/desk/stream.test.ts",
    "ends with the session: signed out, ended from elsewhere, or disabled",
  ],
  [
    "somebody wrote while an agent was away",
    "test/browser/desk-trouble.test.ts",
    "is asked before a reply goes out over what they wrote meanwhile",
  ],
  [
    "a send whose answer was lost is repeated",
    "test/contract/desk.ts",
    "stores one message for a send that is repeated twenty times",
  ],
  [
    "a node dies between storing a word and answering",
    "test/contract/desk-nodes.ts",
    "say a word once that was stored by one that died before it answered",
  ],
  [
    "a colleague took the ticket and answered while an agent was away",
    "test/browser/desk-trouble.test.ts",
    "says nothing that waited for the network where a colleague has it by now",
  ],
  [
    "a stolen cookie is thrown out, on both nodes",
    "test/src/desk/two-nodes.test.ts",
    "is out at both once the session is ended at one",
  ],
  [
    "a merchant deletes the conversation while an agent types",
    "test/browser/desk-trouble.test.ts",
    "gets their words back to copy when the merchant deletes",
  ],
  ["retention is due while somebody waits", "test/contract/desk.ts", "keeps what somebody still waits for"],
  [
    "a merchant asks for a person twice",
    "test/contract/desk.ts",
    "opens one ticket for a merchant who asks any number of times",
  ],
  [
    "a merchant asks again while they wait",
    "test/src/desk/with-the-bot.test.ts",
    "is told reference and place, helped meanwhile",
  ],
  [
    "a merchant asks for a person outside the desk's hours",
    "test/src/desk/hours.test.ts",
    "is told when it opens, helped on",
  ],
  [
    "a Sunday is worked, or the National Day is not",
    "test/src/desk/hours.test.ts",
    "counts a Sunday that is worked as open, and the National Day as closed",
  ],
  [
    "the desk opens next in a year without a calendar",
    "test/src/desk/hours.test.ts",
    "is promised no day of a year whose holidays are not published",
  ],
  [
    "two tickets are linked with drafts in both",
    "test/src/desk/links.test.ts",
    "keeps both drafts, stands beside the other, and shows neither merchant the other",
  ],
  [
    "a ticket is linked to one that is not theirs to see",
    "test/src/desk/links.test.ts",
    "answers of a ticket that is not theirs to see what it answers of none",
  ],
  [
    "a merchant puts the packet right",
    "test/src/desk/merchant-side.test.ts",
    "put right line by line, and the agent reads both",
  ],
  [
    "an agent gives a private contact, or asks for a code",
    "test/src/desk/over-http.test.ts",
    "what must not be said",
  ],
  ["an agent pastes a card number", "test/contract/desk.ts", "masks what an agent writes"],
  [
    "a card number comes in two messages",
    "test/src/desk/with-the-bot.test.ts",
    "keeps no half of a card number that came in two messages",
  ],
  ["a merchant sends markup", "test/browser/desk-trouble.test.ts", "sees what a merchant wrote as words"],
  [
    "a merchant claims to be the desk",
    "test/src/direct-line/activity-schema.test.ts",
    "drops every field that is the server's to set",
  ],
  [
    "a merchant posts an event of the desk",
    "test/src/direct-line/posting.test.ts",
    "refuses what only systems may send",
  ],
  [
    "somebody opens what is not theirs, by whatever route",
    "test/src/desk/matrix.test.ts",
    "says of what is not theirs what it says of what does not exist",
  ],
  [
    "an admin asks for a transcript",
    "test/src/desk/matrix.test.ts",
    "for (const client of [who.stranger, who.admin])",
  ],
  [
    "a cookie is planted, or kept after signing out",
    "test/src/desk/over-http.test.ts",
    "is out at once with a session that is ended",
  ],
  ["another site posts, or sends no JSON", "test/src/desk/matrix.test.ts", "refuses what is no JSON"],
  [
    "another site opens the stream",
    "test/src/desk/stream.test.ts",
    "is closed before it opens to a page of another site",
  ],
  [
    "a code is used twice",
    "test/src/desk/over-http.test.ts",
    "comes in by password and a code that works once",
  ],
  [
    "a password of a megabyte",
    "test/src/desk/matrix.test.ts",
    "a password of a megabyte before it is hashed",
  ],
  [
    "references are guessed",
    "test/src/desk/merchant-side.test.ts",
    "is shut to guesses for the day after twenty",
  ],
  [
    "a row of the audit is changed, or its tail is cut",
    "test/src/desk/over-http.test.ts",
    "leaves a record that shows a changed byte and a cut tail",
  ],
  [
    "a proxy lets no socket through",
    "test/browser/desk-trouble.test.ts",
    "hears everything where a proxy lets no socket through",
  ],
  [
    "an agent gives a merchant back in the middle of a guide",
    "test/src/desk/with-the-bot.test.ts",
    "led on at the same step afterwards",
  ],
  [
    "Enter chooses a character",
    "test/browser/desk-writing.test.ts",
    "sends nothing by the Enter of a composition",
  ],
  ["a phone of 390 pixels", "test/browser/desk-writing.test.ts", "nothing wider than the screen"],
  [
    "a merchant without JavaScript",
    "test/src/desk/merchant-side.test.ts",
    "calls a person, sees reference and place, reads the answer by name",
  ],
  [
    "the database cannot write",
    "test/browser/desk-trouble.test.ts",
    "keeps what the database cannot store, says so",
  ],
  [
    "a merchant gives a message the id of an agent's",
    "test/contract/desk.ts",
    "keeps the id that a merchant gives a message apart from every agent's",
  ],
  [
    "what is over is taken up again while it is deleted",
    "test/contract/desk.ts",
    "deletes what is over, or keeps it whole for whoever takes it up again",
  ],
  ["no node tells another of news", "test/contract/desk.ts", "is heard of also where no node tells another"],
  [
    "a console reads nothing",
    "test/src/desk/stream.test.ts",
    "makes nobody wait for a console that reads nothing",
  ],
  [
    "whoever reads nothing is behind for too long",
    "test/src/http/flood.test.ts",
    "closes with 1013 who is behind for too long",
  ],
  [
    "a merchant uses Microsoft's client, or calls themselves the desk",
    "test/src/desk/stream.test.ts",
    "reaches Microsoft's own client with the agent's name",
  ],
  [
    "a merchant comes back after the answer",
    "test/browser/ticket-strip.test.ts",
    "marks the launcher for a merchant who comes back after an answer",
  ],
  [
    "a ticket lives and ends on a phone without a mouse",
    "test/browser/desk-writing.test.ts",
    "does a ticket's whole life on a phone by keys alone",
  ],
  [
    "somebody comes while an agent looks elsewhere",
    "test/browser/desk-trouble.test.ts",
    "is told of a merchant who comes while they look elsewhere",
  ],
  [
    "more than a hundred wait",
    "test/browser/desk-trouble.test.ts",
    "reads the first hundred of a long list, and the rest when asked for more",
  ],
  [
    "a merchant writes while a person answers",
    "test/src/desk/stream.test.ts",
    "shows the one who answers that the merchant writes",
  ],
  [
    "a merchant deletes while what an agent sent waits for the network",
    "test/browser/desk-trouble.test.ts",
    "says nothing that waited for the network to a merchant who deleted meanwhile",
  ],
  [
    "content is published while a person speaks",
    "test/src/desk/with-the-bot.test.ts",
    "is led on in the guide as it was begun where content was published",
  ],
  [
    "a queue or a role is taken away while somebody listens",
    "test/src/desk/stream.test.ts",
    "takes back what is no longer theirs in the middle of it",
  ],
  [
    "markup comes in every field there is",
    "test/browser/desk-trouble.test.ts",
    "reads as words whatever markup a merchant sends in any field",
  ],
  [
    "an agent gives a way to somebody, in any of eighty forms",
    "test/bot/say/peoples-words.test.ts",
    "holds back each of eighty ways",
  ],
  [
    "an agent tells amounts, times and numbers of papers",
    "test/bot/say/peoples-words.test.ts",
    "lets fair lines through",
  ],
  ["a password is guessed", "test/src/desk/accounts.test.ts", "looks at few of hundreds of guesses"],
  [
    "a link is used twice, or after an hour, or is none",
    "test/src/desk/accounts.test.ts",
    "opens nothing by a link that was used, that is an hour old",
  ],
  [
    "another desk takes over",
    "test/src/desk/over-http.test.ts",
    "tell every client who speaks, and another desk all it needs",
  ],
  [
    "a merchant pastes a stranger's number",
    "test/src/desk/over-http.test.ts",
    "show an agent which numbers and addresses of a merchant are in no register",
  ],
  [
    "ten thousand references are guessed",
    "test/src/desk/guessed-references.test.ts",
    "lets one address look for a handful of ten thousand",
  ],
  [
    "any screen or state is read aloud, in either language, light or dark, on three widths",
    "test/browser/desk-states.test.ts",
    "has no accessibility defect in any screen or state in %s",
  ],
  ["an address is given that the service should ask", "test/prove/hostile/egress.ts", "connects to nobody"],
  [
    "an admin invites, gives a role and disables",
    "test/browser/desk-accounts.test.ts",
    "invites somebody by a link shown once",
  ],
];

it.each(SCENARIOS)("when %s, %s shows what must be", (_when, file, test) => {
  expect(readFileSync(file, "utf8")).toContain(test);
});

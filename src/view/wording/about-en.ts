// The same in English.
import type { AboutWords } from "./about-zh-cn.ts";

export const EN_ABOUT: AboutWords = {
  about: {
    title: "About this site",
    summary: "Who runs it, where its information comes from, what it does and what it does not do.",
    sections: ({ operator, siteName }) => [
      {
        heading: "Who runs it",
        lines: [
          ...(operator === undefined ? [] : [`${siteName} is run by ${operator}.`]),
          "This is not the site of any bank, payment institution or acquirer, and does nothing on their behalf.",
        ],
      },
      {
        heading: "Where the information comes from",
        lines: [
          "Numbers, addresses and steps come from public sources. Each carries how well it is known and when it was checked; what has no source is not written.",
          "A hotline is shown with two independent sources or an official one at least. None has been confirmed by phone yet, and the pages say so.",
          "The chat answers by rules, out of the words of these pages. It makes nothing up.",
        ],
      },
      {
        heading: "What we do not do",
        lines: [
          "We never ask for card numbers, expiry dates, CVV, passwords or SMS codes, for a transfer, or to install remote control software.",
          "There is no advertising.",
        ],
      },
    ],
  },
  privacy: {
    title: "Privacy",
    summary: "What is kept of what you write, for how long, and how to delete it.",
    sections: ({ days }) => [
      {
        heading: "What is kept",
        lines: [
          "The conversation in the chat: what you wrote and what was answered, so that you can go on later.",
          "Cards, ID numbers, passwords and SMS codes that are recognised are covered before anything is kept; the originals are not.",
          "For a conversation from another chat program also a fingerprint of its id, so that the next words go to the same one; the id cannot be read from it.",
          "The ticket when you ask for a person: its reference, how far you are, who has it, and the agents' notes.",
          "The server's log holds the number of the conversation and the rule that answered, nothing you wrote. Network addresses serve to stop floods and are not kept.",
          "“Was this page helpful?” is counted by page. Who voted is not kept.",
          "There are no statistics and no advertising of other sites; the pages ask other sites for nothing.",
        ],
      },
      {
        heading: "For how long, and how to delete it",
        lines: [
          `A conversation is deleted by itself ${days} days after its last message.`,
          "A ticket goes with its conversation; one that is not finished is finished first.",
          "Sooner: in the chat choose “More”, “End the conversation”, “Delete for good, everywhere”. If the server cannot write then, it says that it is not deleted yet, and deletes it by itself later.",
          "Backups that the operator made before may still hold it until they are deleted.",
          "You can save a copy of your own there first.",
        ],
      },
      {
        heading: "Who can see it",
        lines: [
          "Once you have asked for a person: while you wait, the agents of that queue; then the agent who has it and those who lead them.",
          "Whoever has your resume code can go on with your conversation, so give it to nobody; “Continue on another device” can keep this device only.",
        ],
      },
      {
        heading: "On your device",
        lines: [
          "Your browser keeps the key to the conversation, messages not sent yet, a half-written text, the steps you ticked, large type, the pages you visited and your last few searches (none with a digit in it).",
          "Without JavaScript one cookie keeps the conversation together; it does nothing else.",
        ],
      },
    ],
  },
};

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
          "Numbers that look like cards, ID numbers, passwords or SMS codes are covered before anything is kept; the originals are not.",
          "“Was this page helpful?” is counted by page. Who voted is not kept.",
          "There are no statistics and no advertising of other sites; the pages ask other sites for nothing.",
        ],
      },
      {
        heading: "For how long, and how to delete it",
        lines: [
          `A conversation is deleted by itself ${days} days after its last message.`,
          "Sooner: in the chat choose “More”, “End the conversation”, “Delete for good, everywhere”. Then it is gone.",
          "You can save a copy of your own there first.",
        ],
      },
      {
        heading: "Who can see it",
        lines: [
          "Once you have asked for a person, the agent who takes over and those who lead them see this conversation.",
          "Whoever has your resume code can go on with your conversation, so give it to nobody; “Continue on another device” can keep this device only.",
        ],
      },
      {
        heading: "On your device",
        lines: [
          "Your browser keeps the key to the conversation, messages not sent yet, a half-written text, the steps you ticked and large type.",
          "Without JavaScript one cookie keeps the conversation together; it does nothing else.",
        ],
      },
    ],
  },
};

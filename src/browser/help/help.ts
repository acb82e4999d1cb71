// The one script of every help page: the chat's launcher, instant search, feedback, ticks, printing, keeping. Each works without the others.
import "./help.css"; // makes the page's style sheet part of the build
import { restoreLarge, switchesLarge } from "../large.ts";
import { startFeedback } from "./feedback.ts";
import { startLauncher } from "./launcher.ts";
import { keepForOffline } from "./offline.ts";
import { unfoldForPrint } from "./print.ts";
import { startSearch } from "./search-box.ts";
import { startTicks } from "./ticks.ts";

restoreLarge();
for (const button of document.querySelectorAll<HTMLElement>("[data-large]")) {
  switchesLarge(button);
  button.classList.add("works");
}
startLauncher();
startSearch();
startFeedback();
startTicks();
unfoldForPrint();
keepForOffline();

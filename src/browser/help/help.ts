// The one script of every help page: the chat's launcher, instant search, feedback, ticks, links to copy, printing, keeping. Each works without the others.
import "./help.css"; // makes the page's style sheet part of the build
import { restoreLarge, switchesLarge } from "../large.ts";
import { startCopyLinks } from "./copy-links.ts";
import { startFeedback } from "./feedback.ts";
import { startLauncher } from "./launcher.ts";
import { keepForOffline } from "./offline.ts";
import { unfoldForPrint } from "./print.ts";
import { startSearch } from "./search-box.ts";
import { startTicks } from "./ticks.ts";

/** What came with a result, or with a search, is seen to by a script of its own. */
function followSearch(): void {
  try {
    if (!document.querySelector(".with-filter") && !sessionStorage.getItem("huanka.sought")) return;
    import("./found/found.ts").then(({ follow }) => follow()).catch(() => undefined);
  } catch {
    // A browser that refuses storage brings nothing along.
  }
}

restoreLarge();
for (const button of document.querySelectorAll<HTMLElement>("[data-large]")) {
  switchesLarge(button);
  button.classList.add("works");
}
startLauncher();
startSearch();
startFeedback();
startTicks();
startCopyLinks();
unfoldForPrint();
keepForOffline();
followSearch();

// The one script of every help page: the chat's launcher, instant search, feedback. Each works without the others.
import "./help.css"; // makes the page's style sheet part of the build
import { startFeedback } from "./feedback.ts";
import { startLauncher } from "./launcher.ts";
import { startSearch } from "./search-box.ts";

startLauncher();
startSearch();
startFeedback();

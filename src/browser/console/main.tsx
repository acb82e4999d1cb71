// The desk's console: signs in, then shows the desk.
import "./console.css";
import { render } from "preact";
import { startAlerts } from "./parts/alerts.ts";
import { Desk } from "./screens/desk.tsx";
import { SetUp } from "./screens/setup.tsx";
import { SignIn } from "./screens/sign-in.tsx";
import { begin, session } from "./state/store.ts";

/** The link of an invitation stands behind `#`, where no server and no log sees it. */
const link = location.pathname.endsWith("/setup") ? location.hash.slice(1) : "";

function Console() {
  if (link !== "" && session.value !== "in") return <SetUp link={link} />;
  if (session.value === "unknown") return null;
  return session.value === "in" ? <Desk /> : <SignIn />;
}

const root = document.querySelector("#console");
if (root) {
  startAlerts();
  render(<Console />, root);
  if (link === "") void begin();
}

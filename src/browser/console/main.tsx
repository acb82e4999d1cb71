// The desk's console: signs in, then shows the desk.
import "./console.css";
import { render } from "preact";
import { startAlerts } from "./parts/alerts.ts";
import { Accounts } from "./screens/accounts.tsx";
import { Desk } from "./screens/desk.tsx";
import { SetUp } from "./screens/setup.tsx";
import { SignIn } from "./screens/sign-in.tsx";
import { begin } from "./state/listen.ts";
import { startPresence } from "./state/presence.ts";
import { leave, lostSince, me, session } from "./state/store.ts";
import { TEXTS } from "./wording/texts.ts";

/** The link of an invitation stands behind `#`, where no server and no log sees it. */
const linkHere = () => (location.pathname.endsWith("/setup") ? location.hash.slice(1) : "");

function Console() {
  const link = linkHere();
  if (link !== "" && session.value !== "in") return <SetUp link={link} />;
  if (session.value === "unknown") return lostSince.value ? <Unreached /> : null;
  if (session.value !== "in") return <SignIn />;
  // Whoever makes accounts reads no merchant.
  return me.value?.role === "admin" ? <Accounts /> : <Desk />;
}

/** Before anything could be asked: it goes on by itself. */
function Unreached() {
  return (
    <main class="gate">
      <section>
        <h1>{TEXTS.desk}</h1>
        <p role="alert">{TEXTS.unreached}</p>
      </section>
    </main>
  );
}

const root = document.querySelector<HTMLElement>("#console");
if (root) {
  startAlerts();
  startPresence();
  render(<Console />, root);
  if ("out" in root.dataset) leave();
  else if (linkHere() === "") void begin();
}

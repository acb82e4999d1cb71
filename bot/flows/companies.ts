// Messages that name more companies than one, or a name that several have, as events.
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Provider } from "../knowledge/provider.ts";
import { event, type FlowEvent, recognised } from "./events.ts";

/** A platform that is paid through, and the company whose terminal it is paid at. */
export function platformBeside(mentioned: readonly Provider[]): FlowEvent[] {
  const platform = mentioned.find((one) => one.class === "payment-platform");
  const company = mentioned.find((one) => one.class === "pos-vendor");
  if (!platform || !company) return [];
  const mentions = [
    { provider: platform.id, text: platform.name, role: "plain" as const },
    { provider: company.id, text: company.name, role: "terminal" as const },
  ];
  const recognition = recognised("rebind_howto", { provider: company.id, entities: { mentions } });
  return [event("intent", `客人扫${platform.name}，机器是${company.name}的，去哪改`, { recognition })];
}

/** Machines of two companies in one message. */
export function twoTerminals(mentioned: readonly Provider[]): FlowEvent[] {
  const [one, other] = mentioned.filter(({ class: kind }) => kind !== "bank-app");
  if (!one || !other) return [];
  const mentions = [one, other].map(({ id, name }) => ({ provider: id, text: name, role: "plain" as const }));
  const recognition = recognised("rebind_howto", { provider: one.id, entities: { mentions } });
  return [event("intent", `${one.name}和${other.name}都要换卡`, { recognition })];
}

/** A name that several companies have, where its steps and where its number is wanted. */
export function sharedNames({ providers }: Knowledge): FlowEvent[] {
  const [name] = [...providers.values()].flatMap((provider) => provider.sharedNames);
  if (name === undefined) return [];
  return (["rebind_howto", "contact_official_support"] as const).map((intent) =>
    event("intent", name, { intent, recognition: recognised(intent) }),
  );
}

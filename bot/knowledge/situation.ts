// What a merchant has at hand, as slots with a closed list of values; the conditions of steps and routes read it.
import { z } from "zod";

/** Every slot with its values. `person` is the registered owner or legal person; `changed` means somebody else is now. */
export const SLOT_VALUES = {
  entity: ["individual", "company", "micro"],
  person: ["yes", "no", "changed"],
  "same-name": ["yes", "no"],
  "old-card": ["yes", "no"],
  phone: ["yes", "no"],
  terminal: ["traditional", "electronic", "qr"],
} as const;

export type Slot = keyof typeof SLOT_VALUES;
export const SLOTS = Object.keys(SLOT_VALUES) as readonly Slot[];
export const SlotName = z.enum(Object.keys(SLOT_VALUES) as [Slot, ...Slot[]]);

/** The merchant was asked and does not know: never asked again, and no condition counts on it. */
export const UNKNOWN = "unknown";

/** What is known so far; a slot nobody spoke of is absent. */
export const Situation = z.strictObject({
  entity: z.enum([...SLOT_VALUES.entity, UNKNOWN]).optional(),
  person: z.enum([...SLOT_VALUES.person, UNKNOWN]).optional(),
  "same-name": z.enum([...SLOT_VALUES["same-name"], UNKNOWN]).optional(),
  "old-card": z.enum([...SLOT_VALUES["old-card"], UNKNOWN]).optional(),
  phone: z.enum([...SLOT_VALUES.phone, UNKNOWN]).optional(),
  terminal: z.enum([...SLOT_VALUES.terminal, UNKNOWN]).optional(),
});
export type Situation = z.infer<typeof Situation>;

/** One slot set to one value. Throws when the value is not one of the slot's: a defect, not input. */
export function withSlot(situation: Situation, slot: Slot, value: string): Situation {
  return Situation.parse({ ...situation, [slot]: value });
}

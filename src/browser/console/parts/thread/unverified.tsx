// Numbers, addresses and accounts in a merchant's words that are in no register of ours: said so, and never a link.
import { view } from "../../state/store.ts";
import { TEXTS } from "../../wording/texts.ts";

export function Unverified({ activity }: { activity: string | undefined }) {
  const values = activity === undefined ? undefined : view.value?.unverified.get(activity);
  if (!values) return null;
  return (
    <p class="unverified">
      {TEXTS.unverified} {values.join("、")}
    </p>
  );
}

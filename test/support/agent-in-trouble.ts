// An agent with words in the field when the disk takes no more: what they are told, and what is left of the words.
import type { Thread, TicketDetail } from "../../src/base/desk-wire.ts";
import { anAgentAt, takeOf } from "./desk-agent.ts";
import { openChat, postOnce, readChat } from "./plain-client.ts";

const WORDS = "请看一下机身标签";

export interface AgentInTrouble {
  /** While nothing can be written. Answers what is wrong. */
  meanwhile(): Promise<readonly string[]>;
  /** Once it can again. */
  afterwards(): Promise<readonly string[]>;
}

/** Takes a merchant, and leaves half an answer in the field, before the trouble. */
export async function anAgentInTrouble(address: string, dir: string): Promise<AgentInTrouble> {
  const agent = await anAgentAt(address, { DATA_DIR: dir });
  const chat = await openChat(address);
  await postOnce(address, chat, { text: "转人工" });
  const ticket = `/tickets/${await takeOf(agent, address, chat)}`;
  await agent.post(`${ticket}/draft`, { text: WORDS });
  const send = () => agent.post(`${ticket}/messages`, { text: WORDS, clientId: "in trouble" });
  const heard = async () => (await readChat(address, chat)).filter(({ text }) => text === WORDS).length;
  const draftOf = async () => ((await agent.get(ticket)).json as unknown as TicketDetail).draft;

  return {
    async meanwhile() {
      const sent = await send();
      const retryAfter = Number(sent.headers.get("retry-after"));
      const thread = await agent.get(`${ticket}/messages`);
      const { activities = [] } = thread.json as unknown as Partial<Thread>;
      const isTold = /稍后再试.*文字还在/.test(sent.body);
      return [
        ...(sent.status === 503 && retryAfter > 0 ? [] : [`an agent's reply is answered ${sent.status}`]),
        ...(isTold ? [] : [`an agent is not told what to do: ${sent.body}`]),
        ...(thread.status === 200 && activities.length > 0
          ? []
          : [`an agent reads the thread with ${thread.status}`]),
        ...((await heard()) === 0 ? [] : ["a reply that was refused is in the chat"]),
      ];
    },

    async afterwards() {
      const kept = await draftOf();
      const again = [await send(), await send()].map(({ status }) => status);
      const times = await heard();
      const left = await draftOf();
      return [
        ...(kept === WORDS ? [] : [`of an agent's words "${kept}" is left after the trouble`]),
        ...(again.every((status) => status === 200) ? [] : [`sent again it is answered ${again.join(", ")}`]),
        ...(times === 1 ? [] : [`what was sent again is in the chat ${times} times`]),
        ...(left === "" ? [] : ["what was sent is still in the field"]),
      ];
    },
  };
}

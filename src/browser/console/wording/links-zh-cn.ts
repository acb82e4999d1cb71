// The words of tickets that are bound to each other, in Chinese.
export const ZH_LINKS = {
  title: "同一件事的工单",
  reference: "另一张工单的编号",
  bind: "连在一起",
  bindAnother: "连上另一张工单",
  unbind: "这张不是同一件事",
  hint: "两张都要在你手上。对话各是各的，商户互相看不到。",
  problems: {
    400: (reference: string) => `${reference} 就是这一张，请填另一张的编号。`,
    404: (reference: string) => `没有编号是 ${reference} 的工单，或者它不归你看。请核对编号。`,
    409: (reference: string) => `${reference} 不在你手上，请先接手再连。`,
  } as Readonly<Record<number, (reference: string) => string>>,
};

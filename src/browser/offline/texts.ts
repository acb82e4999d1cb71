// What stands above a page that is shown without a network, and in its place where none was kept.
export const TEXTS = {
  zh: {
    lang: "zh-CN",
    kept: (day: string) =>
      `没有网络。这是 ${day} 存下的页面，电话和步骤可能已经变了：打电话前对一下机身标签或合同。`,
    none: "没有网络，这一页还没有存过",
    others: "这些页面存过，可以看：",
  },
  en: {
    lang: "en",
    kept: (day: string) =>
      `No network. This page was kept on ${day}; numbers and steps may have changed since. Compare with the label or the contract before you call.`,
    none: "No network, and this page was not kept",
    others: "These were kept:",
  },
};

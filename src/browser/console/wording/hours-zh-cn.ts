// The words of the desk's hours, in Chinese.
export const ZH_HOURS = {
  title: "上班时间",
  whoSets: "北京时间。由管理员设置。",
  unset: "还没有设置，商户任何时候都会看到排第几位。",
  open: "现在是上班时间。",
  opens: (time: string) => `现在是下班时间，商户看到的是：北京时间 ${time} 上班。`,
  guessed: (time: string) =>
    `现在是下班时间，按周几推算是北京时间 ${time} 上班。那一年的放假安排还没有公布，所以不对商户说具体时间。`,
  never: "现在是下班时间，一个月里都没有上班的日子，所以不对商户说具体时间。",
  fields: { workday: "工作日", restday: "休息日", exceptions: "例外的日子" },
  hints: {
    workday:
      "北京时间，例如 09:00-12:00 13:30-18:00。可以过零点，例如 22:00-02:00。调休要上班的周末算工作日。",
    restday: "周末和法定节假日。不上班就写「休息」。",
    exceptions: "每行一天，例如 2026-12-31 09:00-12:00，或者 2026-12-31 休息。优先于上面两项。",
  },
  closed: "休息",
  save: "保存上班时间",
  saved: "保存好了。",
  problems: {
    window: (at: string) => `「${at}」看不懂，时间段要写成 09:00-18:00。`,
    time: (at: string) => `「${at}」里有钟面上没有的时间，从 00:00 到 24:00。`,
    empty: (at: string) => `「${at}」开始和结束是同一个时间，全天请写 00:00-24:00。`,
    overlap: (at: string) => `「${at}」两段重叠了，请合成一段。`,
    date: (at: string) => `「${at}」开头要是日期，例如 2026-12-31。`,
    twice: (at: string) => `「${at}」这一天写了两次，请只留一行。`,
  } as Readonly<Record<string, (at: string) => string>>,
};

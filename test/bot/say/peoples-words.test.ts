// What people at the desk may say to merchants: every way to a stranger is held back, and no fair line with it.
import { expect, it } from "vitest";
import { guardText } from "../../../bot/say/guard.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { realContent } from "../../support/real-content.ts";

const knowledge = await realContent();

const ACCOUNTS = ["scammer88", "helper_2026", "zhangsan-kf", "vx778899aa", "kefu10086x", "lakala_kefu9"];
const HOSTS = [
  ...["lakala-kefu.com", "95016.top", "t.cn", "pos.example.cn", "wx.help-pay.net", "bit.ly", "pay123.xyz"],
  ...["lakala.com.evil.top", "huanka.vip", "kefu.me"],
];
const NUMBERS = [
  ...["400-123-4567", "4001234567", "95099", "950990", "0755-12345678", "02012345678", "9501600"],
  ...["+8613800138000", "13800138000", "96123"],
];
const CONTACTS = [
  ...["加我微信：", "微信号：", "加企业微信：", "关注公众号：", "服务号："].flatMap((way) =>
    ACCOUNTS.map((account) => way + account),
  ),
  ...HOSTS.flatMap((host) => [`打开 ${host} 看看`, `点 https://${host}/a 办`]),
  ...NUMBERS.flatMap((number) => [`打 ${number} 找我`, `客服电话：${number}`]),
  ...["vx scammer88", "我微信是scammer88", "加我微信scammer88", "加QQ12345678", "扣扣12345678"],
  ...["电话四零零一二三四五六七", "打 8551234 找我", "联系电话 8551234", "拨 5512 转我", "call 8551234"],
];

const FAIR = `您好，我是小李，我来看看。
您的商户编号 822584073990001 我记下了
商户号是 8225 8407 3990 001 对吗
终端序列号是 N9A0012345678 吗
今天 18:00 前给您答复，明天 9:30 再看一次
工作时间是 9:00-18:00
一般 3-5 个工作日到账
第 3 步：点「结算信息」
金额 12000 元已经在路上
您说的 50000 元是哪天转的
12000.50 元没有到账，对吗
单笔限额 20000 元，一天最多 3 次
尾号 1234 的卡是旧卡吗
您的工单是 HK-4F7Q-2M9C
2026年12月1日以后生效，2026-12-01 起按新卡
请打拉卡拉官方客服 95016，官网 www.lakala.com
我们不会给您打电话，也不会加您微信
不要把验证码告诉任何人，谁要都别给
不要把密码发给我
被骗了先打 110，再打银行客服
请拨打 96110 反诈热线
版本 4.2.1 里有这个入口
报错代码 E1024 是资料不全
错误码 10005 是什么时候出现的
编号 20261201001 是申请单号吗
申请单号 JS202612010001 查到了，在审核
POS 机型号是 S920 还是 MP70
费率 0.6% 不会变，T+1 到账
热线里先按 1 再按 3，或按 0 转人工
我 10 分钟后回来`.split("\n");

function refusals(text: string): readonly string[] {
  const masked = maskSecrets(text);
  const { contacts, asksForSecret } = guardText(knowledge, masked.text);
  const hidden = masked.found.filter(({ kind }) => ["mobile", "email", "account"].includes(kind));
  return [...contacts, ...hidden.map(({ kind }) => kind), ...(asksForSecret ? ["secret"] : [])];
}

it("holds back each of eighty ways to somebody whom nobody registered", () => {
  expect(CONTACTS.length).toBeGreaterThanOrEqual(80);
  expect(CONTACTS.filter((text) => refusals(text).length === 0)).toEqual([]);
});

it("lets fair lines through, with their amounts, times, numbers of papers and official ways", () => {
  expect(FAIR.filter((text) => refusals(text).length > 0)).toEqual([]);
});

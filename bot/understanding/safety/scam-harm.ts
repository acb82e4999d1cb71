// What has already happened to somebody who is being cheated: it decides what to do first.
import { z } from "zod";

/** In rising order of haste: nothing given yet, secrets given, terminal or settlement card in other hands, money gone. */
export const Harm = z.enum(["none", "secrets", "terminal", "money"]);
export type Harm = z.infer<typeof Harm>;

/** First match wins: where money is gone, whatever else was given is said on the way. */
const SIGNS: readonly (readonly [Harm, RegExp])[] = [
  [
    "money",
    /(?:已经?|刚刚?|都)?(?:转|付|交|垫|汇)(?:了|给|过去|出去).{0,10}(?:钱|元|块|押金|费|[\d百千万])|(?:转|付|汇)(?:了|过去|出去)$|盗刷|刷走|刷空|转走|划走|骗走|扣[了走掉].{0,6}(?:我|\d|钱)|扣我.{0,3}\d|被(?:扣|刷)了?.{0,6}\d|(?:收|交)了.{0,4}(?:我)?.{0,4}(?:押金|\d|[一二两三四五六七八九]百)|钱.{0,8}(?:没了|不见|被|让人|出去了)|(?:损失|支出|少了|亏了).{0,6}[\d一二两三四五六七八九十百千万]|骗了?.{0,4}[\d一二两三四五六七八九十百千万]+|不给退|要不回|没返|钱没了/,
  ],
  [
    "terminal",
    /(?:结算|到账|绑定|绑|我)的?(?:卡|账户).{0,10}(?:被|让|改成|换成|变成)|(?:机器?|pos机?).{0,8}(?:被|让(?!我|你|咱)).{0,6}(?:换|掉包|拿走|收走|改)|(?:卡|尾号|账户).{0,8}不是我的|绑到?别人|(?:码|二维码|收款牌).{0,8}(?:被|让).{0,6}(?:换|贴|盖|调包|掉包)|收款(?:人|方|的).{0,6}(?:不是我|别人|他)|小票.{0,8}(?:变成|不是)|换了给?我?.{0,4}(?:别家|盒子)|机器或(?:结算)?卡被换/,
  ],
  [
    "secrets",
    /(?:(?:验证码|密码|三位|有效期|卡号|身份证|资料|信息|照片).{0,12}(?:给|报|念|发|告诉|填|输|说)(?:了|给|过去|出去|完)|(?:报|念|发|填|输|说|告诉|给)(?:了|完|过).{0,10}(?:验证码|密码|三位|有效期|卡号|身份证|资料|信息|照片|他|对方|客服|业务员))|(?:我|都|已经?|就)(?:给|填|发|报|念|录|扫|点|拍)了|开了?.{0,4}共享|照做了|告诉(?:了?他|了?她|了?对方|了?人家|了?客服)?了|说出去|我登录了/,
  ],
  [
    "none",
    /(?:什么|啥|也|都)?(?:还)?没有?(?:加|给|填|点|发|报|转|回|理|敢|答应|说|扫|交|付|信|上当)|(?:我)?(?:把电话)?挂了|没理|不敢|拒绝了|差点|^(?!.*(?:[换寄交给付转填点报刷]了|已经)).*(?:机器|机子|pos|终端).*(?:让|叫|要|催|通知|喊)(?:我|你|我们|商户)?(?:马上|赶紧|尽快|必须|去|就)?(?:换|更换|升级|寄|交)/,
  ],
];

/** What a normalised message says has happened, or undefined when it does not say. */
export function harmOf(normalised: string): Harm | undefined {
  return SIGNS.find(([, pattern]) => pattern.test(normalised))?.[0];
}

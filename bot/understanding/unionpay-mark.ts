// 「银联」 stands on every terminal and slip that takes cards, so whoever reads it there has named no acquirer yet.
import { normalise } from "../text/normalise.ts";

const WHERE =
  "(?:(?:我们?|这台?|那|它|机器|机子|机身|pos机?|刷卡机|标签|小票|签购单|单子|合同)(?:的)?(?:上面?|背面|底部)?|上面)?";
const READS = "(?:就|只|都|也)?(?:是|有|写着?的?是?|印着?的?是?|显示的?是?)?(?:的)?(?:一?个)?";
const MARK = "银联的?(?:标志?|标识|字样|logo|两个字|二字)?";
const ONLY_MARK = new RegExp(`^${WHERE}${READS}${MARK}(?:机器|机子|刷卡机|终端|家)?的?$`, "u");
const EDGES = /^[\s\p{P}]+|[\s\p{P}吧啊呀呢吗了]+$/gu;

/** Whether a message says 「银联」 and nothing more: not 银联商务, 云闪付 or 中国银联, which are names. */
export function namesOnlyTheMark(text: string): boolean {
  return ONLY_MARK.test(normalise(text).replace(EDGES, ""));
}

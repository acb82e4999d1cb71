// Steering words by phrase lists: what is a command, and what only looks like one.
import { describe, expect, it } from "vitest";
import type { Command } from "../../../bot/understanding/command.ts";
import { findCommand } from "../../../bot/understanding/commands.ts";
import { realRules } from "../../support/real-rules.ts";

const RULES = realRules();

const PHRASINGS: Record<Command, readonly string[]> = {
  next: [
    ..."下一步|继续|下一个|接下来呢|然后呢？|好的下一步|弄好了|办好了|已经登录了|我找到了|提交了|打完电话了".split(
      "|",
    ),
    ..."填完了|OK 下一步|xia yi bu|材料都齐了|看到了|进去了|这步做完了|然后怎么弄|下一个步骤是什么|搞定|电话打过了|next|準備好了".split(
      "|",
    ),
  ],
  back: "上一步|返回上一步|返回|退回去|回到上一步|前一步|倒回去|后退|看上一步|回去|上一步吧|shang yi bu|back".split(
    "|",
  ),
  repeat:
    "再说一遍|重复|重复一下|没看懂|看不懂|什么意思|没看清|再发一次|这是什么意思啊|再讲一遍|没听懂|不明白|刚才说什么|repeat".split(
      "|",
    ),
  where:
    "到哪一步了|现在到哪了|我走到哪了|第几步了|还有几步|还剩几步|一共几步|进度|现在是第几步|还要几步|做到哪了".split(
      "|",
    ),
  restart:
    "从头开始|重新开始|重来|重新来|从头来|重新来过|重新走一遍|我要重新选|回到主菜单|返回首页|重置|从第一步开始|chongxin kaishi|重新弄".split(
      "|",
    ),
  leave:
    "退出|不办了|先不弄了|先不换了|算了|取消|改天再说|下次再办|以后再说|先这样吧|我先忙去了|结束|今天不弄了|tuichu".split(
      "|",
    ),
  stuck: [
    ..."卡住了|不行|还是不行|没反应|点了没反应|打不通|电话打不通|打了没人接|登不上去|登录不上|找不到|找不到这个菜单".split(
      "|",
    ),
    ..."没有这个选项|弄不了|进不去啊|报错了|一直转圈|按钮是灰的|app打不开|打不开怎么办|不会弄|還是打不通".split(
      "|",
    ),
  ],
  human: [
    ..."转人工|人工|人工客服|我要人工|找真人|叫个人来|接人工服务|帮我转人工|能转人工吗".split("|"),
    ..."客服|找客服|转接客服人员|人工人工|换个人来|真人|zhuan rengong|rengong|請轉人工|我要找真人客服".split(
      "|",
    ),
  ],
  "unknown-provider":
    "不知道|不清楚|我也不知道|不知道是哪家的|不确定|看不出来|忘了|忘了是哪家的|没写|搞不清楚|不晓得|不知道什么牌子|标签掉了|bu zhidao|不认识".split(
      "|",
    ),
  "none-of-these":
    "都不是|以上都不是|都没有|都不对|不是这些|没有我要的|换个问题|不是的|没有我想问的|这些都不是|不是这个意思|全不是|我不是问这个".split(
      "|",
    ),
  yes: "是|是的|对|对的|好的|嗯嗯|行|可以|要|ok|没问题|好嘞|对对对|开始吧|YES|好".split("|"),
  no: "不|不对|不要|没有|不需要|no|没|否|不要了吧|meiyou".split("|"),
};

describe("findCommand", () => {
  for (const [command, phrasings] of Object.entries(PHRASINGS)) {
    it.each(phrasings)(`takes %s as ${command}`, (text) => {
      expect(findCommand(RULES, text)?.command).toBe(command);
    });
  }

  it.each(
    [
      "下一步要带什么材料|返回的钱到哪张卡|继续用旧卡可以吗|然后钱会到哪张卡|取消绑定|怎么退出登录|好了多久生效|重新绑卡要钱吗",
      "不知道绑的哪张卡|忘了旧卡号|都不是本人的卡行吗|换好了怎么确认|收到短信没有|人工费多少|客服电话多少|没有身份证|找不到旧卡了",
      "不用旧卡行吗|对公账户|进度怎么查|可以吗|是吗|好了吗|不行吗|没有营业执照|没收到钱|换卡失败|上一张卡注销了|重新办一张卡",
      "不知道密码|不会影响刷卡吧|怎么人工审核|换|改|卡|开始营业的时间|要多久|要身份证吗|是不是真的客服|不要手续费吧|什么时候打款",
    ].flatMap((line) => line.split("|")),
  )("leaves %s to the matcher", (text) => {
    expect(findCommand(RULES, text)?.command).toBeUndefined();
  });

  it("takes a long message for a sentence even when it begins with a command", () => {
    expect(findCommand(RULES, "下一步我想问一下换卡之后多久能到账")?.command).toBeUndefined();
  });
});

// The sentences for errors in Chinese, for merchants and for clients of the website chat.
import type { ErrorCode } from "../../base/errors.ts";

export const ZH_ERRORS: Readonly<Record<ErrorCode, string>> = {
  "bad-argument": "请求内容有误，请检查后再试。",
  unauthorized: "请先打开对话。",
  forbidden: "这个对话不属于你。",
  "token-expired": "对话凭证已过期，请刷新页面。",
  "resume-refused": "续聊码或机构不对，或者已经过期、用过了。请在原来的设备上重新取一个。",
  "lookup-refused":
    "工单号或查询码不对，或者今天试得太多了。在对话里可以重新取一个查询码；换了设备就用续聊码接着聊。",
  "not-found": "没有找到这个页面。",
  "conversation-not-found": "没有找到这段对话，请重新打开。",
  "conversation-full": "这个对话已经装满，收不下新消息了。要留底就先保存，再结束它，重新开一个对话接着问。",
  "method-not-allowed": "不支持这种请求方式。",
  taken: "已经有人在处理了。",
  "not-yours": "现在不是由你来回复这位商户。",
  "not-live": "这个工单现在不能这样操作，请看看它的最新状态。",
  guarded: "这句话不能发给商户。",
  "too-large": "内容太长，请分几条发送。",
  "head-too-large": "网址太长，打不开。要找什么，用几个字搜；整段的话，到在线帮助里分几条发送。",
  "too-slow": "网络太慢，内容没有收全，请再试一次。",
  "no-host":
    "本站前面的转发没有设好，暂时打不开。急着换卡，先打机身标签或合同上的电话。（运营者：代理要转发 Host，nginx 写 proxy_set_header Host $host。）",
  misdirected:
    "这个网址不是本站的，请从本站的网址打开。（运营者：用别的名字访问，要先把 PUBLIC_ORIGIN 设成那个网址。）",
  "unsupported-media": "不支持这种内容格式。",
  "rate-limited": "发送太快了，请稍等几秒再试。",
  overloaded: "现在有些忙，消息没有保存，请稍后再发。",
  "deletion-promised": "服务器现在什么都写不进去，这段对话还没删掉。已经记下，一能写就自动删，不用再点。",
  "deletion-failed": "服务器现在什么都写不进去，这段对话还没删掉。请过几分钟再删一次。",
  internal: "出了点问题，请稍后再试。",
};

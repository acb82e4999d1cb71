// The sentences for errors that people at the desk read, where a merchant's would not fit.
import type { ErrorCode } from "../../base/errors.ts";

export const STAFF_ERRORS: Readonly<Partial<Record<ErrorCode, string>>> = {
  unauthorized: "没有登录，或者账号、密码、验证码不对。",
  forbidden: "你没有做这件事的权限。",
  "not-found": "没有找到，或者不归你看。",
  "conversation-not-found": "这段对话已经被商户删除了。",
  "rate-limited": "试得太频繁了，请稍等再试。",
  overloaded: "没有保存成功，请稍后再试，文字还在。",
  internal: "出了点问题，请稍后再试，文字还在。",
};

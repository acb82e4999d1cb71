// Finds passwords by what they are for: told beside a name to log in with, or made so that nothing else looks like them.
import { type Finding, inLink, type Scene } from "./scene.ts";

/** 「wangfu/wang8899 这个登不上」: a name and its password, told as what lets somebody in or does not. */
const PAIR =
  /(?<![!-~])[a-z][a-z._]{2,31}[/:]((?=[a-z]*\d)(?=\d*[a-z])[a-z\d._@#!]{5,32})(?![a-z\d@#$*&%^_-])/g;
/** Letters and digits, and a sign among them that no name, number or address has. */
const MADE_UP =
  /(?<![!-~])(?=[!-~]*[a-z])(?=[!-~]*\d)(?=[a-z\d@#$*!&%^_-]*[a-z\d][@#$*!&%^][a-z\d])[a-z\d@#$*!&%^_-]{8,32}(?![a-z\d@#$*&%^_-])/g;
/** Letters, then digits: a word that people make. */
const WORD_AND_NUMBER = /(?<![!-~])[a-z]{3,16}\d{3,10}(?![a-z\d@#$*&%^_-])/g;
/** 「登录 13800138000 / Yq#2210」: whoever logs in stands before, and is no password. */
const AFTER_NAME =
  /(?:log ?in|登[录陆入錄]|[账帐]号|用户名?|user(?:name)?)[\s:是=]{0,3}[\w.@-]{4,32}(?:\s?[/|,]\s?)((?=[a-z@#$!_-]*\d)(?=[\d@#$!_-]*[a-z])[\w@#$!-]{5,32})(?![a-z\d@#$*&%^_-])/g;
const LOGS_IN =
  /登|进(?:不去|去|后台|系统|app)|用.{0,2}进|入唔到|账号|帐号|賬號|密|口令|пapoль|(?<![a-z])(?:log ?in|login|account|pass)/;
/** 「我平时都输liu8848进APP的」: typed to get in. */
const TYPED = /(?:输|輸|入嘅[系係]?|set[咗了]|设置?(?:的是|的|了|成|为)|按的?是?)\s?$/;
const GIVEN = /[密蜜秘][码碼][^\d。!?;\n忘错錯锁不没号型]{1,8}$/;
const LEAD = 14;

export function findLogins(scene: Scene): Finding[] {
  const { words, digits } = scene.view;
  const typed = [...digits.matchAll(WORD_AND_NUMBER)].filter(({ index }) => {
    const lead = words.slice(Math.max(0, index - LEAD), index);
    return TYPED.test(lead) || GIVEN.test(lead);
  });
  if (!LOGS_IN.test(words)) return typed.map((match) => passwordOf(match[0], match.index));
  const pairs = [...digits.matchAll(PAIR)].map(({ 0: text, 1: secret = "", index }) =>
    passwordOf(secret, index + text.length - secret.length),
  );
  const named = [...digits.matchAll(AFTER_NAME)].map(({ 0: text, 1: secret = "", index }) =>
    passwordOf(secret, index + text.length - secret.length),
  );
  const made = [...words.matchAll(MADE_UP)].map((match) => passwordOf(match[0], match.index));
  const handed = [...digits.matchAll(GIVEN_TOKEN)].map(({ 0: text, 1: given, 2: word, index }) => {
    const link = given ?? word ?? "";
    return passwordOf(text.slice(link.length), index + link.length);
  });
  return [
    ...typed.map((match) => passwordOf(match[0], match.index)),
    ...pairs,
    ...named,
    ...made,
    ...handed,
  ].filter(({ start }) => !inLink(scene, start));
}

/** Signs or letters and digits behind 密码 and words that only hand it on. */
const GIVEN_TOKEN =
  /((?:[密蜜秘][码碼][^\da-z。!?;\n忘错錯锁不没号型]{1,8}|пapoль[^\d。!?;\n]{1,8}?[\s:]))(?=[a-z-]*\d)[a-z][a-z\d_-]{6,31}(?![a-z\d@#$*&%^_-])|(口令[\s:是]{0,2})[a-z]{4,}[-_@#.][a-z]{4,}(?![a-z\d@#$*&%^_-])/g;

function passwordOf(text: string, start: number): Finding {
  return { kind: "password", start, end: start + text.length, head: 0, tail: 0 };
}

// Finds the numbers of papers of other countries, and of those that a person carries beside an identity card.
import { type Finding, inLink, type Scene } from "./scene.ts";
import { viewOf } from "./view/view.ts";

/** In other scripts, folded as messages are. */
const FOREIGN = ["マイナンバー", "在留カード", "운전면허", "외국인등록", "주민등록", "снилс", "căn cước"];
/** What the papers of a person are called, by country or as people say it. */
const NAMED = String.raw`驾驶?[证證照]|驾照|駕照|駕駛執照|行驶证|护士证|执业证|出生证|户口[本簿]|结婚证|身分證|登[录錄][证證]|(?<![a-z])(?:cccd|cmnd|aadha?ar|pan card|nin|bvn|cnic|nicop|cpf|rg|cnh|ssn|social security(?: (?:no|number))?|itin|tc ?(?:kimlik|no)|kimlik|nric|my ?kad|nik|ktp|dni|nie|nif|curp|pesel|bsn|iqama|emirates id|kitas|oib|cedula|omang|ghana ?card|driv(?:er'?s?|ing) licen[cs]e|(?:national|citizen(?:ship)?|residen(?:t|ce)|alien|personal|foreigner|voter)(?: [a-z]{2,12})? (?:id|card|number|no)|green card|arc|[a-z]{2,12}(?:ian|ese|ish|ai|an|qi) (?:id|identity)(?: (?:card|no|number))?|hk ?id|id ?card|id(?=[\s:]{1,3}(?:is |no )?[a-z]\d{6})|id number)(?![a-z])`;
const PAPER = new RegExp([NAMED, ...FOREIGN.map((name) => viewOf(name).words)].join("|"), "g");
/** What may stand between a paper and its number. */
const TO_NUMBER =
  /^(?:[\s:=,.#№()"'“”「」→>-]|[的号號번호码碼是为係系个個就那上写编編档檔案のは]|id|is|card|no|number|nr|it's|was|and|my|the){0,10}/;
/** Letters before and behind, and digits in the groups that a paper prints. */
const NUMBER =
  /^[a-z]{0,5}[ -]?\d{1,15}(?:(?: ?[-./№] ?| {1,2})\d{1,9}){0,4}(?:-?[a-z](?![a-z]))?(?: ?\([\da-z零〇一二三四五六七八九]\))?/;
const REACH = 44;
/** What is spoken of a kind of paper in numbers: dates, sums, shares. */
const COUNTED = /^\s?(?:日(?!本)|[年月元块张天%人家]|days?|years?|months?|yuan|rmb)/;
const SHORTEST = 6;
const FEWEST_DIGITS = 4;
const WITH_LETTERS = 8;
const BEFORE =
  /(?<![a-z\d*_-])([a-z]{1,3}\d{6,12}[a-z]?|\d{7,12}[a-z])([\s,(是的]{1,3}(?:[a-z]{2,12} ){0,3})$/;
const OF_BUSINESS = /营业|業務|经营|食品|烟草|卫生|许可|运输|business|company|tax/;

/** A paper's name, then a token that no other number looks like beside it. */
export function findPapers(scene: Scene): Finding[] {
  const { words, digits } = scene.view;
  if (scene.view.numerals.length < FEWEST_DIGITS) return [];
  const named = [...words.matchAll(PAPER)];
  if (named.length === 0) return [];
  const kept = namesOfElse(scene);
  return named.flatMap(({ 0: name, index }) => {
    if (kept[index] === 1) return [];
    const end = index + name.length;
    const after = digits.slice(end, end + REACH);
    const link = TO_NUMBER.exec(after)?.[0] ?? "";
    const number = (NUMBER.exec(after.slice(link.length))?.[0] ?? "").trimEnd();
    const start = end + link.length;
    if (!isLong(number)) return before(digits, index);
    if (inLink(scene, start)) return [];
    if (COUNTED.test(after.slice(link.length + number.length))) return [];
    if (OF_BUSINESS.test(words.slice(Math.max(0, index - 8), index))) return [];
    return [paper(start, number.length)];
  });
}

/** Digits enough, or letters that make up for some. */
function isLong(number: string): boolean {
  const count = number.replace(/\D/g, "").length;
  return count >= SHORTEST || (count >= FEWEST_DIGITS && number.length >= WITH_LETTERS);
}

/** 「S8827391J, Singapore NRIC」: without a letter it may be any number. */
function before(digits: string, at: number): Finding[] {
  const [, number, link = ""] = BEFORE.exec(digits.slice(Math.max(0, at - REACH), at)) ?? [];
  return number === undefined ? [] : [paper(at - link.length - number.length, number.length)];
}

function paper(start: number, length: number): Finding {
  return { kind: "permit", start, end: start + length, head: 0, tail: 0 };
}

/** 1 where the name of something else stands: 「terminal ID」. */
function namesOfElse({ view, labels }: Scene): Uint8Array {
  const flags = new Uint8Array(view.words.length);
  for (const { kind, start, end } of labels) if (kind === "keep") flags.fill(1, start, end);
  return flags;
}

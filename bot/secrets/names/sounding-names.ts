// Names of codes and passwords in characters that only sound like them: 「盐蒸马」「密嘛」. Right beside what they name, for
// elsewhere the same sounds are words.
import { NUMERAL } from "./code-words.ts";
import type { LabelKind } from "./label-words.ts";

/** The common characters, simplified and traditional, by each way of reading them without its tone. */
export const SOUNDS = {
  yan: "严偃儼兗厌厭咽唁嚥嚴堰奄妍嫣宴岩巖延彥彦掩晏檐殷沿淹湮演炎烟焉焰煙燄燕盐眼研砚硯筵簷縯胭腌艳艷菸蜒衍言諺谚豔贗郾醃釅铅閻阉阎雁顏颜饜驗验魘鹽鼴",
  zheng: "丁争崢征徵怔拯挣掙政整正爭狰猙症癥睁睜箏蒸証諍證证郑鄭錚",
  ma: "么吗嗎嘛妈媽抹摩玛瑪痲痳码碼罵蚂螞蟆馬马骂麻",
  jiao: "交侥僥剿勦叫喬嘐嚼姣娇嬌搅攪教校椒浇澆焦狡皎矫矯礁窖絞繳绞缴胶脚腳膠蕉蛟覺觉角跤較轎轿较郊酵醮鉸铰餃饺驕骄鮫",
  dong: "东侗冬冻凍动動咚峒恫懂東栋棟洞湩胴董鼕",
  tai: "台太态態抬檯汰泰胎臺苔薹跆酞颱",
  duan: "断斷段短端緞缎耑鍛锻",
  xin: "信心忻新昕欣芯莘薪衅訢辛釁鋅锌馨",
  kou: "口叩寇扣抠釦",
  ling: "令伶凌另岭嶺昤棱櫺泠灵玲稜綾羚翎聆苓菱蔆蛉鈴铃陵零靈領领鴒齡龄",
  mi: "冪咪密幂弥弭彌敉汨泌瀰眯瞇祕秘米糜糸羋蜜覓觅謎謐谜迷醚靡麋",
  an: "俺厂安岸广庵按暗案氨胺菴諳銨鞍鵪黯",
  quan: "佺全券劝勸圈拳捲权權泉犬畎痊荃蜷詮踡醛銓颧",
} as const;

type Sound = keyof typeof SOUNDS;

const NAMES: readonly (readonly [LabelKind, readonly Sound[]])[] = [
  ["otp", ["yan", "zheng", "ma"]],
  ["otp", ["jiao", "yan", "ma"]],
  ["otp", ["dong", "tai", "ma"]],
  ["otp", ["duan", "xin", "ma"]],
  ["otp", ["kou", "ling"]],
  ["password", ["mi", "ma"]],
  ["cvv", ["an", "quan", "ma"]],
];
const VALUE = `(?:${NUMERAL}(?:[\\s-]?${NUMERAL}){2}|(?=[!-~]{0,15}\\d)[a-z][!-~]{5})`;

/** Patterns over folded text. */
export const SOUNDING_NAMES = NAMES.map(([kind, sounds]) => {
  const name = sounds.map((sound) => `[${SOUNDS[sound]}]`).join("");
  const isBehind = `(?<=${NUMERAL}{4}[\\s,是为]{0,3}.{${sounds.length}})`;
  return [kind, `${name}(?:(?=[\\s:=,→是为]{0,3}${VALUE})|${isBehind})`] as const;
});

// How many lines come out right, and that masking takes time in proportion to the length of the text, for whatever makes it work most.
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { judgeSecretLines, shareRight } from "../../support/secret-lines.ts";
import type { Bench } from "../bench.ts";

/** Texts of this many characters and of four times as many are compared. */
const LENGTH = 16_384;
const TIMES = 4;
const ROUNDS = 9;
/** Quadratic work would be 16 times as long; what linear work differs by on a busy machine stays well below. */
const MOST_TIMES = 8;
const PIECES = [
  "6222 0210 ",
  "卡号6222然后0210",
  "6 2 ",
  "验证码12 ",
  "13812345678,",
  "a.b@c.d-",
  "https://1@",
  "六二、",
  "密码:abcdef1 ",
  "身份证11010119900307771",
  "换结算卡要带什么",
  "482913是我的 ",
  "4829 验证码1 ",
  "短信里的数字",
  "138O0138l ",
  "a1.b at c dot ",
  "a艾特b点",
  "密码 是我的",
];

/** The fastest of some rounds, in milliseconds: noise only ever adds. */
function fastest(text: string): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now();
    maskSecrets(text);
    return performance.now() - startedAt;
  });
  return Math.min(...rounds);
}

export const bench = {
  name: "masking",
  says: "how many secrets are masked and harmless numbers kept, and how the time grows with the text",
  async run() {
    const judged = judgeSecretLines();
    for (const part of ["core", "hard", "harmless"] as const) {
      const [all, tuned, held] = ([undefined, "tuned", "held"] as const).map((half) =>
        (shareRight(judged, part, half) * 100).toFixed(1),
      );
      console.log(`${part}: ${all} % right (tuned on ${tuned}, held apart ${held})`);
    }
    let worst = 0;
    for (const piece of PIECES) {
      const text = (length: number) => piece.repeat(Math.ceil(length / piece.length));
      maskSecrets(text(LENGTH));
      const [short, long] = [fastest(text(LENGTH)), fastest(text(LENGTH * TIMES))];
      worst = Math.max(worst, long / short);
      console.log(
        `${(long / short).toFixed(1)} times as long for ${TIMES} times the text (${short.toFixed(1)} → ${long.toFixed(1)} ms): ${piece}`,
      );
    }
    console.log(`masking: at most ${worst.toFixed(1)} times (mark ${MOST_TIMES})`);
    return worst <= MOST_TIMES ? 0 : 1;
  },
} satisfies Bench;

// JSON lines in, one JSON line out for each: a line that cannot be read gets `{error}` in its place and the rest goes on.
import type { Readable } from "node:stream";
import type { z } from "zod";

/** Blank lines are passed over; all others are answered in their order. */
export async function answerLines<Line>(
  input: Readable,
  schema: z.ZodType<Line>,
  answer: (line: Line) => object | Promise<object>,
): Promise<void> {
  for await (const raw of linesOf(input)) {
    if (raw.trim() === "") continue;
    const read = readLine(raw, schema);
    console.log(JSON.stringify("error" in read ? read : await answer(read.line)));
  }
}

function readLine<Line>(raw: string, schema: z.ZodType<Line>): { readonly error: string } | { line: Line } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw);
  } catch (error) {
    return { error: `This line is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const { data, error } = schema.safeParse(parsed);
  if (!error) return { line: data };
  const faults = error.issues.map(({ path, message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  return { error: `This line does not say what is needed. ${faults.join("; ")}` };
}

/** Lines end where a line feed is and nowhere else: other separators may stand inside a JSON text. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let begun = "";
  let isFirst = true;
  for await (const chunk of input.setEncoding("utf8")) {
    const lines = `${begun}${chunk}`.split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) {
      yield isFirst ? withoutMark(line) : line;
      isFirst = false;
    }
  }
  yield isFirst ? withoutMark(begun) : begun;
}

/** Some editors begin a file with a byte order mark. */
function withoutMark(line: string): string {
  return line.replace(/^\uFEFF/, "");
}

// One HTTP request on a connection of its own, which is closed with it: nothing idles afterwards.
import { request } from "node:http";

export interface SingleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface SingleRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function requestOnce(
  url: string,
  { method, headers, body }: SingleRequest = {},
): Promise<SingleAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, method: method ?? "GET", headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

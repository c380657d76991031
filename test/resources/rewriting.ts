import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Centre, type CentreOptions, withCentre } from "./centre";

/** Changes an answer, as parsed; what it returns is sent instead. */
export type Rewrite = (action: string, answer: Record<string, unknown>) => unknown;

/** A centre whose simulator is reached through a server that changes the answers on their way. */
export async function withRewriting(
  rewrite: Rewrite,
  body: (centre: Centre) => Promise<void>,
  options: CentreOptions = {},
): Promise<void> {
  let target = "";
  const server = http.createServer((request, response) => {
    const { method, headers, url } = request;
    const onward = http.request(new URL(url ?? "/", target), { method, headers }, (answered) => {
      const chunks: Buffer[] = [];
      answered.on("data", (chunk: Buffer) => chunks.push(chunk));
      answered.on("error", () => response.destroy());
      answered.on("end", () => {
        const { Response } = JSON.parse(Buffer.concat(chunks).toString());
        const changed = Response.Error ? Response : rewrite(String(headers["x-tc-action"]), Response);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ Response: changed }));
      });
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await withCentre({ ...options, env: { ...options.env, TCCC_ENDPOINT: endpoint } }, async (centre) => {
      target = centre.sim.env.TCCC_ENDPOINT!;
      await body(centre);
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A rewrite of every value inside of an answer. */
export function everyValue(change: (value: unknown) => unknown): Rewrite {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return change(value.map(walk));
    if (typeof value !== "object" || value === null) return change(value);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]));
  };
  return (_action, answer) => walk(answer);
}

import * as questions from "../../lookups/questions";
import { csvWriter, jsonWriter, objectTable, tableWriter, type Writer } from "./formats";
import { createProgress } from "./progress";
import { isClosed, type Sink, sinkTo } from "./sink";
import type { Answer, Asking, Options, What } from "./what";

/** Asks, and prints what comes to standard output while it comes. */
export async function run(what: What, id: string | undefined, options: Options): Promise<void> {
  const sink = sinkTo(process.stdout);
  const progress = createProgress(process.stderr, `tccc get ${what.name}`);
  try {
    const asking = {
      ...{ questions, options },
      scope: options.sdkAppId === undefined ? {} : { sdkAppId: options.sdkAppId },
    };
    const answer = await ask(what, id, asking);
    if ("object" in answer) await printObject(sink, what, answer.object, options);
    else await printRows(sink, what, answer, options, progress.count);
  } catch (error) {
    if (!isClosed(error)) throw new Error(withSource(error), { cause: error });
  } finally {
    progress.end();
  }
}

/** One object, or rows. */
async function ask(what: What, id: string | undefined, asking: Asking): Promise<Answer | { object: object }> {
  if (id !== undefined && what.one) {
    const found = await what.one({ ...asking, id });
    return isRows(found) ? { rows: found } : { object: found };
  }
  const found = await what.list!(asking);
  return isRows(found) ? { rows: found } : found;
}

const isRows = (found: object): found is Answer["rows"] => Symbol.iterator in found || Symbol.asyncIterator in found;

async function printRows(sink: Sink, what: What, answer: Answer, options: Options, count: () => void): Promise<void> {
  if (options.json && answer.whole) return sink.write(`${JSON.stringify(answer.whole, undefined, 2)}\n`);
  const writer = writerFor(what, options);
  await sink.write(writer.begin());
  for await (const row of answer.rows) {
    await sink.write(writer.row(row));
    count();
  }
  await sink.write(writer.end());
}

async function printObject(sink: Sink, what: What, object: object, options: Options): Promise<void> {
  if (options.json) return sink.write(`${JSON.stringify(object, undefined, 2)}\n`);
  const columns = [...what.columns, ...what.more];
  if (!options.csv) return sink.write(objectTable(object, columns));
  const writer = writerFor(what, options);
  await sink.write(writer.begin() + writer.row(object) + writer.end());
}

function writerFor(what: What, options: Options): Writer {
  if (options.json) return jsonWriter();
  if (options.csv) return csvWriter([...what.columns, ...what.more], options.bom === true);
  return tableWriter(what.columns);
}

/** A command reads no stack's configuration, of which many messages speak. */
function withSource(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!/tccc:|TCCC_|TENCENTCLOUD_/.test(message)) return message;
  return `${message}\ntccc takes its settings from the environment, not from a Pulumi stack: TCCC_SDK_APP_ID (or --sdk-app-id), TCCC_ENDPOINT, TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENTCLOUD_TOKEN.`;
}

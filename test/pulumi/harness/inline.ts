import { createRequire } from "node:module";
import { join } from "node:path";
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";

// Pulumi's types do not show what its documented ways (`LocalWorkspace` with a program) are made of; those cost three more
// commands for each `up`.
const { LanguageServer } = automation as unknown as {
  LanguageServer: new (program: () => Promise<object>) => UntypedServiceImplementation;
};

// Each run has an engine of its own on a free port. The pool of connections that gRPC shares in a process still holds those
// to the engines that have ended, so a port used again counted as dead: the run then declared nothing, and Pulumi said no
// word of it.
const { grpcClientOptions } = settings as unknown as { grpcClientOptions: Record<string, unknown> };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/** As Pulumi's own. */
const MOST_BYTES = 400 * 1024 * 1024;

/**
 * Runs the program of a project in this process, the way Pulumi's Automation API runs an inline program: engine and plugin
 * are processes as ever. It spares each command a process that does little but load modules, half of its CPU time.
 * The environment of the command does not reach the program, and a failure of the program is told in other words.
 */
export async function inlined<T>(folder: string, source: string, run: (args: string[]) => Promise<T>): Promise<T> {
  const server = new Server({ "grpc.max_receive_message_length": MOST_BYTES });
  server.addService(LanguageRuntimeService as never, new LanguageServer(() => outputsOf(folder, source)));
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, at) => (error ? reject(error) : resolve(at)));
  });
  try {
    return await run([`--client=127.0.0.1:${port}`, "--exec-kind", "auto.inline"]);
  } finally {
    server.forceShutdown();
  }
}

/** What the program exports, evaluated afresh as each run of a process would. */
async function outputsOf(folder: string, source: string): Promise<Record<string, unknown>> {
  const exported = {};
  new Function("require", "exports", source)(createRequire(join(folder, "index.js")), exported);
  return exported;
}

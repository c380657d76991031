// The host of Node.js programs for a Pulumi CLI that was built from source: the official one is no part of that
// build. The engine starts it and calls it as pulumirpc.LanguageRuntime; field numbers below are those of
// language.proto. It brings nothing of its own: the program runs with the @pulumi/pulumi of its own folder.
"use strict";

const { spawn } = require("node:child_process");
const { createRequire } = require("node:module");
const path = require("node:path");
const { serve } = require("./grpc.cjs");
const { decode, encode } = require("./protobuf.cjs");

/** @pulumi/pulumi's own code: the errors have been shown already, nothing needs to be added. */
const ALREADY_REPORTED = 32;

const flags = process.argv.slice(2);
const tracing = flags[flags.indexOf("--tracing") + 1];
const host = {
  engine: flags.at(-1) ?? "",
  tracing: flags.includes("--tracing") ? tracing : "",
  children: new Set(),
};

function start(command, args, options) {
  const child = spawn(command, args, options);
  host.children.add(child);
  child.on("exit", () => host.children.delete(child));
  return child;
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
}

/** The runtime options of Pulumi.yaml: a google.protobuf.Struct with plain values. */
function optionsOf(info) {
  const options = {};
  for (const entry of info.message(4).messages(1)) {
    const value = entry.message(2);
    options[entry.text(1)] = value.has(4) ? value.number(4) !== 0 : value.has(3) ? value.text(3) : value.number(2);
  }
  return options;
}

function locateRunner(folder) {
  try {
    return createRequire(path.join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  } catch {
    return undefined;
  }
}

function runArguments(request, info) {
  const pairs = {
    monitor: request.text(9),
    engine: host.engine,
    organization: request.text(12),
    project: request.text(1),
    stack: request.text(2),
    pwd: request.text(3),
    parallel: String(request.number(8)),
    tracing: host.tracing,
    "root-directory": info.text(1),
  };
  const args = Object.entries(pairs).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
  if (request.number(7)) args.push("--dry-run");
  return [...args, info.text(3) || request.text(4) || ".", ...request.texts(5)];
}

function runEnvironment(request, options) {
  const config = request.messages(6).map((entry) => [entry.text(1).replace(":config:", ":"), entry.text(2)]);
  return {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.texts(11)),
    ...(options.typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(options.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig } : {}),
  };
}

async function run(request) {
  const info = request.message(14);
  const options = optionsOf(info);
  const folder = info.text(2) || request.text(3);
  if (request.number(16))
    return { error: "this language host cannot attach a debugger; set NODE_OPTIONS=--inspect-brk" };
  const runner = locateRunner(folder);
  if (!runner) return { error: `@pulumi/pulumi is not installed in ${folder}: run npm install there, then try again` };
  const nodeArguments = String(options.nodeargs ?? "")
    .split(/\s+/)
    .filter(Boolean);
  const { code, signal } = await ended(
    start(process.execPath, [...nodeArguments, runner, ...runArguments(request, info)], {
      env: runEnvironment(request, options),
      stdio: ["ignore", "inherit", "inherit"],
    }),
  );
  if (code === 0) return {};
  if (code === ALREADY_REPORTED) return { bail: true };
  return { error: signal ? `Program was ended by ${signal}` : `Program exited with non-zero exit code: ${code}` };
}

async function install(folder, send) {
  const child = start("npm", ["install", "--loglevel=error"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", (text) => send(encode([1, text])));
  child.stderr.on("data", (text) => send(encode([2, text])));
  const { code } = await ended(child);
  if (code !== 0) throw new Error(`npm install failed with exit code ${code} in ${folder}`);
}

const methods = {
  async Handshake(request, send) {
    host.engine = decode(request).text(1) || host.engine;
    send(encode());
  },
  async Run(request, send) {
    const { error = "", bail = false } = await run(decode(request));
    send(encode([1, error], [2, bail]));
  },
  async InstallDependencies(request, send) {
    const message = decode(request);
    await install(message.message(3).text(2) || message.text(1), send);
  },
  async About(_request, send) {
    send(encode([1, process.execPath], [2, process.version]));
  },
  // Plugins of other providers are fetched by the engine when a resource of theirs is first registered.
  GetRequiredPackages: async (_request, send) => send(encode()),
  GetRequiredPlugins: async (_request, send) => send(encode()),
  GetProgramDependencies: async (_request, send) => send(encode()),
  RuntimeOptionsPrompts: async (_request, send) => send(encode()),
  GetPluginInfo: async (_request, send) => send(encode()),
};

function stop() {
  for (const child of host.children) child.kill("SIGKILL");
  process.exit(0);
}

process.on("SIGINT", stop);
process.on("SIGTERM", stop);
// The engine holds the other end of standard input: when it dies, also by SIGKILL, the program must not go on.
process.stdin.on("end", stop).on("error", stop).resume();

serve(
  Object.fromEntries(Object.entries(methods).map(([name, method]) => [`/pulumirpc.LanguageRuntime/${name}`, method])),
  (port) => process.stdout.write(`${port}\n`),
);

import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plain } from "../../provider/core/values";
import type { Simulator } from "../../provider/simulator";

/**
 * A whole state of the first form, the service as it was then, and the program that made both. Every later version must read,
 * compare, update and delete it without a change. It is never written anew once a version with it is released: a later form
 * gets a folder of its own beside it.
 */
const place = (name: string): string => path.join(__dirname, "state-1", name);
export const files = {
  deployment: place("deployment.json"),
  service: place("service.json"),
  program: place("program.js"),
};

export interface Entry {
  urn: string;
  type: string;
  name: string;
  id: string;
  inputs: Plain;
  outputs: Plain;
}

type Deployment = { deployment: { resources: (Entry & { custom: boolean })[] } };

/** The entries of the provider's own resources, in the order of the state; secrets are plain. */
export function entries(): Entry[] {
  const { deployment } = JSON.parse(readFileSync(files.deployment, "utf8")) as Deployment;
  return deployment.resources
    .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/tccc:"))
    .map(({ urn, type, id, inputs, outputs }) => ({
      ...{ urn, id, type: type.slice(type.lastIndexOf(":") + 1), name: urn.slice(urn.lastIndexOf("::") + 2) },
      inputs: opened(inputs) as Plain,
      outputs: opened(outputs) as Plain,
    }));
}

const SECRET = "4dabf18193072939515e22adb298388d";

function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  if (SECRET in value) return opened(JSON.parse((value as unknown as { plaintext: string }).plaintext));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
}

/** Makes the service what it was when the state was written. */
export function asItWas(sim: Simulator): void {
  sim.data.load(JSON.parse(readFileSync(files.service, "utf8")));
}

import * as pulumi from "@pulumi/pulumi";
import * as tccc from "../../provider";
import type { Plain } from "../../provider/core/values";
import type { definitions } from "../../provider/resources/registry";

export type Type = keyof typeof definitions;

/** What a class sends to the engine. */
export interface Registered {
  /** The type token. */
  token: string;
  name: string;
  inputs: Plain;
}

/** What these declarations of a program send to the engine, in the order of their names. */
export async function registered(declare: (classes: typeof tccc) => void): Promise<Registered[]> {
  const all: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        all.push({ token: type, name, inputs: plain(inputs) as Plain });
        return { id: `1400000000/${name}`, state: inputs };
      },
      call: () => ({}),
    },
    ...(["project", "stack", false] as const),
  );
  declare(tccc);
  // The constructors wait for each other, then for the monitor.
  await pulumi.runtime.disconnect();
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const SECRET = "4dabf18193072939515e22adb298388d";

/** A plugin gets secrets as they are. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (SECRET in value) return plain((value as unknown as { value: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

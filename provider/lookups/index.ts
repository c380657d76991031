/** What the service can tell: each question as a plain function, and as its `…Output` twin for programs. */
export * from "./outputs";
export * from "./questions";
export type { Portable } from "./twin";

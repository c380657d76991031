import type { Command } from "commander";
import { check } from "./check";
import { get } from "./get";
import { simulate } from "./simulate";

/** Every subcommand: a function that adds itself to the program. One file each. */
export const commands: readonly ((program: Command) => void)[] = [check, get, simulate];

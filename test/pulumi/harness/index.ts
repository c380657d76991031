export type { ProjectOptions } from "./folder";
export { newProject, type Project, type RunOptions, type UpOptions } from "./project";
export type { Result, Running } from "./running";
export { NoDisk, SmallDisk } from "./small-disk";
export type { PreviewJson, ResourceState, State, Step } from "./state";
export { engineSuite, pulumiCli, repository } from "./suite";

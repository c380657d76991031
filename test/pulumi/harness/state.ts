export interface ResourceState {
  urn: string;
  type: string;
  id?: string;
  custom: boolean;
  protect?: boolean;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  [more: string]: unknown;
}

export interface State {
  version: number;
  deployment: {
    resources?: ResourceState[];
    pending_operations?: { type: string; resource: ResourceState }[];
    [more: string]: unknown;
  };
}

export interface Step {
  op: string;
  urn: string;
  oldState?: ResourceState;
  newState?: ResourceState;
  /** Path of the field → what happens to it. */
  detailedDiff?: Record<string, { kind: string; inputDiff: boolean }> | null;
  diffReasons?: string[];
  replaceReasons?: string[];
}

export interface PreviewJson {
  steps: Step[];
  diagnostics?: { message: string; severity: string; urn?: string }[];
  changeSummary?: Record<string, number>;
}

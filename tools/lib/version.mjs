/** Versions as `v3.259.0`, `go1.26.8`, `3.260.0-alpha.1`: three numbers; what follows them does not count. */
export function parseVersion(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text ?? "");
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

export function atLeast(version, minimum) {
  const [have, want] = [parseVersion(version), parseVersion(minimum)];
  if (!have || !want) return false;
  const first = have.findIndex((part, index) => part !== want[index]);
  return first === -1 || have[first] > want[first];
}

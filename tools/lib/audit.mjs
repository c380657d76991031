/** What `npm audit --json` found, in one line each. Only an answer of the registry can fail. */
export function verdict(stdout, stderr) {
  const answer = parsed(stdout);
  const counts = answer?.metadata?.vulnerabilities;
  if (typeof counts !== "object" || counts === null) {
    const reason = answer?.message ?? answer?.error?.summary ?? stderr.trim().split("\n").at(-1) ?? "";
    return {
      failed: false,
      text: `the registry could not be asked, so nothing was checked (${reason || "no answer"})`,
    };
  }
  const grave = Object.values(answer.vulnerabilities ?? {}).filter(({ severity }) =>
    /^(high|critical)$/.test(severity),
  );
  const lines = grave.map(({ name, severity, range, fixAvailable }) => {
    return `  ${severity}: ${name} ${range}${fixAvailable ? ", `npm audit fix` mends it" : ", no version mends it yet"}`;
  });
  const failed = grave.length > 0 || (counts.high ?? 0) + (counts.critical ?? 0) > 0;
  const lesser = (counts.low ?? 0) + (counts.moderate ?? 0);
  const found = failed ? "high or critical findings" : "nothing high or critical";
  return {
    failed,
    text: [`${found} in ${answer.metadata.dependencies?.prod ?? "the"} dependencies, ${lesser} lesser`, ...lines].join(
      "\n",
    ),
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

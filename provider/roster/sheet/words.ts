/** Words that a sheet may use for a value, by field. Looked up without case. */
const words: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  role: table({
    admin: ["admin", "administrator", "管理员", "管理員"],
    inspector: ["inspector", "quality inspector", "质检员", "质检", "質檢員"],
    agent: ["agent", "坐席", "座席", "普通坐席", "普通座席", "客服"],
  }),
  useMobileAccept: table({
    off: ["off", "never", "关闭", "否"],
    whenOffline: ["whenOffline", "when offline", "离线", "离线时", "仅离线"],
    always: ["always", "始终", "总是"],
  }),
  useMobileCallOut: {
    ...Object.fromEntries(
      ["true", "yes", "y", "1", "on", "是", "开", "开启", "√", "✓", "✔"].map((word) => [word, true]),
    ),
    ...Object.fromEntries(["false", "no", "n", "0", "off", "否", "关", "关闭", "×", "✗"].map((word) => [word, false])),
  },
};

function table(meanings: Record<string, readonly string[]>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(meanings).flatMap(([value, known]) => known.map((word) => [word.toLowerCase(), value])),
  );
}

/** Fields that `-` empties. The others cannot be none. */
const emptied = new Set(["staffNumber", "nick", "phone", "extensionNumber"]);

export const isNone = (text: string): boolean => /^[-－–—]$/.test(text);

/** The value that a text means in a field; the text itself where it means no other. */
export function meaningOf(field: string, text: string): unknown {
  if (isNone(text) && emptied.has(field)) return "";
  const known = words[field];
  const word = text.toLowerCase();
  if (known && Object.hasOwn(known, word)) return known[word];
  return field === "role" && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : text;
}

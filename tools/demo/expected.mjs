/** What examples/first-team declares, as the service shows it. */
export const firstTeam = {
  groups: ["Sales", "Support"],
  people: [
    ["1001", "Lei", "小雷", "lei@example.com", "008613800138001", "agent", "Sales (1)"],
    ["1002", "Mei", "小梅", "mei@example.com", "008613800138002", "agent", "Sales (3)"],
    ["1003", "Fang", "小芳", "fang@example.com", "", "agent", "Sales (4), Support (2)"],
    ["1004", "Min", "", "min@example.com", "", "agent", "Support (3)"],
    ["1005", "Jie", "", "jie@example.com", "", "inspector", ""],
  ].map(([number, name, nick, mail, phone, role, skills]) => ({ number, name, nick, mail, phone, role, skills })),
  phones: ["8001 Front desk, lei@example.com"],
  tasks: ["Survey: waits for its start"],
};

export const nothing = { groups: [], people: [], phones: [], tasks: [] };

/** A stopped task stays in the service's list: it has no call that deletes one. */
export const destroyed = { ...nothing, tasks: ["Survey: stopped"] };

/** The handler of the no-op resources, as the module that their stored text requires. */
export const FLOOR_HANDLER = `
const computed = {
  SkillGroup: { skillGroupId: 1, lastModified: 1700000000 },
  Staff: { skillGroups: [{ skillGroupId: 1, name: "Sales", priority: 1 }], roles: [3], lastModified: 1700000000 },
  StaffSkillBinding: {},
  Roster: { count: 0, unmanaged: [], unmanagedCount: 0 },
};
let made = 0;
for (const [type, outputs] of Object.entries(computed)) {
  exports[type] = {
    async check(olds, news) { return { inputs: news }; },
    async diff() { return { replaces: [], deleteBeforeReplace: false }; },
    async create(inputs) { return { id: "1400000000/" + ++made, outs: { ...inputs, ...outputs } }; },
    async read(id, props) {
      const inputs = Object.fromEntries(Object.entries(props).filter(([key]) => !(key in outputs)));
      return { id, inputs, props };
    },
    async update(id, olds, news) { return { outs: { ...news, ...outputs } }; },
    async delete() {},
  };
}
`;

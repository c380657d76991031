import { Instance, type InstanceJson } from "./instance";

/** Everything the simulator holds, as JSON. */
export interface DataJson {
  version: 1;
  nextId: number;
  instances: InstanceJson[];
}

/**
 * What the simulated service holds, open to tests: somebody works in the console.
 *
 * @example
 * const centre = sim.data.instance(1400000000);
 * const li = centre.staff.get("li@example.com")!;
 * li.name = "Li Na";                                              // renamed by hand
 * li.skillGroups.push({ skillGroupId: 1001, priority: 2 });       // bound by hand
 * li.status = "free";                                             // logs in
 * centre.staff.delete("wang@example.com");                        // deleted by hand
 * addStaff(centre, { mail: "zhao@example.com", name: "Zhao" });   // made by hand
 * centre.purchases.seats = 3;                                     // the next CreateStaff fails
 */
export class Data {
  /** Skill groups and tasks take their ids from one counter. */
  nextId = 1001;
  readonly instances = new Map<number, Instance>();

  /** The instance with this id; there must be one. */
  instance(sdkAppId: number): Instance {
    const found = this.instances.get(sdkAppId);
    if (found === undefined) throw new Error(`the simulator has no instance ${sdkAppId}: add it with addInstance`);
    return found;
  }

  addInstance(sdkAppId: number): Instance {
    const instance = this.instances.get(sdkAppId) ?? new Instance(sdkAppId);
    this.instances.set(sdkAppId, instance);
    return instance;
  }

  /** A fresh id for a skill group or task. */
  newId(): number {
    this.nextId += 1;
    return this.nextId - 1;
  }

  toJSON(): DataJson {
    return { version: 1, nextId: this.nextId, instances: [...this.instances.values()].map((one) => one.toJSON()) };
  }

  load(json: DataJson): void {
    this.nextId = json.nextId;
    this.instances.clear();
    for (const one of json.instances) this.instances.set(one.sdkAppId, Instance.from(one));
  }
}

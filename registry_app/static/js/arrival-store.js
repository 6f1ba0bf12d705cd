// What the phone keeps: one draft a person (locked, with its key), and the sealed notices that wait for a network.
import { base } from "./idb.js";

export async function open() {
  const { get, all, write } = await base("arrivals", { drafts: "owner", queue: "id" });
  return {
    draft: (owner) => get("drafts", owner),
    keep: (draft) => write(["drafts"], (drafts) => drafts.put(draft)),
    forget: (owner) => write(["drafts"], (drafts) => drafts.delete(owner)),
    // In one step, so that a phone that goes off holds the draft or the sealed notice, never neither.
    enqueue: (owner, sealed) => write(["drafts", "queue"], (drafts, queue) => { queue.put(sealed); drafts.delete(owner); }),
    queue: () => all("queue"),
    sent: (id) => write(["queue"], (queue) => queue.delete(id)),
    // Drafts that nobody came back to, of whoever they are.
    sweep: async (before) => {
      const old = (await all("drafts")).filter((one) => one.begun < before);
      if (old.length) await write(["drafts"], (drafts) => old.forEach((one) => drafts.delete(one.owner)));
    },
  };
}

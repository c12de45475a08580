export const workflowSettings = {
  id: "allocateForever",
  trigger: "user:tokens_generation",
  bindings: {},
};

export default async function allocateForever() {
  const kept = [];
  while (true) {
    kept.push(new Array(1_000).fill({}));
  }
}

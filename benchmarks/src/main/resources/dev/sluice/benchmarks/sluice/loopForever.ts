export const workflowSettings = {
  id: "loopForever",
  trigger: "user:tokens_generation",
  bindings: {},
};

export default async function loopForever() {
  while (true) {}
}

import {
  accessTokenCustomClaims,
  fetch,
  onUserTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "awaitUpstream",
  name: "Asks another service",
  trigger: WorkflowTrigger.UserTokenGeneration,
  failurePolicy: { action: "stop" },
  bindings: { "kinde.accessToken": {}, "kinde.fetch": {} },
};

export default async function awaitUpstream(_event: onUserTokenGeneratedEvent) {
  const { data } = await fetch<{ plan: string }>("UPSTREAM", {
    method: "GET",
    headers: {},
  });
  accessTokenCustomClaims<{ plan: string }>().plan = data.plan;
}

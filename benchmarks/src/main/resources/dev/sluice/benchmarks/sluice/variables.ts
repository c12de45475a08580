import {
  accessTokenCustomClaims,
  getEnvironmentVariable,
  onUserTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "variables",
  name: "Sets a claim from each of three variables",
  trigger: WorkflowTrigger.UserTokenGeneration,
  failurePolicy: { action: "stop" },
  bindings: { "kinde.accessToken": {}, "kinde.env": {} },
};

export default async function variables(_event: onUserTokenGeneratedEvent) {
  const claims = accessTokenCustomClaims<Record<string, string | undefined>>();
  claims.region = getEnvironmentVariable("REGION")?.value;
  claims.tier = getEnvironmentVariable("TIER")?.value;
  claims.audience = getEnvironmentVariable("AUDIENCE")?.value;
}

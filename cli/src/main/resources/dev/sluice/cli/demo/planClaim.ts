import {
  fetch,
  getEnvironmentVariable,
  m2mTokenClaims,
  onM2MTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "planClaimWorkflow",
  name: "Add the plan the billing API knows",
  trigger: WorkflowTrigger.M2MTokenGeneration,
  failurePolicy: { action: "stop" },
  bindings: {
    "kinde.m2mToken": {},
    "kinde.env": {},
    "kinde.fetch": {},
    url: {},
  },
};

export default async function Workflow(event: onM2MTokenGeneratedEvent) {
  const billing = getEnvironmentVariable("BILLING_URL")?.value;
  const { data } = await fetch<{ plan: string }>(`${billing}/plan`, { method: "GET" });
  const m2mToken = m2mTokenClaims<{ plan: string }>();
  m2mToken.plan = data.plan;
}

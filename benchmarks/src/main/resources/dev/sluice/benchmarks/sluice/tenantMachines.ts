import {
  fetch,
  getEnvironmentVariable,
  m2mTokenClaims,
  onM2MTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "tenantMachines",
  name: "Says in machines' tokens what they may do",
  trigger: WorkflowTrigger.M2MTokenGeneration,
  failurePolicy: { action: "continue" },
  bindings: { "kinde.m2mToken": {}, "kinde.env": {}, "kinde.fetch": {}, url: {} },
};

const companies: Record<string, string> = COMPANIES;

export default async function tenantMachines(event: onM2MTokenGeneratedEvent) {
  const claims = m2mTokenClaims<Record<string, unknown>>();
  const plans = getEnvironmentVariable("PLANS_URL")?.value ?? "";
  claims.companyName = "Acme Inc.";
  claims.knownCompanies = Object.keys(companies).length;
  if (plans !== "") {
    const { data } = await fetch<{ data: { plan: string } }>(`${plans}?client=${event.context.application.clientId}`, {
      method: "GET",
      headers: { accept: "application/json" },
    });
    claims.plan = data.plan;
  }
}

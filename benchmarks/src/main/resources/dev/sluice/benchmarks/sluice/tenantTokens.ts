import {
  accessTokenCustomClaims,
  createKindeAPI,
  getEnvironmentVariable,
  idTokenCustomClaims,
  onUserTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "tenantTokens",
  name: "Says in the tokens which company the user is of",
  trigger: WorkflowTrigger.UserTokenGeneration,
  failurePolicy: { action: "stop" },
  bindings: {
    "kinde.accessToken": {},
    "kinde.idToken": {},
    "kinde.env": {},
    "kinde.fetch": {},
    url: {},
  },
};

const companies: Record<string, string> = COMPANIES;

async function rolesOf(event: onUserTokenGeneratedEvent, region: string): Promise<string[]> {
  if (region === "") return ["member"];
  const kinde = await createKindeAPI(event);
  const { data } = await kinde.get({ endpoint: `users/${event.context.user.id}/roles?region=${region}` });
  return data.roles.map((role: { key: string }) => role.key);
}

export default async function tenantTokens(event: onUserTokenGeneratedEvent) {
  const access = accessTokenCustomClaims<Record<string, unknown>>();
  const id = idTokenCustomClaims<Record<string, unknown>>();
  const region = getEnvironmentVariable("REGION")?.value ?? "";
  access.companyName = "Acme Inc.";
  access.knownCompanies = Object.keys(companies).length;
  access.organization = event.context.organization.code;
  access.roles = await rolesOf(event, region);
  id.companyName = access.companyName;
}

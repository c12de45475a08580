import {
  accessTokenCustomClaims,
  onUserTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "fiveClaims",
  name: "Sets five claims",
  trigger: WorkflowTrigger.UserTokenGeneration,
  failurePolicy: { action: "stop" },
  bindings: { "kinde.accessToken": {} },
};

type Claims = {
  companyName: string;
  userId: string;
  organization: string;
  seats: number;
  roles: string[];
};

export default async function fiveClaims(event: onUserTokenGeneratedEvent) {
  const claims = accessTokenCustomClaims<Claims>();
  claims.companyName = "Acme Inc.";
  claims.userId = event.context.user.id;
  claims.organization = event.context.organization.code;
  claims.seats = 25;
  claims.roles = ["owner", "billing"];
}

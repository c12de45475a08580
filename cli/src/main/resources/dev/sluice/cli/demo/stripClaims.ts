import {
  accessTokenCustomClaims,
  onUserTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "removeClaimWorkflow",
  name: "Keep the access token small",
  trigger: WorkflowTrigger.UserTokenGeneration,
  failurePolicy: { action: "stop" },
  bindings: {
    "kinde.accessToken": {},
    url: {},
  },
};

export default async function Workflow(event: onUserTokenGeneratedEvent) {
  const accessToken = accessTokenCustomClaims<{
    permissions: string[];
    feature_flags: Record<string, unknown>;
  }>();
  accessToken.permissions = [];
  accessToken.feature_flags = {};
}

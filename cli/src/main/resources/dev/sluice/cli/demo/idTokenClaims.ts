import {
  idTokenCustomClaims,
  onUserTokenGeneratedEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "customIdTokenClaimsWorkflow",
  name: "Change claims of the ID token",
  trigger: WorkflowTrigger.UserTokenGeneration,
  failurePolicy: { action: "stop" },
  bindings: {
    "kinde.idToken": {},
    url: {},
  },
};

export default async function Workflow(event: onUserTokenGeneratedEvent) {
  const idToken = idTokenCustomClaims<{ house: string; name: string }>();
  idToken.house = "Gryffindor";
  idToken.name = "Harry Potter";
}

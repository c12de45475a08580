import { onUserTokenGeneratedEvent, WorkflowSettings } from "@kinde/infrastructure";
import axios from "axios";

export const workflowSettings: WorkflowSettings = {
  id: "brokenWorkflow",
  name: "Not a workflow yet",
  trigger: "user:token_generation",
  bindings: { "kinde.accessToken": {} },
};

export default async function Workflow(event: onUserTokenGeneratedEvent) {
  await axios.get("https://example.com");
}

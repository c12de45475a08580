import {
  createKindeAPI,
  denyAccess,
  getEnvironmentVariable,
  onPostAuthenticationEvent,
  WorkflowSettings,
  WorkflowTrigger,
} from "@kinde/infrastructure";

export const workflowSettings: WorkflowSettings = {
  id: "tenantSignIn",
  name: "Lets in who is of a company we know",
  trigger: WorkflowTrigger.PostAuthentication,
  failurePolicy: { action: "stop" },
  bindings: { "kinde.auth": {}, "kinde.env": {}, "kinde.fetch": {}, url: {} },
};

const company = "Acme Inc.";
const companies: Record<string, string> = COMPANIES;

export default async function tenantSignIn(event: any) {
  const email: string = event.context.auth.provider?.data?.idToken?.claims?.email ?? "";
  const domain = email.split("@")[1] ?? "";
  if (getEnvironmentVariable("CLOSED")?.value === "yes" && !(domain in companies)) {
    denyAccess(`${domain} is no company that ${company} knows`);
    return;
  }
  if (event.context.auth.isNewUserRecordCreated) {
    const kinde = await createKindeAPI(event as onPostAuthenticationEvent);
    await kinde.patch({ endpoint: "user", params: { id: event.context.user.id, company } });
  }
}

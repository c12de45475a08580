import {
  accessTokenCustomClaims,
  createKindeAPI,
  denyAccess,
  denyPlanCancellation,
  denyPlanSelection,
  fetch,
  getEnvironmentVariable,
  getLocalization,
  getM2MToken,
  idTokenCustomClaims,
  invalidateFormField,
  m2mTokenClaims,
  secureFetch,
  setEnforcementPolicy,
} from '@kinde/infrastructure';

/** Each does with a helper what published workflows do; the event names the one to be called. */
const calls = {
  async createKindeAPI(event) {
    const api = await createKindeAPI(event);
    const { data: user } = await api.get({ endpoint: 'user', params: { id: 'kp_1' } });
    const { data: role } = await api.post({ endpoint: 'roles', params: { key: 'admin' } });
    console.log(user.first_name, role.code);
  },
  async getM2MToken(event) {
    const { kindeDomain } = event.context.domains;
    const options = { domain: kindeDomain, clientId: 'id', clientSecret: 'a client secret' };
    const token = await getM2MToken('mine', { ...options, audience: ['a', 'b'], scopes: ['c'] });
    console.log(token.split('.').length, token === (await getM2MToken('mine', options)));
  },
  async getM2MTokenUncached(event) {
    const { kindeDomain } = event.context.domains;
    const options = { domain: kindeDomain, clientId: 'id', clientSecret: 'a client secret' };
    console.log((await getM2MToken('mine', { ...options, skipCache: true })).split('.').length);
  },
  async fetch(event) {
    const { data } = await fetch(`${event.request.api}/plan`, { method: 'GET' });
    console.log(data.name);
  },
  async fetchText(event) {
    const { data } = await fetch(`${event.request.api}/plan`, { responseFormat: 'text' });
    console.log(data);
  },
  async secureFetch(event) {
    const { data } = await secureFetch(`${event.request.api}/sealed`, { body: { a: 1 } });
    console.log(data.name);
  },
  accessTokenCustomClaims() {
    const claims = accessTokenCustomClaims();
    console.log(claims.present);
    claims.companyName = 'Acme Inc.';
    claims['https://example.com/tier'] = { level: 3 };
    claims.roles = undefined;
    claims.sub = 'someone else';
  },
  idTokenCustomClaims() {
    idTokenCustomClaims().house = 'Gryffindor';
  },
  m2mTokenClaims() {
    m2mTokenClaims().scopeOfWork = ['a'];
  },
  getEnvironmentVariable() {
    console.log(getEnvironmentVariable('KEY')?.value, getEnvironmentVariable('NONE')?.value);
  },
  getLocalization() {
    console.log(getLocalization('hello'));
  },
  denyAccess() {
    denyAccess('no');
  },
  invalidateFormField() {
    invalidateFormField('p_first_password', 'Too short');
  },
  setEnforcementPolicy() {
    setEnforcementPolicy('skip');
  },
  denyPlanSelection() {
    denyPlanSelection('no', ['downgrade first']);
  },
  denyPlanCancellation() {
    denyPlanCancellation('no');
  },
};

export default async function workflow(event) {
  await calls[event.request.call](event);
}

// workerd with shared state: the bundle is a module of the worker, evaluated once.
import workflow from 'bundle';
import sample from 'sample';
import { answerer } from 'answer';
import { makeRun } from 'kinde';

const answer = answerer(sample);
const headers = { 'content-type': 'application/json' };

export default {
  async fetch(request) {
    const { event, tokens } = await request.json();
    const { kinde, effects } = makeRun(tokens);
    globalThis.kinde = kinde;
    await workflow.default(event);
    return new Response(answer(effects), { headers });
  },
};

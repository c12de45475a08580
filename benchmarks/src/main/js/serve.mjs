// An HTTP server on Node that answers every request with what `run` makes of its body.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { answerer } from './answer.mjs';

/** What the command line gives: the port, the bundle and a sample answer. */
const [port, bundleFile, sampleFile] = process.argv.slice(2);
export const bundle = readFileSync(bundleFile, 'utf8');
const answer = answerer(readFileSync(sampleFile, 'utf8'));

/** `run` is given the parsed body, and gives the effects or a promise of them. */
export function serve(run) {
  createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      try {
        const body = Buffer.from(answer(await run(bodyOf(chunks))));
        send(response, 200, body);
      } catch (error) {
        send(response, 500, Buffer.from(String(error?.stack)));
      }
    });
  }).listen(Number(port), '127.0.0.1');
}

function bodyOf(chunks) {
  return JSON.parse(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

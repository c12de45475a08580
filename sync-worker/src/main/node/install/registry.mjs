// The registry that the operator chose: every package comes from there, whatever a lock file says.
import registryFetch from "npm-registry-fetch";
import { Refused, TooLarge, Unavailable } from "./refused.mjs";

const TIMEOUT = 30_000;
const RETRIES = { retries: 1, minTimeout: 500, maxTimeout: 1_000 };

export class Registry {
  #options;

  /** Of no address, the npm client's own. The token is shown to that address and what is below it. */
  constructor(address, token) {
    this.#options = {
      timeout: TIMEOUT, retry: RETRIES, strictSSL: true,
      ...(address ? { registry: address } : {}),
      ...(token ? { [keyOf(new URL(address))]: token } : {}),
    };
  }

  /** A package's archive; throws Refused if the registry has none, or it's larger than that. */
  async archive({ name, version }, most) {
    const file = `${name.slice(name.lastIndexOf("/") + 1)}-${version}.tgz`;
    const usual = await this.#get(`${name}/-/${encodeURIComponent(file)}`, most);
    const found = usual ?? (await this.#get(await this.#toldOf(name, version), most));
    if (!found) throw absent(name, version);
    return found;
  }

  /** Where the registry itself says that the archive is, if it keeps it elsewhere than usual. */
  async #toldOf(name, version) {
    const told = await this.#get(name.replace("/", "%2f"), { bytes: 50 * 1024 * 1024 },
      { accept: "application/vnd.npm.install-v1+json" });
    const address = told && JSON.parse(told).versions?.[version]?.dist?.tarball;
    if (!address) throw absent(name, version);
    return address;
  }

  async #get(path, most, headers) {
    try {
      const answer = await registryFetch(path, { ...this.#options, headers });
      return await bounded(answer.body, most);
    } catch (failure) {
      if (failure.statusCode === 404 || failure.statusCode === 410) return undefined;
      if (failure instanceof Refused) throw failure;
      throw new Unavailable(`The npm registry can't be used: ${words(failure)}`);
    }
  }
}

/** What npm's configuration calls the token of a registry. */
function keyOf({ host, pathname }) {
  return `//${host}${pathname}:_authToken`;
}

async function bounded(body, most) {
  const parts = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > most.bytes) throw new TooLarge(most.limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function absent(name, version) {
  return new Refused("package_not_found",
    `The npm registry has no ${name}@${version}: lock a version that it has, or publish it there`);
}

/** Without the address, which may hold a credential. */
function words(failure) {
  if (!failure.statusCode) return String(failure.code ?? failure.name);
  const shown = failure.statusCode === 401 || failure.statusCode === 403
    ? ": the operator gives Sluice a token that it takes, by SLUICE_NPM_TOKEN or --npm-token-file" : "";
  return `it answers ${failure.statusCode}${shown}`;
}

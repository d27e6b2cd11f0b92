import { ROUTES } from '../../../contract/index.js';
import { statusesOf } from '../../../contract/open-api.js';
import type { RouteTable } from '../../../contract/open-api.js';

const table: RouteTable = ROUTES;
const routes = Object.values(table)
  .flatMap((area) => Object.values(area))
  .map((route) => ({
    route,
    path: new RegExp(`^${route.path.replace(/:[A-Za-z]+/g, '[^/]+').replaceAll('.', '\\.')}$`, 'u'),
  }))
  // A word of the path itself stands before whatever could stand there.
  .toSorted((a, b) => Number(a.route.path.includes(':')) - Number(b.route.path.includes(':')));

/** Throws where the API answers a request with a status that its description does not name. */
export function expectDescribed(method: string, url: string, status: number): void {
  const [path = ''] = url.split('?');
  const met = routes.find((one) => one.route.method === method && one.path.test(path));
  // A test that breaks the server on purpose says so itself.
  if (met === undefined || status === 500 || statusesOf(met.route).includes(status)) return;
  throw new Error(`${method} ${met.route.path} answered ${String(status)}, which is not described`);
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { routes } from '../../../api/features.ts';
import type { Route } from '../../../api/http/route.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import type { Answer, Client } from '../../support/http.ts';
import { assembleCast, type Cast } from './cast.ts';
import { everyone, matrix } from './matrix.ts';

let app: TestApp;
let cast: Cast;
beforeAll(async () => {
  app = await startTestApp();
  cast = await assembleCast(app);
});
afterAll(() => app.close());

const named = routes.map((route) => [`${route.method} ${route.path}`, route] as const);
const changing = named.filter(([, route]) => route.method !== 'GET');

function pathOf(route: Route, params: Record<string, string> = cast.params): string {
  return route.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? `no ${name}`),
  );
}

/** Sends what no route accepts: whoever is let in gets 400 and changes nothing. */
function knock(client: Client, route: Route, headers: Record<string, string> = {}): Promise<Answer> {
  const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : { knock: true };
  return client.request(route.method, `${pathOf(route)}?knock=1`, { body, headers });
}

describe('every route', () => {
  test('stands in the written matrix, and nothing else does', () => {
    expect(Object.keys(matrix).sort()).toEqual(named.map(([name]) => name).sort());
  });

  test.each(named)('%s lets in who the matrix says', async (name, route) => {
    const statuses = await Promise.all(
      everyone.map(async (caller) => [caller, (await knock(cast.clients[caller], route)).status] as const),
    );
    const expected = everyone.map((caller) => {
      const refusal = caller === 'anonymous' ? 401 : 403;
      return [caller, matrix[name]?.includes(caller) === true ? 400 : refusal];
    });
    expect(statuses).toEqual(expected);
  });

  test('tells nobody whether a section is there before they sign in', async () => {
    for (const [, route] of named.filter(([, one]) => one.path.includes(':section'))) {
      const path = pathOf(route, { ...cast.params, section: '0'.repeat(24) });
      expect((await cast.clients.anonymous.request(route.method, path)).status).toBe(401);
    }
  });
});

describe('another site', () => {
  test.each(changing)('%s is refused with the visitor’s cookie', async (_name, route) => {
    const byFetch = await knock(cast.everywhere, route, { 'sec-fetch-site': 'cross-site' });
    expect(byFetch).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('an older browser is known by its Origin', async () => {
    const response = await fetch(`${app.url}/api/session`, {
      method: 'DELETE',
      headers: { cookie: cast.everywhere.cookie(), origin: 'https://elsewhere.example' },
    });
    expect(response.status).toBe(403);
  });
});

describe('hostile input', () => {
  const operators: unknown[] = [
    { $ne: null },
    { $gt: '' },
    { $regex: '.*' },
    { $where: '1' },
    { toString: 1 },
  ];
  const fields = changing.flatMap(([name, route]) => {
    if (!(route.input instanceof z.ZodObject)) throw new Error(`${name} does not take an object`);
    const own = Object.keys(route.input.shape).filter((field) => !route.path.includes(`:${field}`));
    return own.map((field) => [name, field, route] as const);
  });

  test.each(fields)('%s refuses operators as %s', async (_name, field, route) => {
    for (const operator of operators) {
      const body = { [field]: operator };
      const answer = await cast.everywhere.request(route.method, pathOf(route), { body });
      expect(answer.status).toBe(400);
      const { problems } = answer.body as { problems: { field: string }[] };
      expect(problems.map((problem) => problem.field.split('.')[0])).toContain(field);
    }
  });

  const withParams = named.filter(([, route]) => route.path.includes(':'));
  test.each(withParams)('%s takes no operator in its path', async (_name, route) => {
    for (const value of ['{"$ne":null}', '[$ne]', '../../x', '__proto__', '\u0000', 'x'.repeat(3000)]) {
      const params = Object.fromEntries(Object.keys(cast.params).map((name) => [name, value]));
      const answer = await cast.everywhere.request(route.method, pathOf(route, params));
      expect([400, 403, 404]).toContain(answer.status);
    }
  });

  test.each(named.filter(([, route]) => route.method === 'GET'))(
    '%s takes no operator in its query',
    async (_name, route) => {
      for (const query of ['query[$ne]=x', '$where=1', '__proto__[x]=1', 'section[$ne]=x']) {
        const answer = await cast.everywhere.request('GET', `${pathOf(route)}?${query}`);
        expect(answer.status).toBe(400);
      }
    },
  );

  test('a body that is not an object is refused', async () => {
    for (const body of ['[]', '"text"', '{', 'null x']) {
      const headers = { 'content-type': 'application/json' };
      const answer = await cast.everywhere.request('POST', '/session', { body, headers });
      expect(answer.status).toBe(400);
    }
  });

  test('no prototype is polluted', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = '{"__proto__":{"administrator":true},"constructor":{"prototype":{"administrator":true}}}';
    await cast.clients.reader.request('POST', '/assessments', { body, headers });
    expect(({} as Record<string, unknown>)['administrator']).toBeUndefined();
  });
});

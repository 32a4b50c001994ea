import type { NextFunction, Request, Response, Router } from 'express';
import type { z, ZodError } from 'zod';
import { type Actor, can } from '../policy.ts';
import { type FieldProblem, Forbidden, InvalidInput, Unauthenticated } from './errors.ts';
import type { Route } from './route.ts';

/** Finds who is calling, or null. */
export type Authenticate = (req: Request) => Promise<Actor | null>;

/** Adds declared routes to a router: authenticate, authorise, receive, parse, handle, in that order. */
export function mountRoutes(router: Router, routes: readonly Route[], authenticate: Authenticate): void {
  for (const route of routes) {
    const method = route.method.toLowerCase() as Lowercase<Route['method']>;
    router[method](route.path, (req, res, next) => answer(route, authenticate, { req, res, next }));
  }
}

async function answer(
  route: Route,
  authenticate: Authenticate,
  { req, res, next }: { req: Request; res: Response; next: NextFunction },
): Promise<void> {
  const actor = await authenticate(req);
  await authorise(route, actor, req.params as Record<string, string>);
  if (route.receive) await received(route.receive, { req, res, next });
  const input = parse(route.input, { ...bodyOf(req), ...req.query, ...req.params });
  const result = await route.handle(input, { actor, req, res });
  if (res.headersSent) return;
  if (result === undefined) res.status(204).end();
  else res.json(result);
}

async function authorise(route: Route, actor: Actor | null, params: Record<string, string>): Promise<void> {
  if (route.allow === 'anyone') return;
  if (!actor) throw new Unauthenticated();
  if (!can(actor, route.allow, await route.scope(params))) throw new Forbidden();
}

function received(
  receive: NonNullable<Route['receive']>,
  { req, res }: { req: Request; res: Response; next: NextFunction },
): Promise<void> {
  return new Promise((resolve, reject) => {
    void receive(req, res, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('The upload failed', { cause: error }));
    });
  });
}

function bodyOf(req: Request): Record<string, unknown> {
  const body: unknown = req.body;
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body))
    throw new InvalidInput('The request must be a JSON object.');
  return { ...body };
}

function parse<Output>(input: z.ZodType<Output>, value: unknown): Output {
  const result = input.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput('There is a problem with what was entered.', problemsOf(result.error));
}

function problemsOf(error: ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
}

import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Action, Actor, Scope } from '../policy.ts';

/** What a handler is given beside its input. `actor` is null only on routes that anyone may call. */
export interface Exchange<Who> {
  actor: Who;
  req: Request;
  res: Response;
}

/** One route, whole: where it is, who may call it, what it takes, what it answers. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  allow: Action;
  /** Finds what the rights depend on from the path's parameters; throws NotFound. */
  scope: (params: Readonly<Record<string, string>>) => Scope | Promise<Scope>;
  /** Accepts path parameters, query and body together; path parameters win over the others. */
  input: z.ZodType;
  /** Runs after the caller is authorised and before the input is read, for uploads. */
  receive: RequestHandler | null;
  handle: (input: unknown, exchange: Exchange<Actor | null>) => unknown;
}

interface Declaration<Input extends z.ZodType, Who> {
  method: Route['method'];
  path: string;
  scope?: Route['scope'];
  input: Input;
  receive?: RequestHandler;
  /** Answers with JSON, or `undefined` for 204 or when the response was sent. */
  handle: (input: z.output<Input>, exchange: Exchange<Who>) => unknown;
}

/** Declares a route that only someone the policy lets may call. */
export function route<Input extends z.ZodType>(
  declaration: Declaration<Input, Actor> & { allow: Exclude<Action, 'anyone'> },
): Route {
  return { scope: () => ({}), receive: null, ...declaration } as Route;
}

/** Declares a route that anyone may call, signed in or not. */
export function openRoute<Input extends z.ZodType>(declaration: Declaration<Input, Actor | null>): Route {
  return { scope: () => ({}), receive: null, ...declaration, allow: 'anyone' } as Route;
}

/** A scope for paths that carry `:assessment`. */
export function assessmentScope(params: Readonly<Record<string, string>>): Scope {
  return params['assessment'] === undefined ? {} : { assessment: params['assessment'] };
}

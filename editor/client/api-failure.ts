import type { ErrorBody } from '../../api/http/error-handler.ts';

/** One thing wrong with what was sent: the field's name and a sentence for its author. */
export type FieldProblem = ErrorBody['problems'][number];

interface FailureDetails {
  status: number;
  code: string;
  message: string;
  problems?: readonly FieldProblem[] | undefined;
  reference?: string | undefined;
}

/** A request that did not work. `message` is a sentence to show; `status` is 0 when no answer came at all. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly FieldProblem[];
  readonly reference: string | null;

  constructor(details: FailureDetails) {
    super(details.message);
    this.name = 'ApiFailure';
    this.status = details.status;
    this.code = details.code;
    this.problems = details.problems ?? [];
    this.reference = details.reference ?? null;
  }
}

/** The failure of a request that got no answer: the person is offline, or the server is stopped. */
export function unreachable({ reading = false } = {}): ApiFailure {
  const [what, after] = reading ? ['', ''] : [', so nothing was sent', ' What you typed is still here.'];
  const message = `Candour could not be reached${what}. Check your connection, then try again.${after}`;
  return new ApiFailure({ status: 0, code: 'unreachable', message });
}

/** The failure of a form that the browser can tell is not filled in; said like the server's own. */
export function missing(field: string, message: string): ApiFailure {
  return new ApiFailure({ status: 400, code: 'invalid-input', message, problems: [{ field, message }] });
}

/** Reads the body of a failed answer; a body that is not ours (a proxy's page, say) still gives a sentence. */
export function failureFrom(status: number, body: unknown): ApiFailure {
  const details = isFailureBody(body) ? body : null;
  return new ApiFailure({
    status,
    code: details?.code ?? 'failed',
    message: details?.message ?? wordsFor(status),
    problems: details?.problems,
    reference: details?.reference,
  });
}

/** Any thrown thing as an ApiFailure, so that screens have one kind of failure to show. */
export function asFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  return new ApiFailure({
    status: 0,
    code: 'failed',
    message:
      'Something went wrong on this page. Load it again; if it happens again, tell your administrator.',
  });
}

function isFailureBody(
  body: unknown,
): body is { code: string; message: string; problems?: FieldProblem[]; reference?: string } {
  return (
    typeof body === 'object' &&
    body !== null &&
    'message' in body &&
    typeof body.message === 'string' &&
    'code' in body &&
    typeof body.code === 'string'
  );
}

function wordsFor(status: number): string {
  if (status === 413) return 'The file is larger than this server takes. Make it smaller and try again.';
  if (status === 502 || status === 503 || status === 504) {
    return 'Candour is not answering just now. Wait a minute, then try again.';
  }
  return 'Something went wrong and nothing was changed. Try again; if it happens again, tell your administrator.';
}

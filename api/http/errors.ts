/** One thing wrong with what was sent: the field's name and a sentence for its author. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** An expected failure: an HTTP status, a code for programs, and a sentence safe to show that says what to do. */
export class ExpectedError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly FieldProblem[];

  constructor(
    kind: { status: number; code: string },
    message: string,
    problems: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.status = kind.status;
    this.code = kind.code;
    this.problems = problems;
  }
}

/** 400: what was sent cannot be used; `problems` name the fields. */
export class InvalidInput extends ExpectedError {
  constructor(message: string, problems: readonly FieldProblem[] = []) {
    super({ status: 400, code: 'invalid-input' }, message, problems);
  }
}

/** 401: nobody is signed in. */
export class Unauthenticated extends ExpectedError {
  constructor(message = 'Sign in to continue.') {
    super({ status: 401, code: 'unauthenticated' }, message);
  }
}

/** 403: the person may not do this. */
export class Forbidden extends ExpectedError {
  constructor(message = 'You do not have the right to do this. Ask the coordinator of the assessment.') {
    super({ status: 403, code: 'forbidden' }, message);
  }
}

/** 404: there is no such thing, or the person may not know of it. */
export class NotFound extends ExpectedError {
  constructor(message = 'This page or record was not found. It may have been removed.') {
    super({ status: 404, code: 'not-found' }, message);
  }
}

/** 409: someone or something changed it in the meantime. */
export class Conflict extends ExpectedError {
  constructor(message: string) {
    super({ status: 409, code: 'conflict' }, message);
  }
}

/** 423: it may not change now. */
export class Locked extends ExpectedError {
  constructor(message: string) {
    super({ status: 423, code: 'locked' }, message);
  }
}

/** 413: the file or text is over a limit that the sentence names. */
export class TooLarge extends ExpectedError {
  constructor(message: string) {
    super({ status: 413, code: 'too-large' }, message);
  }
}

/** 415: a kind of file that Candour does not take. */
export class Unsupported extends ExpectedError {
  constructor(message: string) {
    super({ status: 415, code: 'unsupported' }, message);
  }
}

/** 429: too many tries. */
export class TooMany extends ExpectedError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super({ status: 429, code: 'too-many' }, message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 503: a part of Candour is not working now; the rest is. */
export class Unavailable extends ExpectedError {
  constructor(message: string) {
    super({ status: 503, code: 'unavailable' }, message);
  }
}

/** True for the error of a database that refused a record because a unique index holds another like it. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}

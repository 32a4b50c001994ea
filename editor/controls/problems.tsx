import { createContext, useContext } from 'react';
import type { FieldProblem } from '../client/api-failure.ts';

const Problems = createContext<readonly FieldProblem[]>([]);

/** Gives the fields inside what is wrong with them. */
export const ProblemsProvider = Problems.Provider;

/** What is wrong with the field of this name, or null. */
export function useProblem(name: string): string | null {
  return useContext(Problems).find((problem) => problem.field === name)?.message ?? null;
}

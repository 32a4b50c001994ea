import { z } from 'zod';

const record = z.object({
  title: z.string(),
  revisions: z.array(z.object({ revision: z.number(), file: z.string(), sha256: z.string() })),
});

/** The collection of the records, and the one of the entries of their files. */
export const EVIDENCE_COLLECTIONS = { records: 'evidence', files: 'evidence-files.files' } as const;

/** What a stored record, as it lies in the database, says of its files: id, SHA-256, and words that name the file. */
export function recordedFiles(document: unknown): { file: string; sha256: string; name: string }[] {
  const { title, revisions } = record.parse(document);
  return revisions.map(({ revision, file, sha256 }) => ({
    file,
    sha256,
    name: `“${title}”, revision ${revision}`,
  }));
}

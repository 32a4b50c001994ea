import { deserialize } from 'bson';
import { type Reader } from '../database/embedded/maintenance/verify.ts';
import { type FilesReport, verifyWithFiles } from '../database/verify-files.ts';
import { EVIDENCE_COLLECTIONS, recordedFiles } from '../evidence/integrity.ts';

/** Verifies a database file, and every file of the library against the SHA-256 that its record keeps. */
export function verifyWithEvidence(path: string): Promise<FilesReport> {
  return verifyWithFiles(path, (read, report) => {
    for (const { ns } of report.collections) {
      const [db = ''] = ns.split('.', 1);
      if (ns === `${db}.${EVIDENCE_COLLECTIONS.records}`) verifyLibrary(read, db, report);
    }
  });
}

function verifyLibrary(read: Reader, db: string, { files, problems }: FilesReport): void {
  const ns = `${db}.${EVIDENCE_COLLECTIONS.files}`;
  const stored = new Map(files.filter((one) => one.ns === ns).map(({ id, sha256 }) => [id, sha256]));
  for (const raw of read(`${db}.${EVIDENCE_COLLECTIONS.records}`)) {
    for (const { file, sha256, name } of recordedFiles(deserialize(raw))) {
      const found = stored.get(file);
      const how = found === undefined ? 'is not there, or not whole' : 'is not the one that was stored';
      if (found !== sha256) problems.push(`${ns}: the file ${file} of ${name} ${how}`);
    }
  }
}

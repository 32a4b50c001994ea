import { deserialize } from 'bson';
import { type Report, verifyFile } from '../database/embedded/maintenance/verify.ts';
import { EVIDENCE_COLLECTIONS, recordedFiles } from '../evidence/integrity.ts';

/** Verifies a database file, and every file of the library against the SHA-256 that its record keeps. */
export async function verifyWithEvidence(path: string): Promise<Report> {
  const recorded: { ns: string; file: string; sha256: string; name: string }[] = [];
  const report = await verifyFile(path, (ns, raw) => {
    const [db = '', collection] = split(ns);
    if (collection !== EVIDENCE_COLLECTIONS.records) return;
    const files = recordedFiles(deserialize(raw));
    recorded.push(...files.map((one) => ({ ...one, ns: `${db}.${EVIDENCE_COLLECTIONS.files}` })));
  });
  const stored = new Map(report.files.map(({ ns, id, sha256 }) => [`${ns} ${id}`, sha256]));
  for (const { ns, file, sha256, name } of recorded) {
    const found = stored.get(`${ns} ${file}`);
    if (found === undefined)
      report.problems.push(`${ns}: the file ${file} of ${name} is not there, or not whole`);
    else if (found !== sha256)
      report.problems.push(`${ns}: the file ${file} of ${name} is not the one that was stored`);
  }
  return report;
}

function split(ns: string): string[] {
  const dot = ns.indexOf('.');
  return [ns.slice(0, dot), ns.slice(dot + 1)];
}

import { expect, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { inspectionDocument } from '../../../exports/inspection.ts';
import { createFinisher } from '../../../exports/pdf/apart/finisher.ts';
import { PdfUnavailable } from '../../../exports/pdf/unavailable.ts';
import { sampleExport } from '../sample-export.ts';

const facts = inspectionDocument(sampleExport({ judgements: [] }));

async function plainFile(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  return document.save({ useObjectStreams: false });
}

test('a file that cannot be finished ends its process, and the next is finished in another', async () => {
  const finisher = createFinisher();
  const broken = { drawn: Buffer.from('no PDF at all'), facts, unnumbered: 0, numbers: null };
  await expect(finisher.finish(broken)).rejects.toThrow(PdfUnavailable);
  await expect(finisher.finish(broken)).rejects.toThrow(/could not be finished/);
  const finished = await finisher.finish({ ...broken, drawn: await plainFile() });
  const problems = 'problems' in finished ? finished.problems : [];
  expect(problems).toContain('The file has no tags: those who hear it hear nothing.');
  finisher.end();
});

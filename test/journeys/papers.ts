import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { bullet, heading, paragraph, table, wordFile } from '../api/imports/word-file.ts';

/** The self-assessment of an invented council as it would come in: a Word file with two judgements. */
export function selfAssessment(): Buffer {
  return wordFile(
    [
      paragraph('Northbeck Council self-assessment', { style: 'Title' }),
      heading(1, '1. Foreword'),
      paragraph('We know our services well and say here what works and what does not yet.'),
      heading(1, 'The experiences and progress of children who need help and protection'),
      heading(2, 'Evidence that we are increasingly effective'),
      heading(3, 'Front door'),
      bullet('Nine in ten contacts are decided within one working day (Northbeck Peer Review, March 2026).'),
      bullet('Families tell us they know who their worker is.'),
      bullet('In the east this rose to 94%', 1),
      heading(2, 'Areas for development and improvement'),
      heading(3, 'Front door'),
      bullet('Too many assessments still miss the views of fathers.'),
      heading(1, 'The experiences and progress of care leavers'),
      heading(2, 'Evidence that we are increasingly effective'),
      heading(3, 'Accommodation'),
      bullet('Every care leaver of 18 has a safe place to live.'),
      heading(2, 'Areas for development and improvement'),
      bullet('A third of pathway plans are more than six months old.'),
      heading(1, 'Appendix: recommendations of the last inspection'),
      table([
        ['Recommendation', 'Position', 'Progress'],
        ['See every child alone', 'Audited monthly since May', 'Green'],
      ]),
    ].join(''),
  );
}

/** A report of four pages, each with a sentence of its own. */
export async function peerReview(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const number of [1, 2, 3, 4]) {
    const page = pdf.addPage([420, 595]);
    page.drawText(`Northbeck peer review, page ${number}`, { x: 40, y: 520, size: 16, font });
    page.drawText(`Finding ${number}: decisions at the front door are timely.`, {
      x: 40,
      y: 480,
      size: 11,
      font,
    });
  }
  return pdf.save();
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from '../accounts/vocabulary.ts';
import { evidenceFields } from '../evidence/contract.ts';
import { DISPOSITIONS, type Disposition } from '../post-its/vocabulary.ts';

const folder = join(import.meta.dirname, '../../templates/sample');
const words = z.string().min(1);
const textFile = z.string().regex(/^[a-z-]+\.md$/);

const personSchema = z.strictObject({
  key: words,
  name: words,
  email: z.email(),
  organisation: words,
  administrator: z.boolean(),
  role: z.enum(ROLES),
  judgements: z.array(words),
  /** Named on the page that follows the set-up, for trying another role. */
  shown: z.boolean(),
});

const postItSchema = z.strictObject({
  by: words,
  section: words,
  /** A claim's label in the section's text, or null for a note on the whole section. */
  claim: words.nullable(),
  note: words,
  replies: z.array(z.strictObject({ by: words, note: words })),
  dealtWith: z
    .strictObject({
      by: words,
      disposition: z.enum(Object.keys(DISPOSITIONS) as [Disposition, ...Disposition[]]),
      reason: z.string(),
    })
    .nullable(),
});

const councilSchema = z.strictObject({
  council: words,
  title: words,
  framework: words,
  people: z.array(personSchema).min(1),
  chapters: z.array(z.strictObject({ title: words, place: z.enum(['front', 'back']), text: textFile })),
  sections: z.array(z.strictObject({ judgement: words, grade: words.nullable(), text: textFile })),
  recommendations: z.array(
    z.strictObject({ recommendation: words, position: z.string(), progress: z.string() }),
  ),
  postIts: z.array(postItSchema),
});

const evidenceSchema = z.array(
  z.strictObject({
    key: words,
    file: z.strictObject({ from: words, as: words }).nullable(),
    ...evidenceFields.pick({ title: true, source: true, type: true, date: true, visibility: true }).shape,
  }),
);

/** The sample council: its people, assessment and post-its. The first person is the one who is signed in. */
export type SampleCouncil = z.output<typeof councilSchema>;
/** One record of its library; `from` names what its file is made of. */
export type SampleEvidence = z.output<typeof evidenceSchema>[number];

/** Reads the sample council (templates/sample/council.json). */
export function readCouncil(): SampleCouncil {
  return councilSchema.parse(JSON.parse(readSampleFile('council.json')));
}

/** Reads the library of the sample council (templates/sample/evidence.json). */
export function readEvidence(): SampleEvidence[] {
  return evidenceSchema.parse(JSON.parse(readSampleFile('evidence.json')));
}

/** The text of a file of the sample council, by its path in templates/sample. */
export function readSampleFile(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.strictObject({
  overview: z.string().min(1),
  chapters: z.array(z.strictObject({ title: z.string().min(1), place: z.enum(['front', 'back']) })),
});

const file = join(import.meta.dirname, '../../templates/new-assessment.json');

/** The words an assessment begins with: its overviews' title and the chapters of an empty one (templates/new-assessment.json). */
export const newAssessment: z.output<typeof schema> = schema.parse(JSON.parse(readFileSync(file, 'utf8')));

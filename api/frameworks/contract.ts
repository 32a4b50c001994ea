import { z } from 'zod';

const words = z.string().trim().min(1).max(300);
const identifier = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/);
const month = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

/** One value a judgement can be given, `rank` 1 being the best. */
export const scaleValueSchema = z.strictObject({
  id: identifier,
  label: words,
  short: words,
  rank: z.int().min(1),
});

/** The values of a judgement: grades, or the outcome statements of an inspection without grades. */
export const scaleSchema = z.strictObject({
  id: identifier,
  kind: z.enum(['grades', 'outcomes', 'score', 'none']),
  values: z.array(scaleValueSchema),
});

/**
 * One judgement. `code` begins the public number of its claims (`KJ2A` in `KJ2A.E3`). `section`: it has a section
 * of claims of its own. `optional`: off unless a council turns it on. `graded` with a `scale`: a grade can be set;
 * a scale without `graded` holds outcomes. `verified` is false while its wording has not been checked at the source.
 */
export const judgementSchema = z.strictObject({
  id: identifier,
  code: z.string().regex(/^[A-Z][A-Z0-9]{0,7}$/),
  title: words,
  short: words,
  aliases: z.array(words),
  parentId: identifier.nullable(),
  kind: z.enum(['judgement', 'sub', 'group', 'area', 'review']),
  graded: z.boolean(),
  scale: identifier.nullable(),
  order: z.int().min(1),
  section: z.boolean(),
  optional: z.boolean(),
  verified: z.boolean(),
  themes: z.array(words),
});

/** One side of a section: `letter` stands in claim numbers, `id` names the region of the live document. */
export const sideSchema = z.strictObject({
  id: identifier,
  letter: z.string().regex(/^[A-Z]$/),
  title: words,
  aliases: z.array(words),
});

/** Where a judgement's claims belong under a later framework; an empty list: nowhere. */
export const mappingSchema = z.strictObject({
  judgement: identifier,
  to: z.strictObject({ framework: identifier, judgements: z.array(identifier) }),
});

const frameworkShape = z.strictObject({
  id: identifier,
  title: words,
  shortTitle: words,
  publishers: z.array(words).min(1),
  effectiveFrom: month,
  effectiveTo: month.nullable(),
  supersedes: identifier.nullable(),
  scales: z.array(scaleSchema),
  judgements: z.array(judgementSchema).min(1),
  sides: z.array(sideSchema).min(1).max(3),
  questions: z.array(z.strictObject({ id: identifier, text: words })),
  mappings: z.array(mappingSchema),
  sourceUrl: z.url(),
  checkedOn: z.iso.date(),
  verification: z.strictObject({
    status: z.enum(['verified', 'partly', 'unverified']),
    notes: z.array(z.string().trim().min(1).max(600)),
  }),
});

/** An inspection framework as dated data; ids, codes and letters are unique and every reference resolves. */
export const frameworkSchema = frameworkShape.superRefine((framework, context) => {
  for (const problem of problemsOf(framework)) context.addIssue({ code: 'custom', message: problem });
});

/** One value of a scale. */
export type ScaleValue = z.infer<typeof scaleValueSchema>;
/** The values a judgement can be given. */
export type Scale = z.infer<typeof scaleSchema>;
/** One judgement of a framework. */
export type Judgement = z.infer<typeof judgementSchema>;
/** One side of a section. */
export type Side = z.infer<typeof sideSchema>;
/** Where a judgement's claims belong under a later framework. */
export type Mapping = z.infer<typeof mappingSchema>;
/** An inspection framework; assessments keep a snapshot of one. */
export type Framework = z.infer<typeof frameworkShape>;

/** A framework in a list: enough to choose one. `own` marks a council's own copy, made from `copiedFrom`. */
export interface FrameworkSummary {
  id: string;
  title: string;
  shortTitle: string;
  publishers: string[];
  effectiveFrom: string;
  effectiveTo: string | null;
  own: boolean;
  copiedFrom: string | null;
  sections: number;
}

/** A framework with where it came from. */
export interface FrameworkDetail extends Framework {
  own: boolean;
  copiedFrom: string | null;
}

const frameworkId = z.string().min(1).max(80);

/** Names a framework in an address. */
export const frameworkIdInput = z.strictObject({ framework: frameworkId });

/** Makes a council's own copy of a framework under a new title. */
export const copyFrameworkInput = z.strictObject({ framework: frameworkId, shortTitle: words });

/** What a council may change in its own copy: headings, sides and suggested themes; never ids, codes or letters. */
export const editFrameworkInput = z.strictObject({
  framework: frameworkId,
  shortTitle: words.optional(),
  sides: z
    .array(z.strictObject({ id: identifier, title: words }))
    .max(3)
    .optional(),
  judgements: z
    .array(
      z.strictObject({
        id: identifier,
        short: words.optional(),
        themes: z.array(words).max(40).optional(),
        optional: z.boolean().optional(),
      }),
    )
    .max(60)
    .optional(),
});

/** The request to copy a framework. */
export type CopyFramework = z.output<typeof copyFrameworkInput>;
/** The request to edit a council's own copy. */
export type EditFramework = z.output<typeof editFrameworkInput>;

function problemsOf(framework: Framework): string[] {
  const judgements = new Set(framework.judgements.map((judgement) => judgement.id));
  const scales = new Set(framework.scales.map((scale) => scale.id));
  return [
    ...repeated(framework.judgements.map((judgement) => judgement.id)).map(
      (id) => `Two judgements are ${id}`,
    ),
    ...repeated(framework.judgements.map((judgement) => judgement.code)).map(
      (code) => `Two codes are ${code}`,
    ),
    ...repeated(framework.sides.map((side) => side.id)).map((id) => `Two sides are ${id}`),
    ...repeated(framework.sides.map((side) => side.letter)).map(
      (letter) => `Two sides have letter ${letter}`,
    ),
    ...framework.judgements.flatMap(({ id, parentId, scale, graded }) => [
      ...(parentId !== null && !judgements.has(parentId) ? [`${id} has an unknown parent ${parentId}`] : []),
      ...(scale !== null && !scales.has(scale) ? [`${id} has an unknown scale ${scale}`] : []),
      ...(graded && scale === null ? [`${id} is graded and has no scale`] : []),
    ]),
    ...framework.mappings
      .filter(({ judgement }) => !judgements.has(judgement))
      .map(({ judgement }) => `A mapping starts at the unknown judgement ${judgement}`),
  ];
}

function repeated(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

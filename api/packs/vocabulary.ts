/** For whom an export is: what its readers may see is decided by `editions/`. */
export const EDITIONS = { inspection: 'Inspection edition', internal: 'Internal edition' } as const;

/** The id of an edition. */
export type Edition = keyof typeof EDITIONS;

/** What an export is made as. */
export const EXPORT_FORMS = {
  pdf: 'PDF',
  html: 'Web page',
  pack: 'Evidence pack',
  comparison: 'Comparison',
} as const;

/** The id of a form. */
export type ExportForm = keyof typeof EXPORT_FORMS;

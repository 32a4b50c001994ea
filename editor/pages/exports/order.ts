import type { ExportForm, Edition } from '../../../api/packs/vocabulary.ts';

/** What a person has chosen to export; `version` null is the text as it stands. */
export interface Order {
  version: string | null;
  edition: Edition;
  form: ExportForm;
}

const things: Record<ExportForm, string> = {
  pdf: 'PDF',
  html: 'web page',
  pack: 'evidence pack',
  comparison: 'comparison',
};

/** What a form is called inside a sentence. */
export function thing(form: ExportForm): string {
  return things[form];
}

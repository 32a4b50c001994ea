import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Handlebars from 'handlebars';
import { readFonts } from './fonts.ts';
import type { AssessmentExport } from './input.ts';
import { assessmentView } from './view-models/assessment-view.ts';

const templates = new URL('../templates/', import.meta.url);
const fileUrl = (path: string): URL => new URL(path, templates);

/**
 * The templates, compiled strictly: a name the view does not have is an error, and there are no helpers. They hold no triple-stash
 * (a test reads them), so every word of a user is escaped.
 */
function compile(): (context: object) => string {
  const handlebars = Handlebars.create();
  for (const folder of ['layouts/', 'partials/']) {
    for (const file of readdirSync(fileUrl(folder)).filter((name) => name.endsWith('.hbs'))) {
      handlebars.registerPartial(basename(file, '.hbs'), readFileSync(fileUrl(folder + file), 'utf8'));
    }
  }
  handlebars.registerPartial('print-css', readFileSync(fileUrl('styles/print.css'), 'utf8'));
  return handlebars.compile(readFileSync(fileUrl('assessment.hbs'), 'utf8'), {
    strict: true,
    preventIndent: true,
    knownHelpersOnly: true,
  });
}

let compiled: ((context: object) => string) | undefined;
let fonts: ReturnType<typeof readFonts> | undefined;

/**
 * The assessment as one self-contained HTML page: styles and fonts inside, no script, nothing to load. The page numbers of
 * the contents are empty; printing fills them. Pure: the same input gives the same text.
 */
export function renderAssessmentHtml(input: AssessmentExport): string {
  compiled ??= compile();
  fonts ??= readFonts();
  return compiled({ ...assessmentView(input), fonts });
}
